"""PyTorch, tuned: what SideMain is for the sides on the JVM, in Python.

    peer.py ready  NETWORK THREADS
    peer.py once   NETWORK THREADS
    peer.py train  NETWORK THREADS WARM EPOCHS
    peer.py steady NETWORK THREADS WARM EPOCHS

NETWORK is a JSON object that the race writes: the layers, the optimizer, the batch, the scaling, and the folder of the
digits. Prints a line for each figure: "train 12345.6".

Tuned means: channels last, functions in place of modules, gradients set to none, no autograd where there is nothing to
learn; and settings of malloc and of OpenBLAS's threads in the environment.
"""

import gzip
import json
import statistics
import sys
import time

import numpy
import torch
import torch.nn.functional as F

TEST_BATCH = 256


def read_idx(path, header):
    with gzip.open(path) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def read(heat, part, count):
    """The first images as float[count][channels][height][width], labels as int64[count]."""
    folder = heat["data"]
    pixels = read_idx(f"{folder}/{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)[:count]
    labels = read_idx(f"{folder}/{part}-labels-idx1-ubyte.gz", 8)[:count]
    pixels = torch.from_numpy(fitted(pixels, *heat["input"]))
    images = pixels.float().div_(255).sub_(heat["mean"]).div_(heat["deviation"])
    return images, torch.from_numpy(labels.astype(numpy.int64))


def fitted(pixels, channels, height, width):
    """Gray images in the middle of larger black ones, the same in each channel, as Digits.java does it."""
    count, h, w = pixels.shape
    top, left = (height - h) // 2, (width - w) // 2
    images = numpy.zeros((count, channels, height, width), numpy.uint8)
    images[:, :, top : top + h, left : left + w] = pixels[:, None]
    return images


def parameter(shape, fan_in):
    bound = fan_in**-0.5
    values = torch.empty(shape).uniform_(-bound, bound)
    if len(shape) == 4:
        values = values.contiguous(memory_format=torch.channels_last)
    return values.requires_grad_()


def last_readers(layers):
    """For each layer the inputs that nobody reads after it: their memory can be had again."""
    reader = {source: i for i, layer in enumerate(layers) for source in layer["inputs"]}
    return [[source for source, last in reader.items() if last == i] for i in range(len(layers))]


class Model:
    def __init__(self, heat):
        self.parameters = []
        layers = heat["layers"]
        self.steps = list(zip([self.step(layer) for layer in layers], [layer["inputs"] for layer in layers], last_readers(layers)))
        self.optimizer = self.make_optimizer(heat["optimizer"])

    def learn(self, shape, fan_in):
        self.parameters.append(parameter(shape, fan_in))
        return self.parameters[-1]

    def step(self, layer):
        kind = layer["kind"]
        if kind == "conv":
            shape = layer["weight"]
            fan_in = shape[1] * shape[2] * shape[3]
            w, b = self.learn(shape, fan_in), self.learn(shape[:1], fan_in) if layer["bias"] else None
            stride, padding = layer["stride"], layer["padding"]
            return lambda x: F.conv2d(x, w, b, stride, padding)
        if kind == "dense":
            shape = layer["weight"]
            w, b = self.learn(shape, shape[1]), self.learn(shape[:1], shape[1])
            return lambda x: F.linear(x, w, b)
        if kind == "pool":
            kernel, stride = layer["kernel"], layer["stride"]
            return lambda x: F.max_pool2d(x, kernel, stride)
        if kind == "relu":
            return F.relu
        if kind == "norm":
            return self.norm(layer)
        if kind == "mean":
            return lambda x: F.adaptive_avg_pool2d(x, 1)
        if kind == "add":
            return torch.add
        if kind == "dropout":
            rate = layer["rate"]
            return lambda x: F.dropout(x, rate, torch.is_grad_enabled())  # only steps want gradients
        if kind == "flatten":
            return lambda x: x.flatten(1)
        raise ValueError(f"no such layer here: {kind}")

    def norm(self, layer):
        shape, epsilon, momentum = layer["weight"], layer["epsilon"], layer["momentum"]
        mean, variance = torch.zeros(shape), torch.ones(shape)
        w, b = torch.ones(shape).requires_grad_(), torch.zeros(shape).requires_grad_()
        self.parameters += [w, b]
        return lambda x: F.batch_norm(x, mean, variance, w, b, torch.is_grad_enabled(), momentum, epsilon)

    def make_optimizer(self, o):
        if o["kind"] == "sgd":
            return torch.optim.SGD(self.parameters, lr=o["rate"], momentum=o["momentum"])
        return torch.optim.Adam(self.parameters, lr=o["rate"], betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])

    def __call__(self, x):
        values = {-1: x.contiguous(memory_format=torch.channels_last)}
        for i, (step, inputs, done) in enumerate(self.steps):
            values[i] = step(*[values[source] for source in inputs])
            for source in done:
                del values[source]
        return values[len(self.steps) - 1]


class Side:
    def __init__(self, heat):
        self.batch = heat["batch"]
        self.heat = heat
        self.images, self.labels = read(heat, "train", heat["images"])
        self.test_images, self.test_labels = read(heat, "t10k", heat["tested"])

    def train(self, epochs, stop):
        """Trains a new model; images a second of each whole epoch."""
        self.model = Model(self.heat)
        rates = []
        for _ in range(epochs):
            order = torch.randperm(len(self.images))
            total = 0.0
            start = time.perf_counter()
            for rows in order.split(self.batch):
                if stop():
                    return rates
                total += self.step(rows)
            rates.append(len(order) / (time.perf_counter() - start))
            if total != total:
                raise ArithmeticError("the loss is no longer a number")
        return rates

    def step(self, rows):
        images, labels = self.images.index_select(0, rows), self.labels.index_select(0, rows)
        loss = F.cross_entropy(self.model(images), labels)
        self.model.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.model.optimizer.step()
        return loss.item()

    def correct(self):
        correct = 0
        with torch.inference_mode():
            for at in range(0, len(self.test_images), TEST_BATCH):
                guess = self.model(self.test_images[at : at + TEST_BATCH]).argmax(1)
                correct += (guess == self.test_labels[at : at + TEST_BATCH]).sum().item()
        return correct

    def accuracy(self):
        return self.correct() / len(self.test_images)

    def predict(self, image):
        return self.model(self.test_images[image : image + 1]).argmax(1).item()


def inference(side, warm):
    """Images a second, in batches."""
    end = time.perf_counter() + warm / 2
    while time.perf_counter() < end:
        side.correct()
    seconds = []
    for _ in range(side.heat["passes"]):
        start = time.perf_counter()
        side.correct()
        seconds.append(time.perf_counter() - start)
    return len(side.test_images) / statistics.median(seconds)


def latency(side, warm):
    """Seconds for one image, in the median."""
    with torch.inference_mode():
        end = time.perf_counter() + warm / 2
        image = 0
        while time.perf_counter() < end:
            side.predict(image)
            image = (image + 1) % side.heat["calls"]
        seconds = []
        for image in range(side.heat["calls"]):
            start = time.perf_counter()
            side.predict(image)
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def train(side, warm, epochs):
    end = time.perf_counter() + warm
    side.train(sys.maxsize, lambda: time.perf_counter() > end)
    rates = side.train(epochs, lambda: False)
    print(f"train {statistics.median(rates):.6g}")
    print(f"accuracy {side.accuracy():.6g}")


def predict(side, warm):
    print(f"inference {inference(side, warm):.6g}")
    print(f"latency {latency(side, warm) * 1e6:.6g}")


def blas():
    """Debian's PyTorch multiplies matrices by the BLAS that is installed, and by a slow one unless there is a better."""
    with open("/proc/self/maps") as maps:
        return "OpenBLAS" if "openblas" in maps.read() else "no OpenBLAS"


def main(mode, heat, threads, *pace):
    torch.set_num_threads(int(threads))
    torch.manual_seed(42)
    side = Side(json.loads(heat))
    if mode == "ready":
        end = time.perf_counter() + 0.2
        side.train(1, lambda: time.perf_counter() > end)
        print("version PyTorch", torch.__version__, "with", blas())
    elif mode == "once":
        side.train(1, lambda: False)
        print(f"accuracy {side.accuracy():.6g}")
    else:
        train(side, float(pace[0]), int(pace[1]))
        if mode == "steady":
            predict(side, float(pace[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
