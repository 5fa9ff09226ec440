"""Makes graphs.json and graphs.safetensors: twenty small random graphs by PyTorch in float64.

The tests compare Fovea with them. Run from the root of the repository, after the same preparation as
lenet_steps.py:

    python3 core/src/test/golden/graphs.py

graphs.json holds the networks as Fovea reads them, some with fields left out that have a default. Each
type of layer is in two of them at least. What graphs.safetensors holds of each, NAME being the network's:

    NAME.images F32 [batch, c, h, w], .labels I64      inputs are (pixel - 127.5) / 64
    NAME.LAYER.TENSOR                             F32  what the network begins with
    NAME.eval.output [batch, classes], .eval.loss F64  in evaluation mode, with the numbers above
    NAME.train.output, .train.loss                F64  in training mode
    NAME.grad.LAYER.TENSOR                        F64  gradient of .train.loss
    NAME.after.LAYER.TENSOR                       F64  running statistics after that batch

The loss is the mean cross-entropy; of networks that end in probabilities or their logarithms, the mean
negative log-likelihood, which is the same. Dropout drops what Fovea's definition says (dropped, below),
from the number `draw` that is a setting under the network's name in the metadata, as `batch` is.

A graph is thrown away and drawn again where no float could be compared: if an element comes within 1e-5 of
a kink of a rectifier or max pooling, or PyTorch's own float32 is off by more than 2e-6 of a tensor's largest
number, as where a gradient is nothing but what rounding leaves of it (a bias before batch normalisation).
"""
import json
import math
import random
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.dont_write_bytecode = True
from lenet_steps import GOLDEN, write_safetensors

GRAPHS, LARGEST, KINK, LOST = 20, 100, 1e-5, 2e-6
BATCHES = (2, 5, 15, 16, 17, 23, 32, 33)
ON_MAPS = ("AdaptiveAvgPool2d", "Add", "AvgPool2d", "BatchNorm2d", "Concat", "Conv2d", "Dropout", "Gelu", "LayerNorm",
           "LeakyRelu", "LocalResponseNorm", "MaxPool2d", "Relu", "Sigmoid", "Silu", "Tanh")
ON_VECTORS = ("Add", "BatchNorm2d", "Concat", "Dense", "Dropout", "Gelu", "LayerNorm", "LeakyRelu", "LogSoftmax", "Relu",
              "Sigmoid", "Silu", "Softmax", "Tanh")
ENDS = ("", "", "", "Softmax", "LogSoftmax", "", "Dropout", "Relu", "Add", "LayerNorm")


def split_mix(draw, count):
    """Number `count` of the sequence SplitMix64 that begins with draw, counting from 1."""
    mask = 2 ** 64 - 1
    z = (draw + count * 0x9e3779b97f4a7c15) & mask
    z = ((z ^ z >> 30) * 0xbf58476d1ce4e5b9) & mask
    z = ((z ^ z >> 27) * 0x94d049bb133111eb) & mask
    return z ^ z >> 31


def dropped(rate, draw, node, images, size):
    """Which elements [image, element] a Dropout at position `node` of its network drops."""
    key = split_mix(draw, node + 1)
    place, element = np.arange(images)[:, None], np.arange(size)[None, :]
    mask = np.uint64(2 ** 32 - 1)
    h = ((place // 16 * size + element) * 16 + place % 16).astype(np.uint64)
    h = h + np.uint64(key & 2 ** 32 - 1) & mask
    h = (h ^ h >> np.uint64(16)) * np.uint64(0x21f0aaad) + np.uint64(key >> 32) & mask
    h = (h ^ h >> np.uint64(15)) * np.uint64(0xd35a2d97) & mask
    h = h ^ h >> np.uint64(15)
    signed = h.astype(np.int64) - (h >> np.uint64(31)).astype(np.int64) * 2 ** 32
    return torch.from_numpy(signed + 2 ** 31 < round(rate * 2 ** 32))


class Run:
    """What a network computes: values are [image, channel, row, column], vectors with one row and column."""

    def __init__(self, numbers, training, draw):
        self.numbers, self.training, self.draw, self.kink = numbers, training, draw, math.inf

    def tensor(self, layer, name):
        return self.numbers.get(layer["name"] + "." + name)

    def near(self, distances):
        distances = distances[(distances > 0) & torch.isfinite(distances)]
        if distances.numel():
            self.kink = min(self.kink, distances.min().item())

    def layer(self, node, layer, xs):
        x, kind = xs[0], layer["type"]
        weight, bias = self.tensor(layer, "weight"), self.tensor(layer, "bias")
        if kind == "Add":
            return sum(xs[1:], x)
        if kind == "Concat":
            return torch.cat(xs, 1)
        if kind == "Flatten":
            return x.reshape(len(x), -1, 1, 1)
        if kind == "Dense":
            return F.linear(x[:, :, 0, 0], weight, bias)[:, :, None, None]
        if kind == "Conv2d":
            stride, dilation = layer.get("stride", 1), layer.get("dilation", 1)
            padding = layer.get("padding", 0)
            if padding == "same":
                sides = []
                for size, kernel in zip(x.shape[:1:-1], layer["kernel"][::-1]):
                    missing = max(0, (-(-size // stride) - 1) * stride + (kernel - 1) * dilation + 1 - size)
                    sides += [missing // 2, missing - missing // 2]
                x, padding = F.pad(x, sides), 0
            return F.conv2d(x, weight, bias, stride, padding, dilation, layer.get("groups", 1))
        if kind == "MaxPool2d":
            kernel, stride = layer["kernel"], layer.get("stride", layer["kernel"])
            padding, ceil = layer.get("padding", 0), layer.get("ceilMode", False)
            if kernel > 1:
                after = padding + (stride - 1 if ceil else 0)
                wide = F.pad(x.detach(), (padding, after, padding, after), value=-math.inf)
                windows = F.unfold(wide, kernel, stride=stride).reshape(len(x), x.shape[1], kernel * kernel, -1)
                first, second = windows.topk(2, 2).values.unbind(2)
                self.near(first - second)
            return F.max_pool2d(x, kernel, stride, padding, ceil_mode=ceil)
        if kind == "AvgPool2d":
            return F.avg_pool2d(x, layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0),
                                layer.get("ceilMode", False), layer.get("countPadding", True))
        if kind == "AdaptiveAvgPool2d":
            return F.adaptive_avg_pool2d(x, (layer["height"], layer["width"]))
        if kind == "BatchNorm2d":
            return F.batch_norm(x, self.tensor(layer, "running_mean"), self.tensor(layer, "running_var"), weight, bias,
                                self.training, layer.get("momentum", 0.1), layer.get("epsilon", 1e-5))
        if kind == "LayerNorm":
            return F.layer_norm(x, x.shape[1:], weight.reshape(x.shape[1:]), bias.reshape(x.shape[1:]),
                                layer.get("epsilon", 1e-5))
        if kind == "LocalResponseNorm":
            return F.local_response_norm(x, layer["size"], layer.get("alpha", 1e-4), layer.get("beta", 0.75),
                                         layer.get("k", 1.0))
        if kind == "Dropout":
            if not self.training:
                return x
            drops = dropped(layer["rate"], self.draw, node, len(x), x[0].numel()).reshape(x.shape)
            return torch.where(drops, torch.zeros_like(x), x / (1 - layer["rate"]))
        if kind in ("Relu", "LeakyRelu"):
            self.near(x.detach().abs())
            return F.relu(x) if kind == "Relu" else F.leaky_relu(x, layer.get("slope", 0.01))
        plain = {"Sigmoid": torch.sigmoid, "Tanh": torch.tanh, "Gelu": F.gelu, "Silu": F.silu,
                 "Softmax": lambda v: F.softmax(v, 1), "LogSoftmax": lambda v: F.log_softmax(v, 1)}
        return plain[kind](x)

    def network(self, layers, images):
        values, before = {"image": images}, "image"
        for node, layer in enumerate(layers):
            inputs = layer.get("inputs", [before])
            before = layer["name"]
            values[before] = self.layer(node, layer, [values[i] for i in inputs])
        return values[before][:, :, 0, 0]


class Draw:
    """A random network and its numbers. Values of zeros tell the shapes, as PyTorch sees them."""

    def __init__(self, number, attempt, used):
        torch.manual_seed(1000 * number + attempt)
        self.random, self.used = random.Random(1000 * number + attempt), used
        self.image = [self.random.randint(1, 2), self.random.randint(4, 7), self.random.randint(4, 6)]
        self.values, self.unread, self.last = {"image": torch.zeros(2, *self.image).double()}, [], "image"
        self.layers, self.numbers, self.kinds = [], {}, {}
        if number % 4:
            self.add("Conv2d", ["image"], **self.settings("Conv2d", self.image))
        for _ in range(self.random.randint(4, 7)):
            self.step(self.any())
        self.vectors()
        for _ in range(self.random.randint(0, 2)):
            self.step(self.any())
        self.vectors()
        self.add("Dense", [self.last], outFeatures=self.random.randint(3, 5))
        end = ENDS[number % len(ENDS)]
        if end == "Add":
            self.add("Add", [self.last, self.last])
        elif end:
            self.add(end, [self.last], **self.settings(end, self.shape(self.last)))

    def shape(self, value):
        return list(self.values[value].shape[1:])

    def any(self):
        """The value made last, or an older one."""
        return self.last if self.random.random() < 0.65 else self.random.choice(list(self.values))

    def step(self, value):
        """Adds a layer of a type that was seldom so far; layers with weights may be four times as often."""
        kinds = ON_VECTORS if self.shape(value)[1:] == [1, 1] else ON_MAPS
        seen = {k: self.used.get(k, 0) + self.kinds.get(k, 0) for k in kinds}
        kind = min(kinds, key=lambda k: seen[k] / (4 if k in ("Conv2d", "Dense") else 1) + 3 * self.random.random())
        if kind in ("Add", "Concat"):
            self.join(kind, value, self.any())
        else:
            self.add(kind, [value], **self.settings(kind, self.shape(value)))

    def join(self, kind, a, b):
        c, h, w = self.shape(a)
        if [h, w] == [1, 1] and self.shape(b)[1:] != [1, 1]:
            b = self.add("Flatten", [b])
        elif [h, w] != self.shape(b)[1:]:
            b = self.add("AdaptiveAvgPool2d", [b], height=h, width=w)
        if kind == "Add" and self.shape(b)[0] != c:
            b = self.add("Conv2d", [b], outChannels=c, kernel=[1, 1])
        self.add(kind, [a, b] if self.random.random() < 0.7 else [b, a, b])

    def vectors(self):
        """Joins all that nobody has read into one vector."""
        flat = [v if self.shape(v)[1:] == [1, 1] else
                self.add("Flatten", [v]) if self.random.random() < 0.7 else
                self.add("AdaptiveAvgPool2d", [v], height=1, width=1) for v in self.unread or ["image"]]
        if len(flat) > 1:
            self.add("Concat", flat)

    def settings(self, kind, shape):
        """Of a layer that fits."""
        r, (c, h, w) = self.random, shape
        if kind == "Dense":
            return {"outFeatures": r.randint(3, 7)} if r.random() < 0.6 else {"outFeatures": 6, "bias": False}
        if kind == "Conv2d":
            padding = r.choice([0, 1, [1, 2], "same", "valid"])
            rows, columns = padding if isinstance(padding, list) else [padding if padding == 1 else 0] * 2
            dilation = r.choice([1, 1, 2])
            kernel = [min(r.randint(1, 3), (side - 1) // dilation + 1) for side in (h + 2 * rows, w + 2 * columns)]
            groups = r.choice([1, 1, c])
            some = {"stride": r.choice([1, 1, 2]), "dilation": dilation, "groups": groups, "bias": r.random() < 0.6}
            usual = {"stride": 1, "dilation": 1, "groups": 1, "bias": True}
            return {"outChannels": groups * r.randint(1, 3), "kernel": kernel,
                    **({} if padding == 0 else {"padding": padding}),
                    **{k: v for k, v in some.items() if v != usual[k]}}
        if kind in ("MaxPool2d", "AvgPool2d"):
            kernel = r.randint(1, min(3, h, w))
            more = {"countPadding": r.random() < 0.5} if kind == "AvgPool2d" else {}
            return {"kernel": kernel, "stride": r.randint(1, 2), "padding": r.randint(0, kernel // 2),
                    "ceilMode": r.random() < 0.5, **more} if r.random() < 0.8 else {"kernel": kernel}
        if kind == "AdaptiveAvgPool2d":
            return {"height": r.randint(1, h + 1), "width": r.randint(1, w + 1)}
        if kind == "BatchNorm2d":
            return {"epsilon": r.choice([0.001, 0.1, 0.5]), "momentum": r.choice([0.0, 0.25, 1.0])} if r.random() < 0.7 else {}
        if kind == "LayerNorm":
            return {"epsilon": r.choice([0.001, 0.5])} if r.random() < 0.5 else {}
        if kind == "LocalResponseNorm":
            return {"size": r.randint(1, c + 1), "alpha": r.choice([0.5, 2.0]), "beta": r.choice([0.5, 0.75, 1.25]),
                    "k": r.choice([0.5, 2.0])} if r.random() < 0.7 else {"size": 3}
        if kind == "LeakyRelu":
            return {"slope": r.choice([0.0, 0.3])} if r.random() < 0.5 else {}
        return {"rate": r.choice([0.0, 0.2, 0.5])} if kind == "Dropout" else {}

    def add(self, kind, inputs, **settings):
        """Adds a layer, unless it would be too large."""
        number = self.kinds.get(kind, 0) + 1
        layer = {"name": f"{kind.lower()}{number}", "type": kind, **settings}
        shape = self.shape(inputs[0])
        numbers = {layer["name"] + "." + k: v for k, v in self.tensors(layer, shape).items()}
        value = Run(numbers, False, 0).layer(0, layer, [self.values[i] for i in inputs])
        if value[0].numel() > LARGEST and kind not in ("Flatten", "Concat"):
            return inputs[0]
        if inputs != [self.last]:
            layer["inputs"] = inputs
        self.kinds[kind], self.last = number, layer["name"]
        self.layers.append(layer)
        self.numbers.update(numbers)
        self.values[self.last] = value
        self.unread = [v for v in self.unread if v not in inputs] + [self.last]
        return self.last

    @staticmethod
    def tensors(layer, shape):
        kind, c = layer["type"], shape[0]
        if kind == "Conv2d":
            groups = layer.get("groups", 1)
            dims = [layer["outChannels"], c // groups, *layer["kernel"]]
        elif kind == "Dense":
            dims = [layer["outFeatures"], c]
        elif kind == "BatchNorm2d":
            return {"weight": uniform(1.5, c), "bias": uniform(1, c), "running_mean": uniform(1, c),
                    "running_var": uniform(1, c).abs() + 0.25}
        elif kind == "LayerNorm":
            dims = [c] if shape[1:] == [1, 1] else shape
            return {"weight": uniform(1.5, *dims), "bias": uniform(1, *dims)}
        else:
            return {}
        bound = 1.7 / math.sqrt(math.prod(dims[1:]))
        bias = {"bias": uniform(bound, dims[0])} if layer.get("bias", True) else {}
        return {"weight": uniform(bound, *dims), **bias}


def uniform(bound, *shape):
    """From -bound to bound, multiples of 2^-20: exact in float32."""
    return (torch.randint(-2 ** 20, 2 ** 20 + 1, shape).double() / 2 ** 20 * bound * 2 ** 20).round() / 2 ** 20


def compute(layers, numbers, images, labels, draw, dtype):
    """All that the file says of a network's numbers, and how near a kink its elements came."""
    def start():
        return {name: value.to(dtype).clone() for name, value in numbers.items()}

    def loss(output):
        last = layers[-1]["type"]
        logarithms = {"LogSoftmax": output, "Softmax": output.log()}
        return F.nll_loss(logarithms[last], labels) if last in logarithms else F.cross_entropy(output, labels)

    out = {"eval.output": Run(start(), False, 0).network(layers, images.to(dtype))}
    out["eval.loss"] = loss(out["eval.output"])
    changed = start()
    for name, value in changed.items():
        value.requires_grad_(".running_" not in name)
    run = Run(changed, True, draw)
    out["train.output"] = run.network(layers, images.to(dtype))
    out["train.loss"] = loss(out["train.output"])
    out["train.loss"].backward()
    for name, value in changed.items():
        out[("grad." if value.requires_grad else "after.") + name] = value.grad if value.requires_grad else value
    return {name: value.detach().double().clone() for name, value in out.items()}, run.kink


def comparable(exact, rounded, kink):
    return kink > KINK and all((rounded[name] - value).abs().max() <= LOST * value.abs().max()
                               for name, value in exact.items())


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    networks, tensors, used = [], {}, {}
    metadata = {"torch": torch.__version__, "script": "graphs.py"}
    for number in range(GRAPHS):
        name, batch, draw, attempt = f"graph{number}", BATCHES[number % len(BATCHES)], 77 + number, 0
        while True:
            drawn = Draw(number, attempt, used)
            images = (torch.randint(0, 256, (batch, *drawn.image)).double() - 127.5) / 64
            labels = torch.randint(0, drawn.shape(drawn.last)[0], (batch,))
            exact, kink = compute(drawn.layers, drawn.numbers, images, labels, draw, torch.float64)
            rounded, _ = compute(drawn.layers, drawn.numbers, images, labels, draw, torch.float32)
            if comparable(exact, rounded, kink):
                break
            attempt += 1
        networks.append({"name": name, "input": drawn.image, "layers": drawn.layers})
        for kind in drawn.kinds:
            used[kind] = used.get(kind, 0) + 1
        tensors.update({f"{name}.images": images.float().numpy(), f"{name}.labels": labels.numpy()})
        tensors.update({f"{name}.{key}": value.float().numpy() for key, value in drawn.numbers.items()})
        tensors.update({f"{name}.{key}": value.numpy() for key, value in exact.items()})
        assert all(torch.equal(value.float().double(), value) for value in drawn.numbers.values())
        metadata[name] = json.dumps({"batch": batch, "draw": draw})
        print(name, "attempt", attempt, ", ".join(layer["type"] for layer in drawn.layers))
    print(used)
    assert set(used) == {*ON_MAPS, *ON_VECTORS, "Flatten"} and min(used.values()) >= 2
    lines = ["  " + json.dumps(network) for network in networks]
    (GOLDEN / "graphs.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
    write_safetensors(GOLDEN / "graphs.safetensors", tensors, metadata)


if __name__ == "__main__":
    main()
