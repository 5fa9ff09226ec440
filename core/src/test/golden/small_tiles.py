"""Makes small_tiles.safetensors: convolutions that Fovea cuts into small tiles (3 x 3 taps, small images,
16 channels and more), forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/small_tiles.py

Tensors and metadata are those of convolutions.py.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from layers import record, uniform
from lenet_steps import GOLDEN, write_safetensors

KEYS = ("in", "out", "h", "w", "padding", "bias", "batch")
CONV = [dict(zip(KEYS, values)) for values in (
    (16, 16, 4, 4, 1, 1, 33),
    (17, 20, 4, 4, 1, 0, 16),
    (18, 17, 7, 8, 1, 1, 2),
    (16, 21, 6, 6, 0, 1, 3),
    (67, 16, 2, 2, 2, 0, 2),
)]


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "small_tiles.py"}

    for n, s in enumerate(CONV):
        inputs = {"input": uniform(s["batch"], s["in"], s["h"], s["w"]), "weight": uniform(s["out"], s["in"], 3, 3)}
        if s["bias"]:
            inputs["bias"] = uniform(s["out"])
        record(tensors, f"conv{n}",
               lambda input, weight, bias=None: functional.conv2d(input, weight, bias, 1, s["padding"]), inputs)
        metadata[f"conv{n}"] = json.dumps(s)

    write_safetensors(GOLDEN / "small_tiles.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
