package dev.fovea.engine;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Pooling;
import java.util.List;

/**
 * {@link dev.fovea.net.AvgPool2d} and {@link dev.fovea.net.AdaptiveAvgPool2d}.
 *
 * @param values the windows, those of one shape together
 * @param gradients the same over the gradients; none where nothing goes backward
 * @param clear whether the input's gradient must be cleared first, because an element lies in
 *     several windows or in none
 */
record AveragePoolStep(
    View in,
    View out,
    View dIn,
    View dOut,
    List<Averages> values,
    List<Averages> gradients,
    boolean clear)
    implements Step {

  /** Makes the tables; without gradients {@code dIn} is null. */
  static AveragePoolStep of(Pooling layer, View in, View out, View dIn, View dOut) {
    List<Averages> values = PoolWindows.of(layer, in, out);
    List<Averages> gradients = dIn == null ? List.of() : PoolWindows.of(layer, dIn, dOut);
    long elements = (long) in.height() * in.width();
    boolean all = PoolWindows.coverAll(values.stream().map(Averages::windows).toList(), elements);
    return new AveragePoolStep(in, out, dIn, dOut, values, gradients, !all);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int i = 0; i < values.size(); i++) {
        f.kernels.averages().forward(values.get(i), f.x, at + in.at(), at + out.at(), c0, c1);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null) {
      return;
    }
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      if (clear) {
        dIn.clear(f.x, at, c0, c1);
      }
      for (int i = 0; i < gradients.size(); i++) {
        f.kernels.averages().backward(gradients.get(i), f.x, at + dIn.at(), at + dOut.at(), c0, c1);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    values.forEach(g -> r.windows(g.windows(), in, out));
    if (dIn != null) {
      r.view(dIn);
      gradients.forEach(g -> r.windows(g.windows(), dIn, dOut));
    }
  }
}
