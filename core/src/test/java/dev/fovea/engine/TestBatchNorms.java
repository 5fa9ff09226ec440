package dev.fovea.engine;

import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small networks with batch normalisation in each of the places that the engine knows. None adds a
 * number to a whole channel that is then normalised again: its gradient would be nothing but noise.
 */
final class TestBatchNorms {

  private TestBatchNorms() {}

  static List<Network> all() {
    return Stream.of(networks(), tiled(), vectors()).flatMap(List::stream).toList();
  }

  /** Those that can train on a single image. */
  static List<Network> networks() {
    return List.of(
        Network.of(
            "batch norm, ReLU and pooling as one, then batch norm and ReLU before padding",
            new Shape(2, 8, 6),
            conv(3, 3).withPadding(1),
            new BatchNorm2d(),
            new Relu(),
            new MaxPool2d(2),
            conv(4, 3).withPadding(1),
            new BatchNorm2d(1e-3, 0.3),
            new Relu(),
            conv(5, 3).withPadding(2),
            new BatchNorm2d(),
            new Relu(),
            new Flatten(),
            new Dense(3)),
        Network.of(
            "batch norm on the image, before pooling that drops rows, behind pooling",
            new Shape(2, 9, 9),
            new BatchNorm2d(),
            conv(3, 3).withPadding(1),
            new BatchNorm2d(),
            new Relu(),
            new MaxPool2d(2),
            new BatchNorm2d(1e-2, 1),
            new Flatten(),
            new Dense(3)),
        Network.of(
            "batch norm and pooling on the image, behind ReLU, and over whole maps",
            new Shape(2, 12, 10),
            new BatchNorm2d(),
            new MaxPool2d(2),
            conv(3, 3).withPadding(1),
            new Relu(),
            new BatchNorm2d(),
            new MaxPool2d(1),
            new Relu(),
            conv(17, 2, 1),
            new BatchNorm2d(),
            new MaxPool2d(5, 5),
            new Flatten(),
            new Dense(3)),
        Network.of(
            "batch norm between pooling and dropout, and twice",
            new Shape(2, 10, 10),
            conv(3, 3),
            new MaxPool2d(2),
            new BatchNorm2d(),
            new Dropout(0.3),
            conv(3, 2),
            new BatchNorm2d(),
            new Relu(),
            new BatchNorm2d(0.1, 0.5),
            new MaxPool2d(2, 1),
            new Flatten(),
            new Dense(3)),
        residual());
  }

  /** Too much work for many differences. */
  static List<Network> tiled() {
    return List.of(
        Network.of(
            "batch norm and tiles",
            new Shape(1, 14, 14),
            conv(8, 3),
            new BatchNorm2d(),
            new Relu(),
            conv(9, 5),
            new BatchNorm2d(),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Dense(3)));
  }

  /** Values that are normalised once, twice or not at all, and added or joined. */
  private static Network residual() {
    NetworkBuilder net = new NetworkBuilder("batch norm in residual blocks", new Shape(2, 8, 8));
    net.add(conv(4, 3).withPadding(1));
    net.add(new BatchNorm2d());
    int x = net.add(new Relu());
    net.add(conv(4, 3).withPadding(1));
    net.add(new BatchNorm2d());
    net.add(new Relu());
    net.add(conv(4, 3).withPadding(1));
    int y = net.add(new BatchNorm2d());
    net.add(new Add(), y, x);
    x = net.add(new Relu());
    net.add(conv(4, 1).withStride(2));
    y = net.add(new BatchNorm2d());
    net.add(new MaxPool2d(2), x);
    int z = net.add(new BatchNorm2d());
    int rectified = net.add(new Relu(), z);
    net.add(new Concat(), y, z, rectified);
    net.add(conv(3, 3).withPadding(1));
    net.add(new BatchNorm2d());
    net.add(new Relu());
    net.add(new Flatten());
    net.add(new Dense(3));
    return net.build();
  }

  /** Those that need two images. */
  static List<Network> vectors() {
    return List.of(
        Network.of(
            "batch norm of vectors",
            Shape.vector(19),
            new BatchNorm2d(),
            new Relu(),
            new Dense(7).withoutBias(),
            new BatchNorm2d(),
            new Relu(),
            new Dense(17).withoutBias(),
            new BatchNorm2d(1e-4, 0.2),
            new Relu(),
            new Dropout(0.2),
            new Dense(3)),
        Network.of(
            "batch norm of pixels, of flattened maps, and as the output",
            new Shape(1, 7, 7),
            conv(3, 3).withStride(2),
            new BatchNorm2d(),
            new Relu(),
            new Flatten(),
            new BatchNorm2d(),
            new Relu(),
            new Dense(6).withoutBias(),
            conv(4, 1),
            new BatchNorm2d(),
            new Relu(),
            new Flatten(),
            new Dense(3).withoutBias(),
            new BatchNorm2d()));
  }

  private static Conv2d conv(int channels, int kernel) {
    return new Conv2d(channels, kernel).withoutBias();
  }

  private static Conv2d conv(int channels, int height, int width) {
    return new Conv2d(channels, height, width, 1, 0).withoutBias();
  }
}
