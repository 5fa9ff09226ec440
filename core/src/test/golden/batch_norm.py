"""Makes batch-norm.safetensors: batch normalisation forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/batch_norm.py

What goes in is stored as F32, what comes out as F64. What the file holds, N counting from 0:

    normN.input, .gradOutput                            F32   [batch, c, h, w]
    normN.weight, .bias, .running_mean, .running_var    F32   [c], as they are before the batch
    normN.output, .gradInput, .gradWeight, .gradBias    F64   in training mode
    normN.after.running_mean, .after.running_var        F64   as they are after the batch
    normN.evalOutput                                    F64   in evaluation mode, of the numbers before it

Where h and w are 1 this is BatchNorm1d. The channels differ in mean and deviation. Two numbers
become 1 and -1, whatever they are; so where there are but two, epsilon is large, or the gradient would be
nothing but rounding. The setting of each is a JSON object under its name in the metadata, epsilon in units of 1e-7 and momentum
in hundredths. The batch sizes lie around multiples of 16.
"""
import json
import sys

import torch
from torch import nn

sys.dont_write_bytecode = True
from layers import uniform
from lenet_steps import GOLDEN, write_safetensors

NORM = [dict(zip(("c", "h", "w", "batch", "epsilon", "momentum"), values)) for values in (
    (3, 5, 4, 1, 100, 10),
    (5, 3, 3, 15, 100, 10),
    (4, 2, 3, 16, 10000, 1),
    (2, 4, 5, 17, 100, 100),
    (3, 6, 2, 33, 500000, 25),
    (7, 1, 1, 2, 5000000, 10),
    (5, 1, 1, 15, 100, 10),
    (17, 1, 1, 16, 10000, 0),
    (4, 1, 1, 17, 100, 30),
    (6, 1, 1, 33, 100, 10),
)]


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(4)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "batch_norm.py"}
    for n, s in enumerate(NORM):
        name, c = f"norm{n}", s["c"]
        vector = s["h"] * s["w"] == 1
        shape = (s["batch"], c) if vector else (s["batch"], c, s["h"], s["w"])
        layer = (nn.BatchNorm1d if vector else nn.BatchNorm2d)(
            c, eps=s["epsilon"] * 1e-7, momentum=s["momentum"] / 100).double()
        each = (1, c) + (1,) * (len(shape) - 2)
        # Means of up to three deviations, which are 1/28 to 4/7: still exact in float32.
        spread = 2.0 ** torch.randint(-1, 4, (c,)).double()
        value = (uniform(*shape) / 16 + uniform(c).reshape(each) / 8).mul(spread.reshape(each))
        with torch.no_grad():
            layer.weight.copy_(uniform(c))
            layer.bias.copy_(uniform(c))
            layer.running_mean.copy_(uniform(c))
            layer.running_var.copy_(uniform(c).abs() + 0.25)
        into = {"input": value, "gradOutput": uniform(*shape), "weight": layer.weight, "bias": layer.bias,
                "running_mean": layer.running_mean, "running_var": layer.running_var}
        for key, tensor in into.items():
            wide = tensor.detach()
            tensors[f"{name}.{key}"] = wide.float().numpy()
            assert torch.equal(wide.float().double(), wide), (name, key)
        layer.eval()
        tensors[f"{name}.evalOutput"] = layer(value).detach().numpy()
        layer.train()
        value.requires_grad_()
        output = layer(value)
        output.backward(into["gradOutput"])
        out = {"output": output, "gradInput": value.grad, "gradWeight": layer.weight.grad,
               "gradBias": layer.bias.grad, "after.running_mean": layer.running_mean,
               "after.running_var": layer.running_var}
        for key, tensor in out.items():
            tensors[f"{name}.{key}"] = tensor.detach().clone().numpy()
        metadata[name] = json.dumps(s)
    write_safetensors(GOLDEN / "batch-norm.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
