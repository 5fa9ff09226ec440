package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The sums of the lanes of 16 rows at once, in the tree of {@link Lanes#sum}: half of one vector
 * and half of another become one that holds half-sums of both, until lane r holds the sum of row r.
 */
final class VectorRowSums {

  private static final int ROWS = 16;

  private VectorRowSums() {}

  /** Sums rows {@code x[0]} to {@code x[15 * 16]} into {@code x[0]} to {@code x[15]}. */
  static void run(float[] x) {
    int width = S.length();
    narrow(x);
    if (width > 8) {
      halve(x, 8, MASK_8, SWAP_8);
    }
    if (width > 4) {
      halve(x, 4, MASK_4, SWAP_4);
    }
    halve(x, 2, MASK_2, SWAP_2);
    halve(x, 1, MASK_1, SWAP_1);
    for (int row = width; row < ROWS; row += width) {
      FloatVector.fromArray(S, x, row * Lanes.COUNT).intoArray(x, row);
    }
  }

  /** Rows wider than a vector are first added up to one. */
  private static void narrow(float[] x) {
    for (int width = Lanes.COUNT / 2; width >= S.length(); width /= 2) {
      for (int at = 0; at < ROWS * Lanes.COUNT; at += Lanes.COUNT) {
        for (int i = at; i < at + width; i += S.length()) {
          FloatVector sum = FloatVector.fromArray(S, x, i);
          sum.add(FloatVector.fromArray(S, x, i + width)).intoArray(x, i);
        }
      }
    }
  }

  private static void halve(
      float[] x, int distance, VectorMask<Float> upper, VectorShuffle<Float> swap) {
    for (int first = 0; first < ROWS; first += S.length()) {
      for (int row = first; row < first + distance; row++) {
        FloatVector a = FloatVector.fromArray(S, x, row * Lanes.COUNT);
        FloatVector b = FloatVector.fromArray(S, x, (row + distance) * Lanes.COUNT);
        a.blend(b, upper).add(b.blend(a, upper).rearrange(swap)).intoArray(x, row * Lanes.COUNT);
      }
    }
  }

  private static final VectorMask<Float> MASK_8 = mask(8);
  private static final VectorMask<Float> MASK_4 = mask(4);
  private static final VectorMask<Float> MASK_2 = mask(2);
  private static final VectorMask<Float> MASK_1 = mask(1);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);

  private static VectorMask<Float> mask(int distance) {
    boolean[] upper = new boolean[S.length()];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = (i & distance) != 0;
    }
    return VectorMask.fromArray(S, upper, 0);
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(S, i -> (i ^ distance) & (S.length() - 1));
  }
}
