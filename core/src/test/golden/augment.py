"""Makes augment.safetensors: augmented images by PyTorch's grid_sample and numpy, in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/augment.py

Affine changes are 3 x 3 matrices of pixel coordinates that move what the image shows; their product is
inverted, and the image read there, bilinearly. What the file holds, N counting from 0:

    mapN.input    F32  bytes [channels, height, width]
    mapN.shape    F64  channels, height, width
    mapN.shift, .rotate, .scale, .shear, .flip   F64   done in this order: pixels right and down, degrees
                       counter-clockwise, factor, degrees, and 1 where left and right (top and bottom)
                       change places
    mapN.black, .nearest   F64  the result, not rounded, with zero or the nearest pixel outside
    elastic.shape F64  height, width, alpha, sigma
    elastic.noise F32  two fields [height, width], in [-1, 1): to the right and down
    elastic.right, .down   F64  the fields smoothed by a Gaussian that ends at 4 sigma, times alpha
    elastic.input F32  bytes
    elastic.black, .nearest    F64  the result, not rounded
    tone.input    F32  bytes;  tone.brightness, tone.contrast  F64  with the factors 0.6 and 1.3 each
"""
import math
import sys

import numpy as np
import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

# shape, shift, rotate, scale, shear, flip
MAPS = (
    ((1, 9, 11), (0.0, 0.0), 0.0, 1.0, 0.0, (0, 0)),
    ((1, 9, 11), (1.25, -0.75), 0.0, 1.0, 0.0, (0, 0)),
    ((1, 9, 11), (0.0, 0.0), 33.0, 1.0, 0.0, (0, 0)),
    ((1, 8, 10), (0.0, 0.0), 0.0, 0.7, 0.0, (0, 0)),
    ((1, 8, 10), (0.0, 0.0), 0.0, 1.6, 0.0, (0, 0)),
    ((1, 10, 7), (0.0, 0.0), 0.0, 1.0, 25.0, (0, 0)),
    ((3, 7, 8), (0.0, 0.0), 0.0, 1.0, 0.0, (1, 0)),
    ((3, 7, 8), (0.0, 0.0), 0.0, 1.0, 0.0, (0, 1)),
    ((3, 13, 12), (-1.5, 2.25), -20.0, 1.15, 10.0, (1, 0)),
    ((3, 13, 12), (3.0, 0.5), 170.0, 0.6, -40.0, (1, 1)),
    ((1, 28, 28), (-1.7, 0.3), 12.0, 0.93, -7.0, (0, 0)),
    ((1, 1, 6), (0.5, 0.0), 90.0, 1.0, 0.0, (0, 0)),
    ((2, 6, 1), (0.0, 0.25), 10.0, 1.1, 5.0, (0, 1)),
)


def about_centre(matrix, height, width):
    x, y = (width - 1) / 2, (height - 1) / 2
    there, back = np.eye(3), np.eye(3)
    there[:2, 2], back[:2, 2] = (-x, -y), (x, y)
    change = np.eye(3)
    change[:2, :2] = matrix
    return back @ change @ there


def sample(image, x, y, padding):
    """Reads image [channels, height, width] at pixel coordinates x, y, each [height, width]."""
    # grid_sample counts from -1 to 1; a row or column alone is repeated, or zero surrounds it.
    pad = 40
    mode = "edge" if padding == "border" else "constant"
    wide = torch.from_numpy(np.pad(image, ((0, 0), (pad, pad), (pad, pad)), mode=mode))
    height, width = wide.shape[1:]
    grid = np.stack(((x + pad) / (width - 1) * 2 - 1, (y + pad) / (height - 1) * 2 - 1), -1)
    return functional.grid_sample(wide[None], torch.from_numpy(grid)[None], mode="bilinear",
                                  padding_mode=padding, align_corners=True)[0].numpy()


def both(tensors, name, image, x, y):
    tensors[name + ".input"] = image.astype(np.float32)
    tensors[name + ".black"] = sample(image, x, y, "zeros")
    tensors[name + ".nearest"] = sample(image, x, y, "border")


def affine(tensors, name, random, shape, shift, rotate, scale, shear, flip):
    channels, height, width = shape
    image = random.integers(0, 256, shape).astype(np.float64)
    angle = math.radians(rotate)
    forward = np.eye(3)
    forward[:2, 2] = shift
    for matrix in (
            ((math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))),
            ((scale, 0), (0, scale)),
            ((1, -math.tan(math.radians(shear))), (0, 1)),
            ((-1 if flip[0] else 1, 0), (0, -1 if flip[1] else 1))):
        forward = about_centre(matrix, height, width) @ forward
    row, column = np.mgrid[:height, :width]
    x, y, _ = np.linalg.inv(forward) @ np.stack((column.ravel(), row.ravel(), np.ones(row.size)))
    both(tensors, name, image, x.reshape(height, width), y.reshape(height, width))
    settings = {"shape": shape, "shift": shift, "rotate": [rotate], "scale": [scale], "shear": [shear], "flip": flip}
    tensors.update({f"{name}.{key}": np.array(value, np.float64) for key, value in settings.items()})


def gaussian(size, sigma):
    """The matrix that smooths a line of `size` numbers with zeros around it."""
    radius = int(4 * sigma + 0.5)
    weights = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    weights /= weights.sum()
    distance = np.arange(size)[:, None] - np.arange(size)
    return np.where(abs(distance) <= radius, weights[np.clip(distance + radius, 0, 2 * radius)], 0)


def elastic(tensors, random, height, width, alpha, sigma):
    noise = random.integers(-2 ** 20, 2 ** 20, (2, height, width)) / 2 ** 20
    right, down = alpha * gaussian(height, sigma) @ noise @ gaussian(width, sigma).T
    row, column = np.mgrid[:height, :width]
    image = random.integers(0, 256, (1, height, width)).astype(np.float64)
    both(tensors, "elastic", image, column + right, row + down)
    tensors.update({"elastic.shape": np.array((height, width, alpha, sigma), np.float64), "elastic.right": right,
                    "elastic.down": down, "elastic.noise": noise.astype(np.float32)})


def main():
    random = np.random.default_rng(1)
    tensors = {}
    for n, settings in enumerate(MAPS):
        affine(tensors, f"map{n}", random, *settings)
    elastic(tensors, random, 14, 17, 20.0, 1.5)
    image = random.integers(0, 256, (3, 5, 7)).astype(np.float64)
    tensors["tone.input"] = image.astype(np.float32)
    factors = np.array((0.6, 1.3))[:, None, None, None]
    tensors["tone.brightness"] = np.clip(image * factors, 0, 255)
    tensors["tone.contrast"] = np.clip((image - image.mean()) * factors + image.mean(), 0, 255)
    write_safetensors(GOLDEN / "augment.safetensors", tensors, {"torch": torch.__version__, "script": "augment.py"})


if __name__ == "__main__":
    main()
