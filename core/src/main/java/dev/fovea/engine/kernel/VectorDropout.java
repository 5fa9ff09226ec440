package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#dropout}: the hash of {@link Drops} in as many lanes as there are floats. */
final class VectorDropout {

  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());

  private VectorDropout() {}

  static void run(
      Drops drops, long key, int first, View from, View to, float[] x, int at, int c0, int c1) {
    int size = from.rowSize();
    IntVector lanes = IntVector.zero(I).addIndex(1).add((int) key);
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < from.height(); row++) {
        int in = at + from.at() + c * from.channelStride() + row * from.rowStride();
        int out = at + to.at() + c * to.channelStride() + row * to.rowStride();
        int number = first + (c * from.height() + row) * size;
        for (int i = 0; i < size; i += S.length()) {
          IntVector h = lanes.add(number + i);
          h = shifted(h, 16).mul(Drops.M1).add((int) (key >>> 32));
          h = shifted(h, 15).mul(Drops.M2);
          h = shifted(h, 15);
          FloatVector v = FloatVector.fromArray(S, x, in + i).mul(drops.scale());
          v.blend(0f, h.compare(VectorOperators.LT, drops.threshold()).cast(S))
              .intoArray(x, out + i);
        }
      }
    }
  }

  private static IntVector shifted(IntVector h, int bits) {
    return h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, bits));
  }
}
