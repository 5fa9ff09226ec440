package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.fovea.bench.onednn.Dnnl.Arg;
import dev.fovea.bench.onednn.Dnnl.Call;
import dev.fovea.bench.onednn.Dnnl.Value;
import dev.fovea.data.Rng;
import java.lang.foreign.ValueLayout;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** What dropout multiplies with: zeros and the factor of what remains, drawn anew each step. */
final class Mask {

  private static final int BITS = 16;

  private final Value factors;
  private final double rate;
  private final Rng rng;

  Mask(Value factors, double rate, int number) {
    this.factors = factors;
    this.rate = rate;
    this.rng = new Rng(42, 2_000 + number);
  }

  void draw() {
    int dropped = (int) (rate * (1 << BITS));
    float kept = (float) (1 / (1 - rate));
    long count = factors.floats().byteSize() / Float.BYTES;
    for (long i = 0; i < count; i += Long.SIZE / BITS) {
      long bits = rng.nextLong();
      for (int k = 0; k < Long.SIZE / BITS; k++) {
        int draw = (int) (bits >>> (k * BITS)) & ((1 << BITS) - 1);
        factors.floats().setAtIndex(ValueLayout.JAVA_FLOAT, i + k, draw < dropped ? 0 : kept);
      }
    }
  }

  /** {@code y = x times mask}, where all three have the same layout. */
  Call times(Dnnl dnnl, Value x, Value y) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_binary_primitive_desc_create(
            desc, dnnl.engine(), dnnl_binary_mul, x.desc(), factors.desc(), y.desc(), null));
    return dnnl.call(
        desc,
        new Arg(DNNL_ARG_SRC_0, x),
        new Arg(DNNL_ARG_SRC_1, factors),
        new Arg(DNNL_ARG_DST, y));
  }
}
