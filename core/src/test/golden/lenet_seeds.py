"""How much one epoch of `lenet` leaves to chance in PyTorch: the accuracy on MNIST's test digits, seed by seed.

The recipe of `./fovea train`: SGD 0.01, momentum 0.5, batch 64, PyTorch's default initialisation.

    python3 core/src/test/golden/lenet_seeds.py 1 2 3 ...
"""

import gzip
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

MNIST = pathlib.Path(__file__).resolve().parents[4] / "mnist/src/main/resources/dev/fovea/mnist"


def read(name, header):
    return np.frombuffer(gzip.open(MNIST / name).read(), np.uint8)[header:].copy()


def load(part):
    x = torch.from_numpy(read(f"{part}-images-idx3-ubyte.gz", 16)).reshape(-1, 1, 28, 28)
    y = torch.from_numpy(read(f"{part}-labels-idx1-ubyte.gz", 8).astype(np.int64))
    return (x.float() / 255 - 0.1307) / 0.3081, y


def accuracy(seed, train, test):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(320, 50), nn.ReLU(), nn.Linear(50, 10))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.5)
    x, y = train
    for batch in torch.randperm(len(x)).split(64):
        loss = F.cross_entropy(net(x[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return (net(test[0]).argmax(1) == test[1]).float().mean().item()


train, test = load("train"), load("t10k")
for seed in map(int, sys.argv[1:]):
    print(f"seed {seed}: {100 * accuracy(seed, train, test):.2f} %", flush=True)
