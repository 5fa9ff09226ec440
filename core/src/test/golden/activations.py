"""Makes activations.safetensors: activations and softmax, forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/activations.py

NAME being relu, leaky, sigmoid, tanh, gelu, silu, softmax or logsoftmax, and N counting from 0:

    NAMEN.input, .gradOutput    F32   [batch, c, h, w]
    NAMEN.output, .gradInput    F64

The setting of each is a JSON object under its name in the metadata; "percent" is the slope of leaky.
Setting 0 is ordinary numbers; 1 has large ones, up to 64 in size, and zeros; 2 is a single column, of
numbers up to 8 in size.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from layers import record, uniform
from lenet_steps import GOLDEN, write_safetensors

IMAGES = [dict(zip(("c", "h", "w", "batch"), values)) for values in ((3, 4, 5, 3), (2, 3, 3, 17), (3, 1, 1, 33))]
VECTORS = [dict(zip(("c", "h", "w", "batch"), values)) for values in ((10, 1, 1, 5), (7, 1, 1, 17), (21, 1, 1, 16))]
PERCENTS = (1, 30, 0)
ELEMENTWISE = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "gelu": functional.gelu, "silu": functional.silu}


def numbers(n, *shape):
    """What setting n feeds."""
    x = uniform(*shape)
    if n == 1:
        x = x * 32
        x[torch.rand(shape) < 0.1] = 0
    return x * 4 if n == 2 else x


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(2)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "activations.py"}

    for n, s in enumerate(IMAGES):
        shape = s["batch"], s["c"], s["h"], s["w"]
        for name, function in ELEMENTWISE.items():
            record(tensors, f"{name}{n}", lambda input: function(input), {"input": numbers(n, *shape)})
            metadata[f"{name}{n}"] = json.dumps(s)
        slope = PERCENTS[n] / 100
        record(tensors, f"leaky{n}", lambda input: functional.leaky_relu(input, slope), {"input": numbers(n, *shape)})
        metadata[f"leaky{n}"] = json.dumps({**s, "percent": PERCENTS[n]})

    for n, s in enumerate(VECTORS):
        shape = s["batch"], s["c"]
        record(tensors, f"softmax{n}", lambda input: torch.softmax(input, 1), {"input": numbers(n, *shape)})
        record(tensors, f"logsoftmax{n}", lambda input: torch.log_softmax(input, 1), {"input": numbers(n, *shape)})
        metadata[f"softmax{n}"] = metadata[f"logsoftmax{n}"] = json.dumps(s)

    for n, s in enumerate(IMAGES):
        shape = s["batch"], s["c"], s["h"], s["w"]
        record(tensors, f"relu{n}", torch.relu, {"input": numbers(n, *shape)})
        metadata[f"relu{n}"] = json.dumps(s)

    write_safetensors(GOLDEN / "activations.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
