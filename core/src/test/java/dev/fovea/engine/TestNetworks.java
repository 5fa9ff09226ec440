package dev.fovea.engine;

import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import java.util.List;
import java.util.stream.Stream;

/** Small networks that together bring each layer into each of the places that the engine knows. */
final class TestNetworks {

  private TestNetworks() {}

  static List<Network> all() {
    return List.of(
        Network.of(
            "rectangular kernel, ReLU in place, rows dropped by pooling",
            new Shape(2, 7, 6),
            new Conv2d(3, 3, 2, 1, 0),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Dense(4)),
        Network.of(
            "strides 2 and 3, padding larger than the kernel",
            new Shape(1, 9, 8),
            new Conv2d(3, 3, 3, 2, 1),
            new Relu(),
            new Conv2d(4, 2, 2, 3, 3),
            new Flatten(),
            new Dense(3)),
        Network.of(
            "1x1 kernel, overlapping pooling, ReLU beside its input, two ReLUs, two dense layers",
            new Shape(2, 8, 8),
            new Conv2d(3, 1),
            new MaxPool2d(3, 2),
            new Relu(),
            new Conv2d(5, 3).withPadding(2),
            new Relu(),
            new Relu(),
            new Flatten(),
            new Dense(6),
            new Relu(),
            new Dense(3)),
        Network.of(
            "ReLU on the image",
            new Shape(1, 6, 6),
            new Relu(),
            new Conv2d(3, 3).withPadding(1),
            new Relu(),
            new Flatten(),
            new Dense(3)),
        Network.of(
            "pooling on the image, ReLU in place after flatten",
            new Shape(3, 7, 7),
            new MaxPool2d(2),
            new Conv2d(4, 2),
            new Flatten(),
            new Relu(),
            new Dense(3)),
        Network.of(
            "pooling before flatten, ReLU beside its input after it",
            new Shape(1, 7, 7),
            new Conv2d(3, 2),
            new MaxPool2d(3),
            new Flatten(),
            new Relu(),
            new Dense(5),
            new Relu(),
            new Dense(3)),
        Network.of(
            "first convolution and pooling a few channels at a time, elements between windows",
            new Shape(2, 41, 38),
            new Conv2d(9, 3),
            new Relu(),
            new MaxPool2d(2, 3),
            new Conv2d(2, 3).withStride(3),
            new Flatten(),
            new Dense(3)),
        Network.of("dense only", new Shape(2, 3, 3), new Flatten(), new Dense(4)),
        Network.of("vectors", Shape.vector(17), new Dense(7), new Relu(), new Dense(5)),
        Network.of(
            "ReLU on the flattened image", new Shape(1, 4, 4), new Flatten(), new Relu(), dense()),
        Network.of(
            "pooling with gaps",
            new Shape(1, 9, 9),
            new Conv2d(2, 2),
            new MaxPool2d(2, 3),
            new Flatten(),
            dense()),
        Network.of(
            "a stride beyond the kernel, so that inputs are skipped",
            new Shape(1, 9, 8),
            new Conv2d(2, 3),
            new Relu(),
            new Conv2d(3, 1, 1, 3, 0),
            new Flatten(),
            dense()),
        Network.of(
            "a convolution over the whole input, whose output are the classes",
            new Shape(2, 5, 5),
            new Conv2d(3, 2),
            new Relu(),
            new Conv2d(4, 4),
            new Flatten()),
        Network.of(
            "two poolings",
            new Shape(1, 9, 9),
            new Conv2d(2, 2),
            new Relu(),
            new MaxPool2d(2, 1),
            new MaxPool2d(3),
            new Flatten(),
            dense()),
        Network.of(
            "convolutions one after the other, with all borders",
            new Shape(1, 6, 6),
            new Conv2d(2, 3).withPadding(1),
            new Conv2d(3, 5, 3, 1, 3),
            new Relu(),
            new Conv2d(2, 3, 4, 2, 2),
            new Relu(),
            new Flatten(),
            dense()),
        Network.of(
            "ReLU as the output",
            new Shape(1, 5, 5),
            new Conv2d(3, 3),
            new Flatten(),
            new Dense(4),
            new Relu()),
        Network.of(
            "17 channels and classes",
            new Shape(1, 5, 5),
            new Conv2d(17, 3),
            new Relu(),
            new MaxPool2d(3),
            new Flatten(),
            new Dense(17)),
        Network.of(
            "dense layers on convolutions that leave a single pixel",
            new Shape(2, 4, 5),
            new Conv2d(4, 4, 5, 1, 0),
            new Relu(),
            new Dense(5),
            new Relu(),
            dense()),
        Network.of(
            "the same behind a layer that learns",
            new Shape(1, 6, 5),
            new Conv2d(2, 3),
            new Conv2d(4, 4, 3, 1, 0),
            new Dense(5),
            new Conv2d(3, 1),
            new Relu(),
            dense()),
        Network.of(
            "tiles of 4, whole and cut, with a gradient for the input",
            new Shape(1, 13, 12),
            new Conv2d(8, 3),
            new Relu(),
            new Conv2d(9, 5),
            new Relu(),
            new Flatten(),
            dense()),
        Network.of(
            "tiles of 6, padded, and of 4, padded by more than is usual",
            new Shape(8, 11, 12),
            new Conv2d(9, 3).withPadding(1),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(8, 5).withPadding(3),
            new Relu(),
            new MaxPool2d(4),
            new Flatten(),
            dense()),
        Network.of(
            "ten channels at six positions, forward and backward",
            new Shape(1, 4, 5),
            new Conv2d(10, 3),
            new Relu(),
            new Conv2d(10, 1, 2, 1, 0),
            new Flatten(),
            dense()),
        Network.of(
            "one column",
            new Shape(2, 6, 1),
            new Conv2d(2, 3, 1, 1, 0),
            new Relu(),
            new MaxPool2d(1, 2),
            new Flatten(),
            dense()),
        Network.of(
            "dropout behind pooling and before padding, in place on ReLU, on a dense layer",
            new Shape(1, 8, 7),
            new Conv2d(3, 3),
            new Relu(),
            new MaxPool2d(2),
            new Dropout(0.25),
            new Conv2d(4, 3).withPadding(1),
            new Relu(),
            new Dropout(0.4),
            new Flatten(),
            new Dense(6),
            new Dropout(0.5),
            new Relu(),
            dense()),
        Network.of(
            "dropout on the image and twice, ReLU beside its input behind it",
            new Shape(2, 6, 5),
            new Dropout(0.1),
            new Conv2d(3, 3).withPadding(2),
            new Dropout(0.3),
            new MaxPool2d(2),
            new Dropout(0.2),
            new Dropout(0),
            new Relu(),
            new Dropout(0.2),
            new Conv2d(2, 2),
            new Flatten(),
            dense()),
        Network.of(
            "dropout in place before pooling, behind flattened pooling, and as the output",
            new Shape(1, 9, 8),
            new Conv2d(3, 3, 2, 2, 1),
            new Dropout(0.3),
            new MaxPool2d(2, 1),
            new Flatten(),
            new Dropout(0.3),
            dense(),
            new Dropout(0.25)));
  }

  /** Those and all others that are small enough for differences. */
  static List<Network> families() {
    return Stream.of(
            all(),
            graphs(),
            TestPoolings.networks(),
            TestConvolutions.networks(),
            TestBatchNorms.networks(),
            TestActivations.networks())
        .flatMap(List::stream)
        .toList();
  }

  /** Values with several readers, and layers with several inputs. */
  static List<Network> graphs() {
    return List.of(residual(), branches(), tangle(), bordered());
  }

  /** The gradient of what is added goes two ways, through tiles and around them. */
  private static Network residual() {
    NetworkBuilder net = new NetworkBuilder("residual blocks", new Shape(2, 9, 9));
    net.add(new Conv2d(8, 3).withPadding(1));
    int x = net.add(new Relu());
    net.add(new Conv2d(8, 3).withPadding(1).withoutBias());
    net.add(new Relu());
    int y = net.add(new Conv2d(8, 3).withPadding(1));
    net.add(new Add(), y, x);
    x = net.add(new Relu());
    y = net.add(new Conv2d(5, 3).withStride(2).withPadding(1));
    int shortcut = net.add(new Conv2d(5, 1).withStride(2).withoutBias(), x);
    net.add(new Add(), shortcut, y);
    net.add(new Relu());
    net.add(new MaxPool2d(2));
    net.add(new Flatten());
    net.add(dense());
    return net.build();
  }

  /** Poolings and convolutions of one value, with borders of their own, side by side. */
  private static Network branches() {
    NetworkBuilder net = new NetworkBuilder("branches", new Shape(1, 8, 7));
    int x = net.add(new Conv2d(3, 2));
    int a = net.add(new Relu(), net.add(new Conv2d(2, 1), x));
    net.add(new Conv2d(2, 1), x);
    net.add(new Relu());
    int b = net.add(new Conv2d(3, 3).withPadding(1));
    int c = net.add(new MaxPool2d(1), x);
    int d = net.add(new Conv2d(2, 4).withPadding(Padding.SAME), Node.IMAGE);
    d = net.add(new MaxPool2d(2, 1), d);
    x = net.add(new Concat(), a, b, c, d);
    net.add(new Conv2d(2, 3).withPadding(1), x);
    int left = net.add(new Flatten());
    int right = net.add(new Flatten(), net.add(new MaxPool2d(3), x));
    net.add(new Dense(4).withoutBias(), left);
    left = net.add(new Relu());
    right = net.add(new Dense(4), right);
    net.add(new Add(), left, right, left);
    net.add(dense());
    return net.build();
  }

  /** A value added to itself and to what was made of it; the image joined to it. */
  private static Network tangle() {
    NetworkBuilder net = new NetworkBuilder("tangle", new Shape(2, 5, 6));
    int x = net.add(new Conv2d(2, 3).withPadding(1));
    int twice = net.add(new Add(), x, x);
    int dropped = net.add(new Dropout(0.3), x);
    net.add(new Add(), Node.IMAGE, twice, dropped, x);
    net.add(new Concat(), net.last(), Node.IMAGE);
    int y = net.add(new Relu());
    net.add(new Flatten(), y);
    int flat = net.add(new Relu());
    int other = net.add(new Flatten(), y);
    net.add(new Concat(), flat, other);
    net.add(new Dropout(0.2));
    net.add(dense());
    return net.build();
  }

  /** A vector with a border for one of its readers, which the others must step over. */
  private static Network bordered() {
    NetworkBuilder net = new NetworkBuilder("a vector with a border", new Shape(1, 3, 4));
    int image = net.add(new Flatten());
    int x = net.add(new Dense(5));
    int a = net.add(new Flatten(), net.add(new Conv2d(2, 3).withPadding(1), x));
    int b = net.add(new Dense(4), x);
    int c = net.add(new Softmax(), x);
    int d = net.add(new LayerNorm(), x);
    int e = net.add(new LogSoftmax(), x);
    int f = net.add(new LocalResponseNorm(3), x);
    int g = net.add(new Flatten(), x);
    int h = net.add(new Gelu(), x);
    int sum = net.add(new Add(), c, d, e, f, g, h, x);
    int i = net.add(new Flatten(), net.add(new Conv2d(2, 2).withPadding(2), image));
    int j = net.add(new Dense(3), image);
    net.add(new Concat(), a, b, sum, i, j, x);
    net.add(dense());
    return net.build();
  }

  /** Tiles in chunks as they come; too much work for many differences. */
  static List<Network> tiled() {
    return List.of(
        Network.of(
            "nine tiles of 4 in one chunk",
            new Shape(1, 13, 13),
            new Conv2d(8, 1),
            new Conv2d(8, 5),
            new Conv2d(2, 3).withStride(3),
            new Flatten(),
            dense()),
        Network.of(
            "tiles in two chunks, the last not full",
            new Shape(1, 5, 584),
            new Conv2d(8, 1),
            new Conv2d(8, 3),
            new Conv2d(2, 2, 2, 3, 0),
            new Flatten(),
            dense()));
  }

  private static Dense dense() {
    return new Dense(3);
  }
}
