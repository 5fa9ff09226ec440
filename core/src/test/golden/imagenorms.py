"""Makes imagenorms.safetensors: LayerNorm and LocalResponseNorm, forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/imagenorms.py

What goes in is stored as F32, what comes out as F64, as in layers.py. What the file holds, N counting from 0:

    layerN.input, .weight, .bias, .gradOutput              F32   weight and bias [c, h, w], or [c] of vectors
    layerN.output, .gradInput, .gradWeight, .gradBias      F64
    layerN.epsilon                                         F64   shape []
    responseN.input, .gradOutput F32, .output, .gradInput  F64
    responseN.numbers                                      F64   alpha, beta, k

gradWeight and gradBias are sums over the batch. The setting of each layer is a JSON object under its name in
the metadata. The images of layer4 lie far from 0 for their spread, where a variance from the mean of the
squares would be lost.
"""
import json
import sys

import numpy as np
import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from layers import GOLDEN, record, uniform, write_safetensors

LAYER = [dict(zip(("c", "h", "w", "batch", "epsilon", "offset"), values)) for values in (
    (3, 4, 5, 17, 1e-5, 0),
    (2, 3, 19, 4, 1e-5, 0),
    (23, 1, 1, 33, 1e-5, 0),
    (5, 1, 3, 16, 0.1, 0),
    (4, 5, 3, 3, 1e-5, 64),
    (1, 1, 7, 1, 1e-12, 0),
)]
RESPONSE = [dict(zip(("c", "h", "w", "batch", "size", "alpha", "beta", "k"), values)) for values in (
    (7, 3, 4, 17, 5, 1e-4, 0.75, 1.0),
    (6, 2, 5, 4, 5, 2.0, 0.75, 2.0),
    (5, 3, 3, 16, 4, 1.5, 0.75, 1.0),
    (3, 2, 3, 33, 2, 1.0, 0.75, 0.5),
    (4, 3, 2, 3, 1, 3.0, 0.75, 1.0),
    (3, 2, 4, 2, 9, 4.0, 0.75, 1.0),
    (5, 2, 3, 5, 3, 1.0, 0.5, 1.0),
    (6, 1, 1, 15, 4, 2.5, 1.3, 2.0),
    (4, 2, 2, 1, 3, 0.5, 0.0, 1.0),
)]


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(12)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "imagenorms.py"}

    for n, s in enumerate(LAYER):
        shape = (s["c"],) if s["h"] * s["w"] == 1 else (s["c"], s["h"], s["w"])
        record(tensors, f"layer{n}",
               lambda input, weight, bias: functional.layer_norm(input, shape, weight, bias, s["epsilon"]),
               {"input": torch.round((uniform(s["batch"], *shape) + s["offset"]) * 2 ** 16) / 2 ** 16,
                "weight": uniform(*shape), "bias": uniform(*shape)})
        tensors[f"layer{n}.epsilon"] = np.array(s["epsilon"])
        metadata[f"layer{n}"] = json.dumps(s)

    for n, s in enumerate(RESPONSE):
        record(tensors, f"response{n}",
               lambda input: functional.local_response_norm(input, s["size"], s["alpha"], s["beta"], s["k"]),
               {"input": uniform(s["batch"], s["c"], s["h"], s["w"])})
        tensors[f"response{n}.numbers"] = np.array([s["alpha"], s["beta"], s["k"]])
        metadata[f"response{n}"] = json.dumps(s)

    write_safetensors(GOLDEN / "imagenorms.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
