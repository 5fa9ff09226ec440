"""Makes optimizers.safetensors: ten steps of each optimizer in several settings, by PyTorch in float64.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/optimizers.py

All settings start from the same numbers and get the same gradients, both exact in float32. The tensors are
those of a small network in the order in which Fovea stores them: see TENSORS; the running mean and variance
have no gradient and must stay. What PyTorch 1.13 lacks, Muon, is written out here after its documentation in
later versions (torch.optim.Muon; Jordan et al., 2024), but in float64 throughout. What the file holds:

    initial      F32  all numbers, tensor after tensor
    gradients    F32  [10, all], one row for each step
    factors      F64  what multiplies the rate in each step where a setting is "paced"
    SETTING.S    F64  all numbers after S steps, S = 1 to 10
    norms        F64  the norm of all gradients together in each step of "sgd-clipped"
"""
import sys

import torch

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

TENSORS = {
    "conv1.weight": (3, 2, 3, 3), "conv1.bias": (3,),
    "norm1.weight": (3,), "norm1.bias": (3,), "norm1.running_mean": (3,), "norm1.running_var": (3,),
    "dense1.weight": (5, 12), "dense1.bias": (5,),
    "dense2.weight": (8, 5), "dense2.bias": (8,),
    "dense3.weight": (4, 8), "dense3.bias": (4,),
}
MEASURED = {"norm1.running_mean", "norm1.running_var"}
MATRICES = ["conv1.weight", "dense1.weight", "dense2.weight"]
WEIGHTS = MATRICES + ["dense3.weight"]
STEPS = 10


def uniform(*shape):
    """Values in [-2, 2), multiples of 2^-20: the same on every machine and exact in float32."""
    return torch.randint(-2 ** 21, 2 ** 21, shape).double() / 2 ** 20


def joined(tensors, rows=None):
    """All tensors as one; row by row if they have rows."""
    shape = (-1,) if rows is None else (rows, -1)
    return torch.cat([tensors[key].reshape(shape) for key in TENSORS], -1)


class Muon:
    """Muon for the matrices that it is given."""

    def __init__(self, params, lr, weight_decay=0.1, momentum=0.95, nesterov=True):
        self.param_groups = [dict(params=params, lr=lr)]
        self.weight_decay, self.momentum, self.nesterov = weight_decay, momentum, nesterov
        self.buffers = [torch.zeros_like(p) for p in params]

    def step(self):
        lr = self.param_groups[0]["lr"]
        for p, buffer in zip(self.param_groups[0]["params"], self.buffers):
            buffer.lerp_(p.grad, 1 - self.momentum)
            update = p.grad.lerp(buffer, self.momentum) if self.nesterov else buffer
            update = self.orthogonal(update.reshape(len(p), -1))
            rows, columns = update.shape
            p.data.mul_(1 - lr * self.weight_decay)
            p.data.sub_(lr * max(1, rows / columns) ** 0.5 * update.reshape(p.shape))

    @staticmethod
    def orthogonal(matrix):
        x = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
        x = x / x.norm().clamp(min=1e-7)
        for _ in range(5):
            a = x @ x.T
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
        return x.T if matrix.shape[0] > matrix.shape[1] else x


def muon(params, lr, others, **settings):
    """Muon and AdamW for what is left."""
    rest = [p for name, p in params.items() if name not in MATRICES]
    return [Muon([params[name] for name in MATRICES], lr, **settings), torch.optim.AdamW(rest, **others)]


def weights_alone(make, params, weight_decay, **settings):
    """Weight decay of the weights, and of nothing else."""
    groups = [dict(params=[params[name] for name in WEIGHTS], weight_decay=weight_decay),
              dict(params=[p for name, p in params.items() if name not in WEIGHTS], weight_decay=0)]
    return [make(groups, **settings)]


def sgd(params, **settings):
    return [torch.optim.SGD(params.values(), **settings)]


def adam(params, **settings):
    return [torch.optim.Adam(params.values(), **settings)]


def adamw(params, **settings):
    return [torch.optim.AdamW(params.values(), **settings)]


def rmsprop(params, **settings):
    return [torch.optim.RMSprop(params.values(), **settings)]


SETTINGS = {
    "sgd": lambda p: sgd(p, lr=0.1),
    "sgd-decay": lambda p: sgd(p, lr=0.1, weight_decay=0.5),
    "sgd-momentum": lambda p: sgd(p, lr=0.1, momentum=0.9),
    "sgd-momentum-decay": lambda p: sgd(p, lr=0.1, momentum=0.5, weight_decay=0.5),
    "sgd-nesterov": lambda p: sgd(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd-nesterov-decay": lambda p: sgd(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=1.5),
    "sgd-weights-paced": lambda p: weights_alone(torch.optim.SGD, p, 0.7, lr=0.1, momentum=0.9),
    "sgd-clipped": lambda p: sgd(p, lr=0.1, momentum=0.9),
    "adam": lambda p: adam(p, lr=0.01),
    "adam-decay-paced": lambda p: adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=2),
    "adamw": lambda p: adamw(p, lr=0.01),
    "adamw-decay-paced": lambda p: adamw(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=1.5),
    "adamw-weights": lambda p: weights_alone(torch.optim.AdamW, p, 1.5, lr=0.01),
    "rmsprop": lambda p: rmsprop(p, lr=0.01),
    "rmsprop-decay-paced": lambda p: rmsprop(p, lr=0.01, alpha=0.9, eps=1e-4, weight_decay=2),
    "rmsprop-momentum": lambda p: rmsprop(p, lr=0.01, momentum=0.8),
    "rmsprop-centered": lambda p: rmsprop(p, lr=0.01, alpha=0.9, centered=True),
    "rmsprop-all": lambda p: rmsprop(p, lr=0.01, alpha=0.9, momentum=0.5, centered=True, weight_decay=1),
    "muon": lambda p: muon(p, 0.02, dict(lr=0.001)),
    "muon-paced": lambda p: muon(
        p, 0.05, dict(lr=0.01, betas=(0.8, 0.95), eps=1e-4, weight_decay=1.5), weight_decay=2, momentum=0.8),
    "muon-plain": lambda p: muon(p, 0.02, dict(lr=0.01), weight_decay=0, nesterov=False),
}
CLIP = 3.0


def run(name, initial, gradients, factors, tensors):
    params = {key: value.clone().requires_grad_() for key, value in initial.items() if key not in MEASURED}
    optimizers = SETTINGS[name](params)
    groups = [group for optimizer in optimizers for group in optimizer.param_groups]
    rates = [group["lr"] for group in groups]
    norms = []
    for step in range(STEPS):
        for group, rate in zip(groups, rates):
            group["lr"] = rate * (factors[step].item() if name.endswith("paced") else 1)
        for key, p in params.items():
            p.grad = gradients[key][step].clone()
        if name.endswith("clipped"):
            norms.append(torch.nn.utils.clip_grad_norm_(params.values(), CLIP).item())
        for optimizer in optimizers:
            optimizer.step()
        after = {key: params[key].detach() if key in params else initial[key] for key in TENSORS}
        tensors[f"{name}.{step + 1}"] = joined(after).numpy()
    if norms:
        tensors["norms"] = torch.tensor(norms, dtype=torch.float64).numpy()


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    # Numbers that are small beside the changes: float32 cannot hold a small change of a large number.
    initial = {key: uniform(*shape) / 64 for key, shape in TENSORS.items()}
    gradients = {key: uniform(STEPS, *shape) for key, shape in TENSORS.items()}
    gradients["conv1.weight"][2] /= 256
    gradients["dense2.bias"][0, :4] = 0
    # The whole gradient is long in most steps and short in one, which is not clipped.
    for key in gradients:
        gradients[key][4] /= 64
    factors = torch.tensor([0.25, 0.5, 0.75, 1, 0.875, 0.75, 0.5, 0.25, 0.125, 0.0625]).double()
    tensors = {"factors": factors.numpy()}
    for key, value in (("initial", joined(initial)), ("gradients", joined(gradients, STEPS))):
        tensors[key] = value.float().numpy()
        assert torch.equal(value.float().double(), value)
    for name in SETTINGS:
        run(name, initial, gradients, factors, tensors)
    write_safetensors(GOLDEN / "optimizers.safetensors", tensors,
                      {"torch": torch.__version__, "script": "optimizers.py"})


if __name__ == "__main__":
    main()
