package dev.fovea.engine;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.Random;

/** Random layers with random settings, each of which fits a shape; joins aside. */
final class RandomLayers {

  /** Fewer numbers than this can have nearly no variance, by which a normalisation divides. */
  private static final int MANY = 12;

  private RandomLayers() {}

  static Layer of(Random random, Shape in) {
    if (in.isVector() && random.nextInt(3) > 0) {
      return ofVectors(random, in);
    }
    return switch (random.nextInt(9)) {
      case 0 -> new Flatten();
      case 1 -> maxPool(random, in);
      case 2 -> averagePool(random, in);
      case 3 -> normalization(random, in);
      case 4, 5 -> activation(random);
      default -> convolution(random, in);
    };
  }

  /** Layers that make a vector of a vector. */
  static Layer ofVectors(Random random, Shape in) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> new Dense(1 + random.nextInt(7), random.nextInt(3) > 0);
      case 2 -> new Softmax();
      case 3 -> new LogSoftmax();
      case 4 -> normalization(random, in);
      default -> activation(random);
    };
  }

  private static Layer activation(Random random) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Relu();
      case 2, 3 -> new Dropout(random.nextInt(4) * 0.2);
      case 4 -> new LeakyRelu(random.nextInt(3) * 0.15);
      case 5 -> new Sigmoid();
      case 6 -> new Tanh();
      case 7 -> new Gelu();
      default -> new Silu();
    };
  }

  private static Layer normalization(Random random, Shape in) {
    return switch (random.nextInt(4)) {
      case 0 -> new LayerNorm(epsilon(random, in.size()));
      case 1 ->
          new LocalResponseNorm(
              1 + random.nextInt(in.channels() + 2),
              random.nextInt(4) * 0.5,
              random.nextInt(4) * 0.25 + 0.25,
              random.nextInt(3) * 0.5 + 0.5);
      default ->
          new BatchNorm2d(epsilon(random, in.height() * in.width()), random.nextInt(4) / 3.0);
    };
  }

  private static double epsilon(Random random, int numbers) {
    return numbers >= MANY && random.nextBoolean() ? 1e-5 : 0.1 * (1 + random.nextInt(9));
  }

  private static Layer maxPool(Random random, Shape in) {
    int kernel = 1 + random.nextInt(3);
    int padding = random.nextInt(kernel / 2 + 1);
    kernel = Math.min(kernel, least(in) + 2 * padding);
    return new MaxPool2d(kernel, 1 + random.nextInt(3), padding, random.nextInt(3) == 0);
  }

  private static Layer averagePool(Random random, Shape in) {
    if (random.nextInt(3) == 0) {
      return new AdaptiveAvgPool2d(
          1 + random.nextInt(in.height() + 1), 1 + random.nextInt(in.width() + 1));
    }
    int kernel = 1 + random.nextInt(3);
    int padding = random.nextInt(kernel / 2 + 1);
    kernel = Math.min(kernel, least(in) + 2 * padding);
    return new AvgPool2d(
        kernel, 1 + random.nextInt(3), padding, random.nextInt(3) == 0, random.nextBoolean());
  }

  private static int least(Shape in) {
    return Math.min(in.height(), in.width());
  }

  private static Conv2d convolution(Random random, Shape in) {
    boolean same = random.nextInt(4) == 0;
    Padding.Zeros zeros = new Padding.Zeros(random.nextInt(4), random.nextInt(4));
    int dilation = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
    int groups =
        switch (random.nextInt(3)) {
          case 0 -> in.channels();
          case 1 -> in.channels() % 2 == 0 ? in.channels() / 2 : 1;
          default -> 1;
        };
    int most = groups == 1 ? 5 : groups < 4 ? 3 : 2;
    return new Conv2d(
        groups * (1 + random.nextInt(most)),
        kernel(random, same ? in.height() : in.height() + 2 * zeros.rows(), dilation),
        kernel(random, same ? in.width() : in.width() + 2 * zeros.columns(), dilation),
        1 + random.nextInt(3),
        same ? Padding.SAME : zeros,
        dilation,
        groups,
        random.nextInt(3) > 0);
  }

  /** The side of a kernel that fits, at most 4. */
  private static int kernel(Random random, int room, int dilation) {
    return 1 + random.nextInt(Math.min(4, (room - 1) / dilation + 1));
  }
}
