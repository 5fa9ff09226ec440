package dev.fovea.engine.kernel;

import java.util.Random;

/** Twin cases of {@link ActivationKernels}: one random shape for each call. */
final class ActivationTwins {

  private static final int MOST_FEATURES = 20;

  private ActivationTwins() {}

  static void forward(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = view(random, room);
    boolean inPlace = random.nextBoolean();
    View out = inPlace ? in : like(random, room, in);
    int[] c = Twins.range(random, in.channels());
    written(room, out, block, c, inPlace);
    room.take(block);
    Curve curve = curve(random);
    Twins.compare(
        room,
        numbers(random, room.close()),
        (k, x) -> k.activations().forward(curve, in, out, x, block, c[0], c[1]));
  }

  static void backward(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View kept = view(random, room);
    View dOut = like(random, room, kept);
    boolean inPlace = random.nextBoolean();
    View dIn = inPlace ? dOut : like(random, room, kept);
    int[] c = Twins.range(random, kept.channels());
    written(room, dIn, block, c, inPlace);
    room.take(block);
    Curve curve = curve(random);
    Twins.compare(
        room,
        numbers(random, room.close()),
        (k, x) -> k.activations().backward(curve, kept, dOut, dIn, x, block, c[0], c[1]));
  }

  static void softmax(Random random) {
    softmax(random, ActivationKernels::softmax);
  }

  static void logSoftmax(Random random) {
    softmax(random, ActivationKernels::logSoftmax);
  }

  static void softmaxBackward(Random random) {
    softmaxBackward(
        random, (k, out, dOut, dIn, x, at, scratch) -> k.softmaxBackward(out, dOut, dIn, x, at));
  }

  static void logSoftmaxBackward(Random random) {
    softmaxBackward(random, ActivationKernels::logSoftmaxBackward);
  }

  @FunctionalInterface
  private interface Forward {
    void run(ActivationKernels k, View in, View out, float[] x, int at, float[] scratch);
  }

  @FunctionalInterface
  private interface Backward {
    void run(
        ActivationKernels k, View out, View dOut, View dIn, float[] x, int at, float[] scratch);
  }

  private static void softmax(Random random, Forward kernel) {
    Room room = new Room(random);
    int block = room.take(0);
    int features = 1 + random.nextInt(MOST_FEATURES);
    View in = room.view(features, 1, 1);
    View out = room.view(features, 1, 1);
    room.writes(out, block, 0, features);
    room.take(block);
    Twins.compare(
        room,
        numbers(random, room.close()),
        (k, x) -> kernel.run(k.activations(), in, out, x, block, Twins.scratch()));
  }

  private static void softmaxBackward(Random random, Backward kernel) {
    Room room = new Room(random);
    int block = room.take(0);
    int features = 1 + random.nextInt(MOST_FEATURES);
    View out = room.view(features, 1, 1);
    View dOut = room.view(features, 1, 1);
    View dIn = room.view(features, 1, 1);
    room.writes(dIn, block, 0, features);
    room.take(block);
    Twins.compare(
        room,
        numbers(random, room.close()),
        (k, x) -> kernel.run(k.activations(), out, dOut, dIn, x, block, Twins.scratch()));
  }

  private static Curve curve(Random random) {
    Curve.Kind[] kinds = Curve.Kind.values();
    return new Curve(kinds[random.nextInt(kinds.length)], random.nextInt(3) * random.nextFloat());
  }

  private static View view(Random random, Room room) {
    return room.view(Twins.channels(random), 1 + random.nextInt(4), 1 + random.nextInt(7));
  }

  private static View like(Random random, Room room, View view) {
    if (random.nextBoolean() && view.contiguous()) {
      int at = room.take(view.channels() * view.channelStride());
      return new View(
          at, view.channels(), view.height(), view.width(), view.channelStride(), view.rowStride());
    }
    return room.view(view.channels(), view.height(), view.width());
  }

  private static void written(Room room, View view, int block, int[] c, boolean inPlace) {
    if (!inPlace) {
      room.writes(view, block, c[0], c[1]);
      return;
    }
    for (int channel = c[0]; channel < c[1]; channel++) {
      for (int row = 0; row < view.height(); row++) {
        int at = view.at() + channel * view.channelStride() + row * view.rowStride();
        room.updates(block + at, view.rowSize());
      }
    }
  }

  /** Odd numbers, ordinary ones of many sizes, and any at all. */
  private static float[] numbers(Random random, int size) {
    float[] numbers = Twins.odd(random, size);
    int odd = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      if (odd > 0 && random.nextInt(30) > 0) {
        numbers[i] = (float) (random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
      } else if (odd == 2) {
        numbers[i] = Float.intBitsToFloat(random.nextInt());
      }
    }
    return numbers;
  }
}
