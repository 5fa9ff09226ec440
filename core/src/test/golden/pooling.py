"""Makes pooling.safetensors: poolings of all kinds, forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/pooling.py

What goes in is stored as F32, what comes out as F64, as in layers.py. What the file holds, N counting from 0:

    maxN.input, .gradOutput F32, .output, .gradInput F64       padding, ceil mode; inputs from a few values,
                                                               most of them negative, so that a padding of
                                                               zeros would show, and ties happen
    averageN.input, .gradOutput F32, .output, .gradInput F64   padding counted or not, ceil mode
    adaptiveN.input, .gradOutput F32, .output, .gradInput F64

The setting of each layer is a JSON object under its name in the metadata; "ceil" and "counted" are 0 or 1.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from layers import GOLDEN, record, uniform, write_safetensors

MAX = [dict(zip(("c", "h", "w", "kernel", "stride", "padding", "ceil", "batch"), values)) for values in (
    (3, 6, 8, 3, 2, 1, 0, 4),
    (2, 7, 5, 2, 2, 0, 1, 17),
    (2, 6, 7, 3, 2, 1, 1, 16),
    (1, 5, 6, 5, 1, 2, 0, 3),
    (1, 7, 8, 3, 3, 1, 1, 33),
    (2, 4, 9, 2, 3, 1, 1, 2),
    (2, 5, 5, 4, 4, 2, 1, 1),
    (2, 1, 3, 2, 2, 0, 1, 18),
)]
AVERAGE = [dict(zip(("c", "h", "w", "kernel", "stride", "padding", "ceil", "counted", "batch"), values)) for values in (
    (3, 6, 8, 2, 2, 0, 0, 1, 4),
    (2, 6, 7, 3, 2, 1, 0, 1, 17),
    (2, 6, 7, 3, 2, 1, 0, 0, 2),
    (2, 6, 7, 3, 2, 1, 1, 1, 16),
    (1, 8, 6, 3, 3, 1, 1, 0, 33),
    (1, 7, 8, 4, 3, 2, 1, 1, 3),
    (1, 7, 8, 4, 3, 2, 1, 0, 3),
    (2, 5, 6, 3, 1, 1, 0, 1, 1),
    (2, 5, 7, 2, 3, 0, 0, 1, 5),
    (2, 7, 5, 5, 2, 0, 1, 1, 15),
    (1, 5, 4, 6, 1, 3, 0, 1, 2),
    (2, 3, 4, 5, 3, 0, 1, 1, 4),
    (1, 2, 1, 5, 3, 1, 1, 0, 17),
)]
ADAPTIVE = [dict(zip(("c", "h", "w", "height", "width", "batch"), values)) for values in (
    (5, 7, 7, 1, 1, 17),
    (3, 6, 9, 2, 3, 4),
    (2, 7, 8, 3, 5, 16),
    (1, 3, 4, 5, 7, 33),
    (2, 9, 2, 6, 6, 1),
    (4, 1, 13, 1, 1, 2),
)]


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(11)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "pooling.py"}

    for n, s in enumerate(MAX):
        few = torch.randint(-5, 2, (s["batch"], s["c"], s["h"], s["w"])).double() / 2
        record(tensors, f"max{n}",
               lambda input: functional.max_pool2d(input, s["kernel"], s["stride"], s["padding"],
                                                   ceil_mode=bool(s["ceil"])), {"input": few})
        metadata[f"max{n}"] = json.dumps(s)

    for n, s in enumerate(AVERAGE):
        record(tensors, f"average{n}",
               lambda input: functional.avg_pool2d(input, s["kernel"], s["stride"], s["padding"], bool(s["ceil"]),
                                                   bool(s["counted"])),
               {"input": uniform(s["batch"], s["c"], s["h"], s["w"])})
        metadata[f"average{n}"] = json.dumps(s)

    for n, s in enumerate(ADAPTIVE):
        record(tensors, f"adaptive{n}",
               lambda input: functional.adaptive_avg_pool2d(input, (s["height"], s["width"])),
               {"input": uniform(s["batch"], s["c"], s["h"], s["w"])})
        metadata[f"adaptive{n}"] = json.dumps(s)

    write_safetensors(GOLDEN / "pooling.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
