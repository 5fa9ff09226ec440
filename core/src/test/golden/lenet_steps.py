"""Makes lenet-steps.safetensors: five training steps of the network `lenet` by PyTorch.

The tests compare Fovea with it. Run from the root of the repository (any PyTorch from 1.13 will do;
Debian: apt-get install python3-torch, then /usr/bin/python3):

    python3 core/src/test/golden/lenet_steps.py

lenet is: convolution 5x5 1->10, max-pool 2, ReLU, convolution 5x5 10->20, max-pool 2, ReLU, flatten,
dense 320->50, ReLU, dense 50->10. The loss is the mean cross-entropy, the optimiser SGD with rate 0.01
and momentum 0.5, and the five batches are training images 0..63, 64..127, ... of MNIST in file order.
The steps are done twice from the same float32 weights: in float32, as Fovea does them, and in float64,
which serves as the truth. What the file holds:

    initial.*        F32  weights at the start (PyTorch's default initialisation, seed 1)
    logits.first     F64  float64 run: logits of the first batch with the initial weights
    gradient.*       F64  float64 run: gradient of the first batch's loss at the initial weights
    final.*          F64  float64 run: weights after five steps
    losses.float32   F64  float32 run: loss of each batch before its update
    losses.float64   F64  float64 run: the same

where * is conv1.weight, conv1.bias, conv2.*, dense1.* and dense2.*; dense weights are [outputs, inputs].
"""
import gzip
import json
import struct
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parents[4]
MNIST = ROOT / "mnist/src/main/resources/dev/fovea/mnist"
GOLDEN = ROOT / "core/src/test/resources/dev/fovea/golden"
BATCH, STEPS = 64, 5


def write_safetensors(path, tensors, metadata):
    """Writes tensors (name -> array), widest elements first so that each tensor is aligned."""
    dtypes = {"float32": "F32", "float64": "F64", "int64": "I64"}
    header, data = {"__metadata__": metadata}, b""
    for name, array in sorted(tensors.items(), key=lambda item: -item[1].itemsize):
        little_endian = array.astype(array.dtype.newbyteorder("<")).tobytes()
        header[name] = {"dtype": dtypes[array.dtype.name], "shape": list(array.shape),
                        "data_offsets": [len(data), len(data) + len(little_endian)]}
        data += little_endian
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def read_idx(path):
    """Reads a gzip-compressed IDX file of unsigned bytes."""
    data = gzip.decompress(path.read_bytes())
    assert data[:3] == b"\0\0\x08", path
    shape = struct.unpack_from(f">{data[3]}I", data, 4)
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape).copy())


def lenet():
    return nn.Sequential(OrderedDict(
        conv1=nn.Conv2d(1, 10, 5), pool1=nn.MaxPool2d(2), relu1=nn.ReLU(),
        conv2=nn.Conv2d(10, 20, 5), pool2=nn.MaxPool2d(2), relu2=nn.ReLU(),
        flatten=nn.Flatten(), dense1=nn.Linear(320, 50), relu3=nn.ReLU(), dense2=nn.Linear(50, 10)))


def train(initial, images, labels, dtype):
    """Trains from the weights `initial`; returns losses, first logits, first gradient and final weights."""
    network = lenet()
    network.load_state_dict(initial)
    network.to(dtype)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.5)
    losses = []
    for step in range(STEPS):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        x = (images[batch].unsqueeze(1).to(dtype) / 255 - 0.1307) / 0.3081
        optimiser.zero_grad()
        logits = network(x)
        loss = nn.functional.cross_entropy(logits, labels[batch].long())
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            first_logits = logits.detach().numpy()
            gradient = {name: p.grad.numpy().copy() for name, p in network.named_parameters()}
        optimiser.step()
    final = {name: p.detach().numpy() for name, p in network.named_parameters()}
    return np.array(losses), first_logits, gradient, final


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    initial = lenet().state_dict()
    images = read_idx(MNIST / "train-images-idx3-ubyte.gz")
    labels = read_idx(MNIST / "train-labels-idx1-ubyte.gz")
    losses32, _, _, _ = train(initial, images, labels, torch.float32)
    losses64, logits, gradient, final = train(initial, images, labels, torch.float64)

    tensors = {"initial." + name: value.numpy() for name, value in initial.items()}
    tensors.update({"gradient." + name: value for name, value in gradient.items()})
    tensors.update({"final." + name: value for name, value in final.items()})
    tensors.update({"losses.float32": losses32, "losses.float64": losses64, "logits.first": logits})
    write_safetensors(GOLDEN / "lenet-steps.safetensors", tensors,
                      {"torch": torch.__version__, "script": "lenet_steps.py"})
    print("float32", losses32.tolist())
    print("float64", losses64.tolist())


if __name__ == "__main__":
    main()
