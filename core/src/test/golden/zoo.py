"""Makes zoo.csv: every layer of every network of the zoo, as PyTorch sees it.

The networks are built here a second time, in plain torch.nn and in the manner of torchvision: its modules, under
its names, so that the names and sizes of the state_dict are torchvision's. Where torchvision calls a function (relu,
cat, +, flatten) there is a module here, so that its output can be seen; such modules hold no tensors. Run from the
root of the repository; it takes some 2 GB of memory:

    python3 core/src/test/golden/zoo.py

A row for each module that does something, in the order in which they run:

    network     its name in Fovea
    layer       the module's name, in the tutorials' networks Fovea's
    output      shape of its output for one image: channels x height x width, or features
    parameters  how many numbers it learns
    multiplyAdds  what one image costs: for each output, the size of a filter or of a row of the matrix
    tensors     name=sizes of its tensors in the state_dict, but for num_batches_tracked

The script checks the parameter counts that torchvision and the tutorials state.
"""
import csv
import pathlib
from collections import OrderedDict

import torch
from torch import nn

CSV = pathlib.Path(__file__).resolve().parent.parent / "resources/dev/fovea/golden/zoo.csv"


class Add(nn.Module):
    def forward(self, a, b):
        return a + b


class Concat(nn.Module):
    def forward(self, *branches):
        return torch.cat(branches, 1)


def numbered(*layers):
    """Layers one after the other, called by kind and number as Fovea does: conv1, pool1, conv2."""
    kinds = {nn.Conv2d: "conv", nn.ReLU: "relu", nn.Tanh: "tanh", nn.Sigmoid: "sigmoid", nn.MaxPool2d: "pool", nn.AvgPool2d: "pool",
             nn.Flatten: "flatten", nn.Linear: "dense", nn.Dropout: "dropout"}
    named, count = OrderedDict(), {}
    for layer in layers:
        kind = kinds[type(layer)]
        count[kind] = count.get(kind, 0) + 1
        named[f"{kind}{count[kind]}"] = layer
    return nn.Sequential(named)


def lenet():
    return numbered(nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(),
                    nn.Flatten(), nn.Linear(320, 50), nn.ReLU(), nn.Linear(50, 10))


def doodle():
    return numbered(nn.Conv2d(1, 24, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(24, 24, 5), nn.ReLU(), nn.MaxPool2d(2),
                    nn.Flatten(), nn.Linear(384, 50), nn.ReLU(), nn.Linear(50, 10))


def fashion():
    return numbered(nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 5, padding=2),
                    nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32 * 7 * 7, 10))


def digits_deep():
    return numbered(nn.Conv2d(1, 32, 5, padding=2), nn.ReLU(), nn.Conv2d(32, 32, 5, padding=2), nn.ReLU(),
                    nn.MaxPool2d(2), nn.Dropout(0.25), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(),
                    nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(),
                    nn.Linear(3136, 1024), nn.ReLU(), nn.Dropout(0.5), nn.Linear(1024, 10))


def lenet5(squash):
    return numbered(nn.Conv2d(1, 6, 5, padding=2), squash(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), squash(),
                    nn.AvgPool2d(2), nn.Flatten(), nn.Linear(400, 120), squash(), nn.Linear(120, 84), squash(),
                    nn.Linear(84, 10))


def alexnet(small):
    features = nn.Sequential(
        nn.Conv2d(3, 64, 5, padding=2) if small else nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(),
        nn.MaxPool2d(3, 2), nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2))
    flat, wide, classes = (256 * 3 * 3, 1024, 10) if small else (256 * 6 * 6, 4096, 1000)
    classifier = nn.Sequential(nn.Dropout(), nn.Linear(flat, wide), nn.ReLU(), nn.Dropout(), nn.Linear(wide, wide),
                               nn.ReLU(), nn.Linear(wide, classes))
    middle = {} if small else {"avgpool": nn.AdaptiveAvgPool2d(6)}
    return nn.Sequential(OrderedDict(features=features, **middle, flatten=nn.Flatten(), classifier=classifier))


def vgg(stages, small):
    layers, channels = [], 3
    for stage in stages:
        for filters in stage:
            layers.append(nn.Conv2d(channels, filters, 3, padding=1))
            layers += [nn.BatchNorm2d(filters)] if small else []
            layers.append(nn.ReLU())
            channels = filters
        layers.append(nn.MaxPool2d(2))
    classifier = nn.Linear(512, 10) if small else nn.Sequential(
        nn.Linear(512 * 7 * 7, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(),
        nn.Linear(4096, 1000))
    return nn.Sequential(OrderedDict(features=nn.Sequential(*layers), avgpool=nn.AdaptiveAvgPool2d(1 if small else 7),
                                     flatten=nn.Flatten(), classifier=classifier))


class ConvNorm(nn.Sequential):
    """GoogLeNet's convolution."""

    def __init__(self, channels, filters, kernel, **settings):
        super().__init__(OrderedDict(conv=nn.Conv2d(channels, filters, kernel, bias=False, **settings),
                                     bn=nn.BatchNorm2d(filters, eps=0.001), relu=nn.ReLU()))


class Inception(nn.Module):
    def __init__(self, channels, one, before3, three, before5, five, pool):
        super().__init__()
        self.branch1 = ConvNorm(channels, one, 1)
        self.branch2 = nn.Sequential(ConvNorm(channels, before3, 1), ConvNorm(before3, three, 3, padding=1))
        self.branch3 = nn.Sequential(ConvNorm(channels, before5, 1), ConvNorm(before5, five, 3, padding=1))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1, ceil_mode=True), ConvNorm(channels, pool, 1))
        self.concat = Concat()

    def forward(self, x):
        return self.concat(self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x))


def googlenet(small):
    net = OrderedDict()
    if small:
        net["conv1"] = ConvNorm(3, 192, 3, padding=1)
        third, fourth = nn.MaxPool2d(3, 2, 1), nn.MaxPool2d(3, 2, 1)
    else:
        net["conv1"] = ConvNorm(3, 64, 7, stride=2, padding=3)
        net["maxpool1"] = nn.MaxPool2d(3, 2, ceil_mode=True)
        net["conv2"] = ConvNorm(64, 64, 1)
        net["conv3"] = ConvNorm(64, 192, 3, padding=1)
        net["maxpool2"] = nn.MaxPool2d(3, 2, ceil_mode=True)
        third, fourth = nn.MaxPool2d(3, 2, ceil_mode=True), nn.MaxPool2d(2, 2, ceil_mode=True)
    net["inception3a"] = Inception(192, 64, 96, 128, 16, 32, 32)
    net["inception3b"] = Inception(256, 128, 128, 192, 32, 96, 64)
    net["maxpool3"] = third
    net["inception4a"] = Inception(480, 192, 96, 208, 16, 48, 64)
    net["inception4b"] = Inception(512, 160, 112, 224, 24, 64, 64)
    net["inception4c"] = Inception(512, 128, 128, 256, 24, 64, 64)
    net["inception4d"] = Inception(512, 112, 144, 288, 32, 64, 64)
    net["inception4e"] = Inception(528, 256, 160, 320, 32, 128, 128)
    net["maxpool4"] = fourth
    net["inception5a"] = Inception(832, 256, 160, 320, 32, 128, 128)
    net["inception5b"] = Inception(832, 384, 192, 384, 48, 128, 128)
    net["avgpool"] = nn.AdaptiveAvgPool2d(1)
    net["flatten"] = nn.Flatten()
    net["dropout"] = nn.Dropout(0.2)
    net["fc"] = nn.Linear(1024, 10 if small else 1000)
    return nn.Sequential(net)


class Residual(nn.Module):
    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(filters)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(filters)
        self.downsample = None if stride == 1 else nn.Sequential(
            nn.Conv2d(channels, filters, 1, stride=stride, bias=False), nn.BatchNorm2d(filters))
        self.add = Add()
        self.relu2 = nn.ReLU()

    def forward(self, x):
        body = self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x)))))
        return self.relu2(self.add(body, x if self.downsample is None else self.downsample(x)))


def resnet18(small):
    net = OrderedDict()
    net["conv1"] = nn.Conv2d(3, 64, 3 if small else 7, stride=1 if small else 2, padding=1 if small else 3, bias=False)
    net["bn1"] = nn.BatchNorm2d(64)
    net["relu"] = nn.ReLU()
    if not small:
        net["maxpool"] = nn.MaxPool2d(3, 2, 1)
    channels = 64
    for stage, filters in enumerate((64, 128, 256, 512)):
        net[f"layer{stage + 1}"] = nn.Sequential(Residual(channels, filters, 1 if stage == 0 else 2),
                                                 Residual(filters, filters, 1))
        channels = filters
    net["avgpool"] = nn.AdaptiveAvgPool2d(1)
    net["flatten"] = nn.Flatten()
    net["fc"] = nn.Linear(512, 10 if small else 1000)
    return nn.Sequential(net)


A = ((64,), (128,), (256, 256), (512, 512), (512, 512))
D = ((64, 64), (128, 128), (256,) * 3, (512,) * 3, (512,) * 3)

# Name, how it is made, its input, and the parameters that others state for it.
NETWORKS = (
    ("lenet", lenet, (1, 28, 28), 21840),
    ("doodle", doodle, (1, 28, 28), None),
    ("fashion", fashion, (1, 28, 28), None),
    ("digits-16-32", fashion, (1, 28, 28), None),
    ("digits-deep", digits_deep, (1, 28, 28), 3304426),
    ("lenet-5", lambda: lenet5(nn.Tanh), (1, 28, 28), 61706),
    ("lenet-5-sigmoid", lambda: lenet5(nn.Sigmoid), (1, 28, 28), 61706),
    ("alexnet", lambda: alexnet(False), (3, 224, 224), 61100840),
    ("alexnet-32", lambda: alexnet(True), (3, 32, 32), None),
    ("vgg-11", lambda: vgg(A, False), (3, 224, 224), 132863336),
    ("vgg-11-32", lambda: vgg(A, True), (3, 32, 32), 9231114),
    ("vgg-16", lambda: vgg(D, False), (3, 224, 224), 138357544),
    ("vgg-16-32", lambda: vgg(D, True), (3, 32, 32), 14728266),
    ("googlenet", lambda: googlenet(False), (3, 224, 224), 6624904),
    ("googlenet-32", lambda: googlenet(True), (3, 32, 32), None),
    ("resnet-18", lambda: resnet18(False), (3, 224, 224), 11689512),
    ("resnet-18-32", lambda: resnet18(True), (3, 32, 32), 11173962),
)


def rows(name, network, image):
    """Runs one image through the network and notes what each module without modules inside makes."""
    found = []

    def note(layer, module, output):
        tensors = {key: value for key, value in module.state_dict().items() if key != "num_batches_tracked"}
        outputs = output.numel() // output.shape[1] if isinstance(module, nn.Conv2d) else 1
        weighs = isinstance(module, (nn.Conv2d, nn.Linear))
        found.append((name, layer, "x".join(map(str, output.shape[1:])),
                      sum(p.numel() for p in module.parameters()),
                      outputs * module.weight.numel() if weighs else 0,
                      " ".join(f"{key}={'x'.join(map(str, value.shape))}" for key, value in tensors.items())))

    for layer, module in network.named_modules():
        if not any(module.children()):
            module.register_forward_hook(lambda m, _, output, layer=layer: note(layer, m, output))
    with torch.no_grad():
        network.eval()(torch.zeros(1, *image))
    return found


def main():
    with open(CSV, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("network", "layer", "output", "parameters", "multiplyAdds", "tensors"))
        for name, make, image, stated in NETWORKS:
            network = make()
            count = sum(p.numel() for p in network.parameters())
            assert stated in (None, count), (name, count)
            out.writerows(rows(name, network, image))
            print(name, count)


if __name__ == "__main__":
    main()
