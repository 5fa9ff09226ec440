package dev.fovea.engine;

import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Small networks that bring activations and softmax into each of their places. */
final class TestActivations {

  private static final int RANDOM_NETWORKS = 8;

  private TestActivations() {}

  static List<Network> networks() {
    Stream<Network> made =
        Stream.of(
            every(), inPlace(), beside(), onTheImage(), softmaxes(), rectifiers(), branches());
    return Stream.concat(made, LongStream.range(0, RANDOM_NETWORKS).mapToObj(TestActivations::of))
        .toList();
  }

  /** Each of them once. */
  static Network every() {
    return Network.of(
        "every activation",
        new Shape(1, 7, 6),
        new Conv2d(5, 3).withPadding(1),
        new LeakyRelu(0.3),
        new Conv2d(4, 2),
        new Gelu(),
        new MaxPool2d(2),
        new Tanh(),
        new Conv2d(3, 2).withPadding(1),
        new Silu(),
        new Flatten(),
        new Dense(7),
        new Sigmoid(),
        new Dense(6),
        new Softmax(),
        new Dense(5),
        new LogSoftmax(),
        new Dense(4));
  }

  /** Over convolutions, inside the border that the next one reads, and on flattened images. */
  private static Network inPlace() {
    return Network.of(
        "activations in place, with borders",
        new Shape(2, 6, 5),
        new Conv2d(3, 3).withPadding(1),
        new Sigmoid(),
        new Conv2d(4, 3).withPadding(2),
        new Tanh(),
        new Conv2d(2, 2).withStride(2).withPadding(1),
        new LeakyRelu(),
        new Flatten(),
        new Tanh(),
        new Dropout(0.3),
        new Dense(4),
        new LeakyRelu(0));
  }

  /** Those that keep their input, before and behind everything. */
  private static Network beside() {
    return Network.of(
        "activations that keep their input, with borders",
        new Shape(1, 7, 7),
        new Conv2d(3, 3),
        new Gelu(),
        new Conv2d(3, 3).withPadding(1),
        new Dropout(0.2),
        new Silu(),
        new Dropout(0.2),
        new Gelu(),
        new Relu(),
        new MaxPool2d(3, 2),
        new Silu(),
        new Silu(),
        new Flatten(),
        new Gelu(),
        new Dense(3),
        new Silu());
  }

  private static Network onTheImage() {
    return Network.of(
        "activations on the image and one on the other",
        new Shape(1, 5, 4),
        new Sigmoid(),
        new Gelu(),
        new Conv2d(2, 2),
        new Sigmoid(),
        new Sigmoid(),
        new Tanh(),
        new Flatten(),
        new Sigmoid(),
        new Dense(3),
        new Tanh());
  }

  /** In a row, behind an image, before a convolution that wants a border, as the output. */
  private static Network softmaxes() {
    return Network.of(
        "softmax anywhere",
        new Shape(1, 4, 3),
        new Conv2d(2, 2),
        new Flatten(),
        new LogSoftmax(),
        new Softmax(),
        new Conv2d(5, 3).withPadding(1),
        new Flatten(),
        new Softmax(),
        new Dropout(0.3),
        new Dense(9),
        new Relu(),
        new LogSoftmax(),
        new Tanh(),
        new Dense(3),
        new LogSoftmax());
  }

  /** Rectifiers over each other, which know each other's signs. */
  private static Network rectifiers() {
    return Network.of(
        "rectifiers over rectifiers",
        new Shape(2, 5, 5),
        new Conv2d(3, 2).withPadding(1),
        new LeakyRelu(0.2),
        new LeakyRelu(0.4),
        new Dropout(0.2),
        new LeakyRelu(0.1),
        new Flatten(),
        new Dense(9),
        new LeakyRelu(0.5),
        new Relu(),
        new Dense(8),
        new Relu(),
        new LeakyRelu(0.5),
        new Dense(7),
        new LeakyRelu(0),
        new LeakyRelu(0.5),
        new Dense(3));
  }

  /** Values with several readers, of which the last could overwrite it, and sums of them. */
  private static Network branches() {
    NetworkBuilder net = new NetworkBuilder("activations of one value", new Shape(1, 6, 5));
    int x = net.add(new Conv2d(3, 2));
    int a = net.add(new Sigmoid(), x);
    int b = net.add(new Tanh(), x);
    int c = net.add(new Gelu(), x);
    int d = net.add(new LeakyRelu(0.2), x);
    net.add(new Add(), a, b, c, d, x);
    int sum = net.add(new Tanh());
    int e = net.add(new Silu(), sum);
    net.add(new Conv2d(3, 3).withPadding(1), sum);
    int f = net.add(new Sigmoid());
    net.add(new Add(), e, f);
    net.add(new LeakyRelu());
    net.add(new Flatten());
    int flat = net.add(new Dense(5));
    int p = net.add(new Softmax(), flat);
    int q = net.add(new LogSoftmax(), flat);
    int image = net.add(new Flatten(), net.add(new Silu(), Node.IMAGE));
    net.add(new Concat(), p, q, flat, image);
    net.add(new Dense(3));
    return net.build();
  }

  /** Layers in any order that fits. */
  private static Network of(long seed) {
    Random random = new Random(seed);
    Shape input = new Shape(1 + random.nextInt(2), 3 + random.nextInt(3), 3 + random.nextInt(4));
    List<Layer> layers = new ArrayList<>();
    layers.add(new Conv2d(1 + random.nextInt(4), 1 + random.nextInt(3)));
    for (int i = 3 + random.nextInt(4); i > 0; i--) {
      layers.add(activation(random));
    }
    layers.add(random.nextBoolean() ? new Conv2d(2, 2).withPadding(1) : new Dropout(0.1));
    layers.add(activation(random));
    layers.add(new Flatten());
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      layers.add(vectors(random));
    }
    layers.add(new Dense(2 + random.nextInt(4)));
    return Network.of("random activations " + seed, input, layers.toArray(Layer[]::new));
  }

  private static Layer activation(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Relu();
      case 1 -> new Dropout(0.2);
      case 2, 3 -> new LeakyRelu(random.nextInt(3) * 0.3);
      case 4 -> new Sigmoid();
      case 5 -> new Tanh();
      case 6 -> new Gelu();
      default -> new Silu();
    };
  }

  private static Layer vectors(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Softmax();
      case 1 -> new LogSoftmax();
      case 2 -> new Dense(1 + random.nextInt(6));
      default -> activation(random);
    };
  }
}
