"""Makes losses.safetensors: the losses in several settings, forward and backward, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/losses.py

Each loss is a group of tensors under its name (crossN for cross-entropy, logN for the negative log-likelihood
of logarithms of probabilities, probN for that of probabilities, squareN for the mean squared error):

    NAME.output     F32  what the network gives, [batch, classes]: logits, log_softmax or softmax of them
    NAME.labels     I64  [batch]
    NAME.partners   I64  [batch], where images are mixed: their places in the batch
    NAME.share      F64  what a mixed image has of itself; 1 where none is mixed, shape []
    NAME.smoothing  F64  shape []
    NAME.weights    F64  [classes]; absent if all classes count the same
    NAME.loss       F64  PyTorch's mean, shape []
    NAME.gradient   F64  of that mean by the output, [batch, classes]; for probN by what the softmax was taken of

A mixed image has share of its own target and the rest of its partner's. For cross-entropy and likelihood that
is share * loss(own labels) + (1 - share) * loss(partners' labels), as mixup is usually written; the squared
error is taken of the mixed targets. The setting of each loss is a JSON object under its name in the metadata.
The batch sizes lie around multiples of 16.
"""
import json
import sys

import torch
from torch.nn import functional

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

SOME = dict(smoothing=0.0, weighted=False, share=1.0, spread=4)
CASES = {name: {**SOME, **case} for name, case in {
    "cross0": dict(classes=10, batch=17),
    "cross1": dict(classes=3, batch=33, smoothing=0.1),
    "cross2": dict(classes=5, batch=7, weighted=True),
    "cross3": dict(classes=4, batch=16, smoothing=0.25, weighted=True, spread=200),
    "cross4": dict(classes=6, batch=19, share=0.3125),
    "cross5": dict(classes=7, batch=31, smoothing=0.1, weighted=True, share=0.75),
    "cross6": dict(classes=2, batch=2, smoothing=0.5),
    "log0": dict(classes=10, batch=15),
    "log1": dict(classes=4, batch=18, weighted=True, spread=100),
    "log2": dict(classes=5, batch=33, weighted=True, share=0.125),
    "prob0": dict(classes=10, batch=17),
    "prob1": dict(classes=3, batch=16, weighted=True, spread=60),
    "prob2": dict(classes=6, batch=5, weighted=True, share=0.375),
    "square0": dict(classes=10, batch=17),
    "square1": dict(classes=3, batch=32, share=0.4375),
    "square2": dict(classes=1, batch=1),
}.items()}


def uniform(*shape):
    """Values in [-1/2, 1/2), multiples of 2^-20: the same on every machine and exact in float32."""
    return torch.randint(-2 ** 19, 2 ** 19, shape).double() / 2 ** 20


def mean_loss(kind, outputs, labels, smoothing, weights):
    """The loss by PyTorch's own function, with its mean."""
    if kind == "cross":
        return functional.cross_entropy(outputs, labels, weight=weights, label_smoothing=smoothing)
    return functional.nll_loss(outputs if kind == "log" else functional.log_softmax(outputs, 1), labels, weight=weights)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    tensors, metadata = {}, {"torch": torch.__version__, "script": "losses.py"}

    for name, case in CASES.items():
        kind, classes, batch, share = name[:-1], case["classes"], case["batch"], case["share"]
        logits = uniform(batch, classes) * case["spread"]
        logits = functional.log_softmax(logits, 1).float().double() if kind == "log" else logits
        labels, partners = torch.randint(0, classes, (batch,)), torch.randperm(batch)
        weights = uniform(classes) * 2 + 1.5 if case["weighted"] else None
        logits.requires_grad_()
        if kind == "square":
            hot = functional.one_hot(labels, classes).double()
            loss = functional.mse_loss(logits, share * hot + (1 - share) * hot[partners])
        else:
            own = mean_loss(kind, logits, labels, case["smoothing"], weights)
            other = mean_loss(kind, logits, labels[partners], case["smoothing"], weights)
            loss = share * own + (1 - share) * other
        loss.backward()

        values = logits.detach()
        assert torch.equal(values.float().double(), values)
        output = functional.softmax(values, 1) if kind == "prob" else values
        tensors.update({f"{name}.output": output.float().numpy(), f"{name}.labels": labels.numpy(),
                        f"{name}.share": torch.tensor(share).double().numpy(),
                        f"{name}.smoothing": torch.tensor(case["smoothing"]).double().numpy(),
                        f"{name}.loss": loss.detach().numpy(), f"{name}.gradient": logits.grad.numpy()})
        if share < 1:
            tensors[f"{name}.partners"] = partners.numpy()
        if weights is not None:
            tensors[f"{name}.weights"] = weights.numpy()
        metadata[name] = json.dumps({key: case[key] for key in ("classes", "batch")})

    write_safetensors(GOLDEN / "losses.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
