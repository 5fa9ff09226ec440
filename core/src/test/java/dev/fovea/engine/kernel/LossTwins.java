package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Random;

/** Twin cases of the losses: one random shape for each call. */
final class LossTwins {

  private static final int MOST_CLASSES = 12;

  private LossTwins() {}

  /** One of the methods of {@link LossKernels}. */
  private interface Method {
    void run(
        LossKernels kernels,
        LossViews v,
        float[] x,
        int at,
        int targets,
        int count,
        float scale,
        float[] scratch);
  }

  static void crossEntropy(Random random) {
    compare(random, LossKernels::crossEntropy);
  }

  static void ofLogProbabilities(Random random) {
    compare(random, LossKernels::ofLogProbabilities);
  }

  static void ofProbabilities(Random random) {
    compare(random, LossKernels::ofProbabilities);
  }

  static void squaredError(Random random) {
    compare(random, LossKernels::squaredError);
  }

  private static void compare(Random random, Method method) {
    int classes = 1 + random.nextInt(MOST_CLASSES);
    int count = 1 + random.nextInt(COUNT);
    Room room = new Room(random);
    int block = room.take(0);
    View outputs = room.view(classes, 1, 1);
    View gradient = room.view(classes, 1, 1);
    room.writes(gradient, block, 0, classes);
    room.take(block);
    int targets = room.take(classes * COUNT);
    // Losses stand beside the rest, so that one comparison serves all.
    int lossesAt = room.take(COUNT);
    room.writes(lossesAt, COUNT);
    float[] before = Twins.ordinary(random, room.close());
    for (int n = 0; n < COUNT; n++) {
      float spread = Twins.oneOf(random, 0, 1, 4, 20);
      int label = random.nextInt(classes);
      float smoothing = random.nextBoolean() ? 0f : random.nextFloat();
      for (int c = 0; c < classes; c++) {
        before[block + outputs.at() + c * outputs.channelStride() + n] = output(random, spread);
        before[targets + c * COUNT + n] = smoothing / classes + (c == label ? 1 - smoothing : 0);
      }
    }
    LossViews views = new LossViews(outputs, gradient);
    float scale = 1f / (1 + random.nextInt(100));
    Twins.compare(
        room,
        before,
        (k, x) -> {
          float[] scratch = Twins.scratch();
          method.run(k.losses(), views, x, block, targets, count, scale, scratch);
          System.arraycopy(scratch, 0, x, lossesAt, COUNT);
        });
  }

  private static float output(Random random, float spread) {
    return switch (random.nextInt(40)) {
      case 0 -> 80f;
      case 1 -> -80f;
      case 2 -> 1e30f;
      case 3 -> -1e30f;
      case 4 -> Float.NEGATIVE_INFINITY;
      case 5 -> Float.MIN_VALUE;
      case 6 -> 0f;
      case 7 -> random.nextFloat();
      default -> spread * (float) random.nextGaussian();
    };
  }
}
