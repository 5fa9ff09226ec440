"""What PyTorch reaches with recipe doodle on the same drawings: python3 doodle_seeds.py FOLDER SEED...

FOLDER is what DoodleSplit.java wrote. One line a seed: the accuracy on the test drawings after 10 epochs.
"""

import sys

import numpy as np
import torch
from torch import nn

folder = sys.argv[1]


def load(part):
    pixels = np.fromfile(f"{folder}/{part}.pixels", np.uint8).reshape(-1, 1, 28, 28)
    labels = np.fromfile(f"{folder}/{part}.labels", np.uint8)
    return torch.from_numpy(pixels).float() / 255, torch.from_numpy(labels.astype(np.int64))


images, labels = load("train")
test_images, test_labels = load("test")
for seed in map(int, sys.argv[2:]):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Conv2d(1, 24, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(24, 24, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(384, 50), nn.ReLU(), nn.Linear(50, 10), nn.LogSoftmax(1))  # fmt: skip
    optimizer = torch.optim.SGD(net.parameters(), 0.03, momentum=0.9)
    loss = nn.NLLLoss()
    for epoch in range(10):
        for batch in torch.randperm(len(images)).split(64):
            optimizer.zero_grad()
            loss(net(images[batch]), labels[batch]).backward()
            optimizer.step()
    with torch.no_grad():
        right = sum((net(x).argmax(1) == y).sum().item()
                    for x, y in zip(test_images.split(500), test_labels.split(500)))
    print(f"seed {seed}: {100 * right / len(test_labels):.2f} % [{right}/{len(test_labels)}]", flush=True)
