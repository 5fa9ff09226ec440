"""Makes gradients.safetensors: what logits depend on, by PyTorch in float64, in evaluation mode.

The tests compare Fovea with it. Run from the root of the repository, with numpy and PyTorch:

    python3 inspect/src/test/golden/gradients.py

Two networks with random weights, running means and variances (values exact in float32): "lenet", which ends
in a logarithm of a softmax, and "residual", with batch normalisation and a shortcut. For each network NET:

    NET.TENSOR             its tensors under PyTorch's names, which are Fovea's
    NET.images             bytes, as numbers [image, channel, row, column]
    NET.labels             the class that each image is asked about
    NET.logits             of these classes
    NET.inputGradient      of each logit by its input
    NET.LAYER.activations, .gradient, .cam     of some layers; .cam is Grad-CAM's map

All tensors are F32; those that are results were rounded to it last.
"""
import math
import pathlib
import sys
from collections import OrderedDict

import torch
from torch import nn

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "core/src/test/golden"))
from lenet_steps import write_safetensors

MEAN, DEVIATION = 0.1307, 0.3081


def lenet():
    return nn.Sequential(OrderedDict(
        conv1=nn.Conv2d(1, 4, 5), pool1=nn.MaxPool2d(2), relu1=nn.ReLU(),
        conv2=nn.Conv2d(4, 6, 3), relu2=nn.ReLU(), pool2=nn.MaxPool2d(2), dropout1=nn.Dropout(0.5),
        flatten1=nn.Flatten(), dense1=nn.Linear(54, 16), tanh1=nn.Tanh(), dense2=nn.Linear(16, 5),
        logsoftmax1=nn.LogSoftmax(1)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv3, self.bn3 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.relu1, self.relu2, self.relu3 = nn.ReLU(), nn.ReLU(), nn.ReLU()
        self.pool1 = nn.MaxPool2d(2)
        self.conv4, self.bn4 = nn.Conv2d(8, 12, 3, stride=2, bias=False), nn.BatchNorm2d(12)
        self.relu4 = nn.ReLU()
        self.dense1 = nn.Linear(12, 4)

    def forward(self, x):
        x = self.relu1(self.bn1(self.conv1(x)))
        y = self.relu2(self.bn2(self.conv2(x)))
        y = self.bn3(self.conv3(y))
        x = self.pool1(self.relu3(x + y))
        x = self.relu4(self.bn4(self.conv4(x)))
        return self.dense1(x.mean((2, 3)))


def fill(network):
    for name, value in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        numbers = torch.randint(-2 ** 10, 2 ** 10, value.shape).double() / 2 ** 10
        if name.endswith("running_var"):
            numbers = numbers.abs() + 0.5
        elif name.startswith("bn") and name.endswith("weight"):
            numbers = numbers + 1.5
        elif value.dim() > 1:
            # As wide as usual, so that nothing is saturated; a power of 2 keeps it exact in float32.
            numbers = numbers * 2.0 ** -round(math.log2(value[0].numel()) / 2 - 1)
        value.copy_(numbers)


def record(tensors, name, network, channels, size, classes, layers, count):
    network.double().eval()
    fill(network)
    images = torch.randint(0, 256, (count, channels, size, size)).double()
    inputs = ((images / 255 - MEAN) / DEVIATION).requires_grad_()
    kept = {}

    def keep(layer):
        def hook(module, given, made):
            made.retain_grad()
            kept[layer] = made
        return hook

    for layer in set(layers) | {"logits"}:
        module = network.dense2 if layer == "logits" and name == "lenet" else \
            network.dense1 if layer == "logits" else getattr(network, layer)
        module.register_forward_hook(keep(layer))
    network(inputs)
    labels = torch.arange(count) % classes
    logits = kept["logits"][torch.arange(count), labels]
    logits.sum().backward()
    for key, value in network.state_dict().items():
        if not key.endswith("num_batches_tracked"):
            tensors[f"{name}.{key}"] = value
    tensors.update({f"{name}.images": images, f"{name}.labels": labels, f"{name}.logits": logits,
                    f"{name}.inputGradient": inputs.grad})
    for layer in layers:
        made, gradient = kept[layer].detach(), kept[layer].grad
        cam = torch.relu((gradient.mean((2, 3), keepdim=True) * made).sum(1))
        tensors.update({f"{name}.{layer}.activations": made, f"{name}.{layer}.gradient": gradient,
                        f"{name}.{layer}.cam": cam})


def main():
    torch.manual_seed(6)
    tensors = {}
    record(tensors, "lenet", lenet(), 1, 20, 5, ["conv1", "relu1", "conv2", "relu2", "pool2"], 5)
    record(tensors, "residual", Residual(), 3, 12, 4, ["conv1", "bn1", "relu1", "bn2", "conv3", "bn4", "relu4"], 3)
    write_safetensors(ROOT / "inspect/src/test/resources/dev/fovea/inspect/gradients.safetensors",
                      {key: value.detach().float().numpy() for key, value in tensors.items()},
                      {"made_by": "inspect/src/test/golden/gradients.py"})


main()
