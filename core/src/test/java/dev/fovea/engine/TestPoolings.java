package dev.fovea.engine;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;

/** Small networks with poolings of all kinds, and with normalisations of a single image. */
final class TestPoolings {

  private TestPoolings() {}

  static List<Network> networks() {
    return List.of(
        Network.of(
            "max pooling with padding, overlapping, and in ceil mode before padding",
            new Shape(2, 8, 7),
            new Conv2d(3, 2),
            new MaxPool2d(3, 2).withPadding(1),
            new Relu(),
            new Conv2d(2, 1),
            new MaxPool2d(3, 1).withPadding(1),
            new MaxPool2d(3).withCeilMode(),
            new Conv2d(3, 3).withPadding(1),
            new Flatten(),
            dense()),
        Network.of(
            "max pooling with padding on the image, with all, with gaps",
            new Shape(1, 7, 9),
            new MaxPool2d(2, 1).withPadding(1),
            new Conv2d(2, 2),
            new Relu(),
            new MaxPool2d(2).withCeilMode(),
            new Relu(),
            new Conv2d(2, 1),
            new MaxPool2d(2, 3).withPadding(1).withCeilMode(),
            new Flatten(),
            dense()),
        Network.of(
            "average pooling, whole, with padding, in ceil mode, with gaps",
            new Shape(2, 13, 12),
            new Conv2d(3, 2),
            new AvgPool2d(2),
            new Relu(),
            new AvgPool2d(3, 1).withPadding(1),
            new Conv2d(2, 3).withPadding(1),
            new AvgPool2d(2).withCeilMode(),
            new AvgPool2d(1, 2),
            new Flatten(),
            dense()),
        Network.of(
            "average pooling of the image and of itself, padding counted or not",
            new Shape(1, 11, 10),
            new AvgPool2d(3, 2).withPadding(1).withCeilMode(),
            new Conv2d(3, 1),
            new AvgPool2d(3, 2).withPadding(1).withCeilMode().withoutCountingPadding(),
            new AvgPool2d(2, 1).withPadding(1).withoutCountingPadding(),
            new Relu(),
            new Flatten(),
            dense()),
        Network.of(
            "adaptive pooling to fewer, equally many and more, then global",
            new Shape(1, 9, 8),
            new Conv2d(2, 2),
            new AdaptiveAvgPool2d(3, 5),
            new Conv2d(3, 2).withPadding(1),
            new AdaptiveAvgPool2d(4, 6),
            new Relu(),
            new AdaptiveAvgPool2d(7, 8),
            new Conv2d(5, 2),
            AdaptiveAvgPool2d.global(),
            dense()),
        Network.of(
            "global pooling of the image, and classes that are channels",
            new Shape(3, 5, 4),
            new LayerNorm(),
            new Conv2d(4, 3),
            AdaptiveAvgPool2d.global(),
            new Relu(),
            new LayerNorm(),
            new Dropout(0.2)),
        Network.of(
            "layer normalisation on the image, before padding, in place on ReLU, of vectors",
            new Shape(2, 6, 19),
            new LayerNorm(),
            new Conv2d(3, 3).withPadding(1),
            new Relu(),
            new LayerNorm(1e-3),
            new Conv2d(2, 3, 4, 2, 2),
            new LayerNorm(),
            new Relu(),
            new Flatten(),
            new LayerNorm(),
            new Dense(17),
            new LayerNorm(),
            new Relu(),
            dense()),
        Network.of(
            "layer normalisation behind convolutions with borders, and of a single pixel",
            new Shape(1, 6, 5),
            new Conv2d(2, 3),
            new LayerNorm(),
            new Conv2d(3, 3, 2, 1, 0),
            new LayerNorm(),
            new Conv2d(4, 2, 2, 1, 0),
            new LayerNorm(),
            new Conv2d(2, 1).withPadding(1),
            new Flatten(),
            dense()),
        Network.of(
            "local response normalisation, odd and even, wider than there are channels",
            new Shape(2, 6, 5),
            new LocalResponseNorm(2, 1.5, 0.75, 1),
            new Conv2d(7, 2),
            new LocalResponseNorm(5, 2, 0.75, 0.5),
            new Relu(),
            new MaxPool2d(2),
            new LocalResponseNorm(4, 1, 1.25, 2),
            new Conv2d(3, 3).withPadding(1),
            new LocalResponseNorm(100, 20, 0.5, 1),
            new LocalResponseNorm(1, 1, 0.75, 1),
            new Relu(),
            new Flatten(),
            new LocalResponseNorm(3, 1, 0.75, 1),
            dense()),
        branches());
  }

  /** Poolings and normalisations of one value side by side, as in networks of inceptions. */
  private static Network branches() {
    NetworkBuilder net = new NetworkBuilder("poolings side by side", new Shape(2, 7, 6));
    int x = net.add(new Conv2d(3, 2));
    int a = net.add(new MaxPool2d(3, 1).withPadding(1), x);
    int b = net.add(new AvgPool2d(3, 1).withPadding(1), x);
    int c = net.add(new LayerNorm(), x);
    int d = net.add(new LocalResponseNorm(3, 1, 0.75, 1), x);
    int sum = net.add(new Add(), c, d, x);
    net.add(new Concat(), a, b, sum, c);
    int y = net.add(new Conv2d(4, 3).withPadding(1));
    int left = net.add(AdaptiveAvgPool2d.global(), y);
    int right = net.add(new AvgPool2d(2), y);
    right = net.add(new Flatten(), right);
    net.add(new Concat(), left, right);
    net.add(new LayerNorm());
    net.add(dense());
    return net.build();
  }

  private static Dense dense() {
    return new Dense(3);
  }
}
