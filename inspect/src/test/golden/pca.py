"""Makes pca.safetensors: principal components by numpy's singular value decomposition in float64.

The tests compare Fovea with it. Run from the root of the repository, with numpy, PyTorch and scikit-learn:

    python3 inspect/src/test/golden/pca.py

For each set of points NAME: .points [point, dimension] (not for "digits": these are the first 400 test digits of
MNIST, pixels / 255), .components [component, dimension], .variances, .total (the sum of all variances), .means.
The number of largest size in a component is positive.
"""
import pathlib
import sys

import numpy as np

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "core/src/test/golden"))
from lenet_steps import read_idx, write_safetensors


def record(tensors, name, points, count, keep=True):
    points = points.astype(np.float32).astype(np.float64)
    means = points.mean(0)
    _, sizes, directions = np.linalg.svd(points - means, full_matrices=False)
    components = directions[:count]
    largest = np.abs(components).argmax(1)
    components = components * np.sign(components[np.arange(count), largest])[:, None]
    variances = sizes ** 2 / (len(points) - 1)
    if keep:
        tensors[f"{name}.points"] = points
    tensors.update({f"{name}.components": components, f"{name}.variances": variances[:count],
                    f"{name}.total": variances.sum()[None], f"{name}.means": means})


rng = np.random.default_rng(6)
tensors = {}
record(tensors, "tall", rng.normal(size=(70, 9)) * np.linspace(3, 0.5, 9) + 100, 9)
record(tensors, "wide", rng.normal(size=(12, 33)) * np.linspace(1, 4, 33), 5)
record(tensors, "close", np.concatenate([rng.normal(size=(150, 20)) * np.r_[1.001, 1, 0.999, np.full(17, 0.9)]]), 3)
digits = read_idx(ROOT / "mnist/src/main/resources/dev/fovea/mnist/t10k-images-idx3-ubyte.gz").numpy()[:400]
record(tensors, "digits", digits.reshape(400, -1) / 255, 8, keep=False)
write_safetensors(ROOT / "inspect/src/test/resources/dev/fovea/inspect/pca.safetensors",
                  {key: value.astype(np.float32) for key, value in tensors.items()},
                  {"made_by": "inspect/src/test/golden/pca.py"})
