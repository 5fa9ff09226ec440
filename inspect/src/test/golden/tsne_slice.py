"""Prints what scikit-learn's t-SNE keeps of the first 600 test digits: the bounds in TsneTest.

    python3 inspect/src/test/golden/tsne_slice.py

Run from the root of the repository, with numpy, PyTorch and scikit-learn (1.2 was used).
"""
import pathlib
import sys

import numpy as np
from sklearn.manifold import TSNE, trustworthiness
from sklearn.neighbors import NearestNeighbors

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "core/src/test/golden"))
from lenet_steps import read_idx


def nearest(points):
    return NearestNeighbors(n_neighbors=5).fit(points).kneighbors(return_distance=False)


digits = read_idx(ROOT / "mnist/src/main/resources/dev/fovea/mnist/t10k-images-idx3-ubyte.gz").numpy()[:600]
points = digits.reshape(600, -1) / 255
places = TSNE(2, init="pca", learning_rate="auto", random_state=0).fit_transform(points)
kept = np.mean([len(set(a) & set(b)) / 5 for a, b in zip(nearest(points), nearest(places))])
print(f"kept {kept:.4f}, trustworthiness {trustworthiness(points, places):.4f}")
