"""Makes layers.safetensors: single layers in odd shapes, forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/layers.py

What goes in is stored as F32 (the values are chosen to be exact in float32, and asserted so), what comes
out as F64. What the file holds, N counting from 0:

    convN.input, .weight, .bias, .gradOutput    F32   input [batch, in, h, w], weight [out, in, kh, kw]
    convN.output, .gradInput, .gradWeight, .gradBias  F64
    poolN.input, .gradOutput                    F32   inputs from a few values, so that ties happen: the
    poolN.output, .gradInput                    F64   first maximum of a window, row by row, gets the gradient
    denseN.input, .weight, .bias, .gradOutput   F32   weight [out, in]
    denseN.output, .gradInput, .gradWeight, .gradBias  F64
    loss0.logits F32, .labels I64, .loss F64 (the mean, shape []), .gradLogits F64   cross-entropy

gradWeight and gradBias are sums over the batch. The setting of each layer is a JSON object under its
name ("conv0", ...) in the metadata. The shapes are small to keep the file small; the batch sizes lie
around multiples of 16.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

CONV = [dict(zip(("in", "out", "h", "w", "kh", "kw", "stride", "padding", "batch"), values)) for values in (
    (1, 10, 8, 9, 5, 5, 1, 0, 3),
    (3, 7, 3, 4, 3, 3, 1, 1, 17),
    (4, 5, 8, 6, 3, 5, 2, 1, 5),
    (2, 6, 5, 6, 4, 4, 3, 2, 16),
    (5, 3, 5, 7, 1, 1, 1, 0, 2),
    (2, 3, 4, 4, 2, 2, 2, 0, 33),
)]
POOL = [dict(zip(("c", "h", "w", "kernel", "stride", "padding", "batch"), values)) for values in (
    (3, 6, 8, 2, 2, 0, 4),
    (2, 5, 4, 3, 2, 0, 17),
    (4, 6, 6, 3, 3, 0, 1),
    (1, 7, 7, 2, 1, 0, 3),
)]
DENSE = [dict(zip(("in", "out", "batch"), values)) for values in (
    (48, 10, 7),
    (13, 5, 33),
)]


def uniform(*shape):
    """Values in [-2, 2), multiples of 2^-20: the same on every machine and exact in float32."""
    return torch.randint(-2 ** 21, 2 ** 21, shape).double() / 2 ** 20


def record(tensors, name, layer, inputs):
    """Runs layer forward and backward on inputs (name -> float64 tensor) and adds all to tensors."""
    for value in inputs.values():
        value.requires_grad_()
    output = layer(**inputs)
    grad_output = uniform(*output.shape)
    output.backward(grad_output)
    into = {**inputs, "gradOutput": grad_output}
    out = {"output": output, **{"grad" + key[0].upper() + key[1:]: value.grad for key, value in inputs.items()}}
    for key, value in into.items():
        tensors[f"{name}.{key}"] = value.detach().float().numpy()
        assert torch.equal(value.detach().float().double(), value.detach())
    for key, value in out.items():
        tensors[f"{name}.{key}"] = value.detach().numpy()


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "layers.py"}

    for n, s in enumerate(CONV):
        record(tensors, f"conv{n}",
               lambda input, weight, bias: functional.conv2d(input, weight, bias, s["stride"], s["padding"]),
               {"input": uniform(s["batch"], s["in"], s["h"], s["w"]),
                "weight": uniform(s["out"], s["in"], s["kh"], s["kw"]), "bias": uniform(s["out"])})
        metadata[f"conv{n}"] = json.dumps(s)

    for n, s in enumerate(POOL):
        few = torch.randint(-3, 2, (s["batch"], s["c"], s["h"], s["w"])).double() / 2
        record(tensors, f"pool{n}",
               lambda input: functional.max_pool2d(input, s["kernel"], s["stride"], s["padding"]), {"input": few})
        metadata[f"pool{n}"] = json.dumps(s)

    for n, s in enumerate(DENSE):
        record(tensors, f"dense{n}", functional.linear,
               {"input": uniform(s["batch"], s["in"]), "weight": uniform(s["out"], s["in"]),
                "bias": uniform(s["out"])})
        metadata[f"dense{n}"] = json.dumps(s)

    # Ordinary rows, large rows (row 8 has its label at -80 against a logit of +80), two rows of equal logits.
    logits = uniform(17, 10)
    logits[6:15] *= 40
    logits[7] = torch.tensor([80.0] + [-80.0] * 9)
    logits[8] = logits[7]
    logits[15], logits[16] = 0, 80
    labels = torch.randint(0, 10, (17,))
    labels[7], labels[8] = 0, 5
    logits.requires_grad_()
    loss = functional.cross_entropy(logits, labels)
    loss.backward()
    tensors.update({"loss0.logits": logits.detach().float().numpy(), "loss0.labels": labels.numpy(),
                    "loss0.loss": loss.detach().numpy(), "loss0.gradLogits": logits.grad.numpy()})
    assert torch.equal(logits.detach().float().double(), logits.detach())
    metadata["loss0"] = json.dumps({"classes": 10, "batch": 17})

    write_safetensors(GOLDEN / "layers.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
