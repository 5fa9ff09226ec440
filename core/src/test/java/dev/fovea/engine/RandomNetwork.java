package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small networks of random layers in any order that fits. */
final class RandomNetwork {

  private static final int MOST_LAYERS = 6;
  private static final int LARGEST = 150;

  private RandomNetwork() {}

  static Network of(long seed) {
    Random random = new Random(seed);
    Shape input = new Shape(1 + random.nextInt(3), 1 + random.nextInt(8), 3 + random.nextInt(6));
    List<Layer> layers = new ArrayList<>();
    Shape shape = input;
    for (int i = random.nextInt(MOST_LAYERS + 1); i > 0; i--) {
      Layer layer = random(random, shape);
      if (shape.isVector() || layer.output(shape).size() <= LARGEST) {
        layers.add(layer);
        shape = layer.output(shape);
      }
    }
    if (!shape.isVector() || random.nextBoolean()) {
      layers.add(new Flatten());
    }
    layers.add(new Dense(2 + random.nextInt(4)));
    return Network.of("random " + seed, input, layers.toArray(Layer[]::new));
  }

  private static Layer random(Random random, Shape in) {
    return switch (random.nextInt(in.isVector() ? 7 : 9)) {
      case 0, 1 -> new Relu();
      case 2 -> in.isVector() ? new Dense(1 + random.nextInt(7)) : new Flatten();
      case 3 -> new Dropout(random.nextInt(4) * 0.2);
      case 4, 5 -> {
        int kernel = 1 + random.nextInt(Math.min(3, Math.min(in.height(), in.width())));
        yield new MaxPool2d(kernel, 1 + random.nextInt(3));
      }
      default -> convolution(random, in);
    };
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
