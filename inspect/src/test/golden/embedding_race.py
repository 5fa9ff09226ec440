"""Compares PCA and t-SNE of 10,000 digits with scikit-learn's: time, neighbours kept, trustworthiness.

    java -cp ... dev.fovea.inspect.EmbeddingRace FOLDER 2
    OMP_NUM_THREADS=2 python3 embedding_race.py FOLDER [features pixels]

The first command writes the points and where Fovea puts them. Needs numpy and scikit-learn (1.2 was used).
"""

import os
import sys
import time

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.neighbors import NearestNeighbors


def nearest(points, k):
    return NearestNeighbors(n_neighbors=k).fit(points).kneighbors(return_distance=False)


def kept(true, places, k):
    found = nearest(places, k)
    return np.mean([len(set(a) & set(b)) / k for a, b in zip(true, found)])


folder = sys.argv[1]
for name in sys.argv[2:] or ["features", "pixels"]:
    ours = np.fromfile(f"{folder}/{name}-tsne.f32", "<f4").reshape(-1, 2).astype(np.float64)
    points = np.fromfile(f"{folder}/{name}.f32", "<f4").reshape(len(ours), -1)
    start = time.time()
    pca = PCA(2, svd_solver="full").fit(points.astype(np.float64))
    print(f"{name}: PCA of scikit-learn {time.time() - start:.2f} s")
    theirs = pca.transform(points.astype(np.float64))
    mine = np.fromfile(f"{folder}/{name}-pca.f32", "<f4").reshape(-1, 2)
    mine = mine * np.sign(np.sum(mine * theirs, axis=0))
    print(f"{name}: PCA differs by {np.abs(mine - theirs).max() / np.abs(theirs).max():.2e} of the largest number")
    true = nearest(points, 5)
    start, cpu = time.time(), os.times()
    sklearn = TSNE(2, init="pca", learning_rate="auto", random_state=0, n_jobs=2).fit(points)
    cpu = sum(os.times()[:2]) - sum(cpu[:2])
    print(f"{name}: t-SNE of scikit-learn {time.time() - start:.1f} s, {cpu:.1f} s of processor time, divergence {sklearn.kl_divergence_:.4f}")
    for who, places in (("Fovea", ours), ("scikit-learn", sklearn.embedding_)):
        print(
            f"{name}: {who} keeps {kept(true, places, 5):.4f} of the 5 nearest neighbours,"
            f" trustworthiness {trustworthiness(points, places):.5f}",
            flush=True,
        )
