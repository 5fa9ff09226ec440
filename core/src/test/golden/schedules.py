"""Makes schedules.safetensors: the learning rate of each step of each schedule, by PyTorch's schedulers.

The tests compare Fovea with it. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/schedules.py

A training is 11 epochs of 7 steps, or where a name says so one epoch of 10 steps; the optimizer's rate is
0.4. What the file holds:

    NAME     F64  the rate of each step
    losses   F64  the loss after each epoch, which "plateau" and "plateau-least" see
"""
import sys
import warnings

import numpy as np
import torch
from torch.optim import lr_scheduler as pace

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

RATE, EPOCHS, STEPS = 0.4, 11, 7
TOTAL = EPOCHS * STEPS
LOSSES = [2, 1.5, 1.2, 1.195, 1.3, 1.19, 1.0, 1.1, 0.99, 0.995, 1.2]


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)


def rate(o):
    return o.param_groups[0]["lr"]


def by_epoch(make, see=lambda scheduler, epoch: scheduler.step()):
    o = optimizer()
    scheduler = make(o)
    rates = []
    for epoch in range(EPOCHS):
        for _ in range(STEPS):
            rates.append(rate(o))
            o.step()
        see(scheduler, epoch)
    return rates


def by_step(make, steps=TOTAL):
    o = optimizer()
    scheduler = make(o)
    rates = []
    for step in range(steps):
        rates.append(rate(o))
        o.step()
        if step < steps - 1:
            scheduler.step()
    return rates


def restarts(epochs, multiplier, least):
    o = optimizer()
    scheduler = pace.CosineAnnealingWarmRestarts(o, epochs, multiplier, least * RATE)
    rates = []
    for step in range(TOTAL):
        scheduler.step(step / STEPS)
        rates.append(rate(o))
    return rates


def warm(o, start, steps, then):
    return pace.SequentialLR(o, [pace.LinearLR(o, start, total_iters=steps), then], milestones=[steps])


def plateau(**settings):
    return by_epoch(lambda o: pace.ReduceLROnPlateau(o, eps=0, **settings),
                    lambda scheduler, epoch: scheduler.step(LOSSES[epoch]))


def main():
    warnings.simplefilter("ignore")
    rates = {
        "constant": by_step(lambda o: pace.ConstantLR(o, factor=1)),
        "step": by_epoch(lambda o: pace.StepLR(o, 4)),
        "step-half": by_epoch(lambda o: pace.StepLR(o, 3, 0.5)),
        "exponential": by_epoch(lambda o: pace.ExponentialLR(o, 0.8)),
        "cosine": by_step(lambda o: pace.CosineAnnealingLR(o, TOTAL)),
        "cosine-least": by_step(lambda o: pace.CosineAnnealingLR(o, TOTAL, 0.05 * RATE)),
        "restarts": restarts(3, 1, 0),
        "restarts-longer": restarts(1, 2, 0.01),
        "one-cycle": by_step(lambda o: pace.OneCycleLR(o, RATE, TOTAL, cycle_momentum=False)),
        "one-cycle-other": by_step(lambda o: pace.OneCycleLR(
            o, 2 * RATE, TOTAL, pct_start=0.2, div_factor=10, final_div_factor=50, cycle_momentum=False)),
        "one-cycle-10-steps": by_step(lambda o: pace.OneCycleLR(o, RATE, 10, cycle_momentum=False), 10),
        "plateau": plateau(),
        "plateau-least": plateau(factor=0.5, patience=1, threshold=0.01, min_lr=0.3 * RATE),
        "warm-up-constant": by_step(lambda o: pace.LinearLR(o, total_iters=2 * STEPS)),
        "warm-up-cosine": by_step(
            lambda o: warm(o, 1 / 3, 2 * STEPS, pace.CosineAnnealingLR(o, TOTAL - 2 * STEPS))),
        "warm-up-step": by_step(lambda o: warm(o, 0.1, 10, pace.StepLR(o, 3 * STEPS, 0.5))),
    }
    tensors = {name: np.array(values) for name, values in rates.items()}
    tensors["losses"] = np.array(LOSSES, dtype=np.float64)
    write_safetensors(GOLDEN / "schedules.safetensors", tensors,
                      {"torch": torch.__version__, "script": "schedules.py"})


if __name__ == "__main__":
    main()
