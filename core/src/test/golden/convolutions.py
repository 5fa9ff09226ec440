"""Makes convolutions.safetensors: convolutions with each of their settings, forward and backward, by
PyTorch in float64, and dense layers without bias.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/convolutions.py

Tensors and metadata are those of layers.py; tensors of a bias that is not there are missing. The settings
of a convolution: padding of rows and of columns, on both sides each; or same = 1, which is Keras' rule:
ceil(size / stride) outputs, and of the zeros that are needed the larger half is below and right. PyTorch
knows no such padding for strides; so these inputs are padded before.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from layers import record, uniform
from lenet_steps import GOLDEN, write_safetensors

KEYS = ("in", "out", "h", "w", "kh", "kw", "stride", "rows", "columns", "same", "dilation", "groups", "bias", "batch")
CONV = [dict(zip(KEYS, values)) for values in (
    # Dilation.
    (2, 3, 7, 8, 3, 3, 1, 2, 2, 0, 2, 1, 1, 5),
    (2, 3, 9, 8, 3, 2, 2, 2, 1, 0, 2, 1, 1, 17),
    (3, 2, 9, 7, 2, 3, 2, 0, 3, 0, 3, 1, 0, 3),
    (1, 2, 4, 5, 3, 3, 1, 6, 6, 0, 6, 1, 1, 2),
    # Two numbers of padding.
    (2, 3, 5, 6, 3, 3, 1, 1, 0, 0, 1, 1, 1, 16),
    (2, 3, 5, 4, 1, 4, 2, 0, 3, 0, 1, 1, 0, 4),
    # Same.
    (2, 3, 5, 6, 3, 3, 1, 0, 0, 1, 1, 1, 1, 3),
    (2, 3, 5, 6, 4, 2, 1, 0, 0, 1, 1, 1, 1, 15),
    (2, 3, 7, 6, 3, 3, 2, 0, 0, 1, 1, 1, 0, 5),
    (1, 2, 8, 7, 5, 4, 3, 0, 0, 1, 1, 1, 1, 17),
    (2, 2, 7, 8, 3, 2, 2, 0, 0, 1, 3, 1, 1, 2),
    # Groups.
    (4, 6, 5, 4, 3, 3, 1, 1, 1, 0, 1, 2, 1, 5),
    (6, 3, 6, 5, 2, 3, 2, 1, 1, 0, 1, 3, 0, 17),
    (8, 8, 4, 4, 3, 3, 1, 1, 1, 0, 1, 2, 1, 2),
    # Depthwise.
    (5, 5, 6, 5, 3, 3, 1, 1, 1, 0, 1, 5, 1, 16),
    (4, 4, 7, 6, 3, 3, 2, 1, 1, 0, 1, 4, 0, 3),
    (3, 9, 5, 6, 3, 3, 1, 0, 0, 1, 2, 3, 1, 5),
    (3, 3, 8, 8, 5, 5, 2, 0, 0, 1, 1, 3, 1, 2),
    # So many positions that sums over them are cut.
    (1, 3, 20, 21, 3, 3, 1, 1, 1, 0, 1, 1, 1, 2),
    (2, 2, 21, 22, 3, 3, 1, 1, 1, 0, 1, 2, 1, 2),
)]
DENSE = [dict(zip(("in", "out", "batch"), values)) for values in (
    (11, 7, 5),
    (20, 3, 33),
)]


def around(size, kernel, stride, dilation):
    """Keras' zeros before and after."""
    missing = max(0, ((size + stride - 1) // stride - 1) * stride + (kernel - 1) * dilation + 1 - size)
    return missing // 2, missing - missing // 2


def convolution(s):
    """The layer of a setting."""
    def run(input, weight, bias=None):
        padding = s["rows"], s["columns"]
        if s["same"]:
            rows = around(s["h"], s["kh"], s["stride"], s["dilation"])
            columns = around(s["w"], s["kw"], s["stride"], s["dilation"])
            input, padding = functional.pad(input, columns + rows), 0
        return functional.conv2d(input, weight, bias, s["stride"], padding, s["dilation"], s["groups"])
    return run


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "convolutions.py"}

    for n, s in enumerate(CONV):
        inputs = {"input": uniform(s["batch"], s["in"], s["h"], s["w"]),
                  "weight": uniform(s["out"], s["in"] // s["groups"], s["kh"], s["kw"])}
        if s["bias"]:
            inputs["bias"] = uniform(s["out"])
        record(tensors, f"conv{n}", convolution(s), inputs)
        metadata[f"conv{n}"] = json.dumps(s)

    for n, s in enumerate(DENSE):
        record(tensors, f"dense{n}", functional.linear,
               {"input": uniform(s["batch"], s["in"]), "weight": uniform(s["out"], s["in"])})
        metadata[f"dense{n}"] = json.dumps(s)

    write_safetensors(GOLDEN / "convolutions.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
