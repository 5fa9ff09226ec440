package dev.fovea.engine.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;

/** The two implementations of each kernel, run on equal arrays and compared bit for bit. */
final class Twins {

  /** What a plan gives its kernels: exactly that, so that more would overrun it. */
  private static final int SCRATCH = Kernels.SCRATCH;

  static final Kernels SCALAR = new ScalarKernels();
  static final Kernels VECTOR = new VectorKernels();

  private Twins() {}

  /**
   * Runs {@code kernel} with both implementations on a copy of {@code array}; fails unless both
   * write what {@code room} says, nothing else, and the same.
   */
  static void compare(Room room, float[] array, BiConsumer<Kernels, float[]> kernel) {
    room.mark(array);
    float[] scalar = array.clone();
    kernel.accept(SCALAR, scalar);
    room.checkWritten(array, scalar, "the scalar kernel");
    float[] vector = array.clone();
    kernel.accept(VECTOR, vector);
    room.checkWritten(array, vector, "the vector kernel");
    checkEqual(scalar, vector);
  }

  /** Fails unless both hold the same bits; all kinds of NaN are the same. */
  static void checkEqual(float[] scalar, float[] vector) {
    for (int i = 0; i < scalar.length; i++) {
      if (Float.floatToIntBits(scalar[i]) != Float.floatToIntBits(vector[i])) {
        throw new AssertionError(
            "float %d: scalar %s, vector %s".formatted(i, scalar[i], vector[i]));
      }
    }
  }

  /** Scratch as a plan gives it, with something in it. */
  static float[] scratch() {
    float[] scratch = new float[SCRATCH];
    Arrays.fill(scratch, 1e9f);
    return scratch;
  }

  /** Numbers of ordinary size, some of them zeros of either sign. */
  static float[] ordinary(Random random, int size) {
    float[] array = new float[size];
    for (int i = 0; i < size; i++) {
      array[i] =
          switch (random.nextInt(16)) {
            case 0 -> 0f;
            case 1 -> -0f;
            default -> 2 * random.nextFloat() - 1;
          };
    }
    return array;
  }

  /** Numbers from a few values, so that there are ties, and the oddest ones. */
  static float[] odd(Random random, int size) {
    float[] some = {0f, -0f, 1f, -1f, 0.5f, -0.5f, Float.MIN_VALUE, -Float.MIN_VALUE};
    float[] rare = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.NaN};
    float[] array = new float[size];
    for (int i = 0; i < size; i++) {
      float[] from = random.nextInt(12) == 0 ? rare : some;
      array[i] = from[random.nextInt(from.length)];
    }
    return array;
  }

  /** One of {@code values}. */
  static int oneOf(Random random, int... values) {
    return values[random.nextInt(values.length)];
  }

  /** Numbers of channels that 4 divides and does not divide. */
  static int channels(Random random) {
    return oneOf(random, 1, 2, 3, 4, 5, 7, 8, 17);
  }

  /** Two numbers from 0 to {@code n}, the smaller first; often 0 and {@code n}, seldom equal. */
  static int[] range(Random random, int n) {
    if (random.nextInt(3) == 0) {
      return new int[] {0, n};
    }
    int a = random.nextInt(n + 1);
    int b = random.nextInt(n + 1);
    return new int[] {Math.min(a, b), Math.max(a, b)};
  }

  /** The numbers 0 to {@code n - 1} in random order. */
  static int[] shuffled(Random random, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
