package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.MaxPool2d;
import java.util.List;

/**
 * {@link MaxPool2d}. In a plan that trains it notes which element of each window was the largest,
 * so that nobody needs the input when the gradient comes back.
 *
 * @param numbersAt where it notes them in the block of a group; they lie as the output's gradient
 */
record MaxPoolStep(
    View in,
    View out,
    View dIn,
    View dOut,
    List<Windows> values,
    List<Windows> gradients,
    int numbersAt)
    implements Step {

  /** Makes the tables; without gradients both gradient views are null. */
  static MaxPoolStep of(MaxPool2d layer, View in, View out, View dIn, View dOut, int numbersAt) {
    List<Windows> gradients = dIn == null ? List.of() : PoolWindows.largest(layer, dIn, dOut);
    List<Windows> values = PoolWindows.largest(layer, in, out);
    return new MaxPoolStep(in, out, dIn, dOut, values, gradients, numbersAt);
  }

  /**
   * The one table of a pooling without padding, for values in any layout whose elements are rows of
   * lanes.
   *
   * @throws IllegalArgumentException if some windows have fewer elements than others
   */
  static Windows windows(MaxPool2d layer, View in, View out) {
    List<Windows> windows = PoolWindows.largest(layer, in, out);
    if (windows.size() > 1) {
      throw new IllegalArgumentException(layer + " has windows of several shapes");
    }
    return windows.getFirst();
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int i = 0; i < values.size(); i++) {
        pool(f, i, at, c0, c1);
      }
    }
  }

  /** Takes the windows of one shape. */
  private void pool(Frame f, int i, int at, int c0, int c1) {
    int from = at + in.at();
    int to = at + out.at();
    if (gradients.isEmpty()) {
      f.kernels.maxPool(values.get(i), f.x, from, to, c0, c1);
    } else {
      f.kernels.maxPoolNumbered(
          values.get(i), gradients.get(i), f.x, from, to, at + numbersAt, c0, c1);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (gradients.isEmpty()) {
      return;
    }
    boolean clear = !PoolWindows.coverAll(gradients, (long) dIn.height() * dIn.width());
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      if (clear) {
        dIn.clear(f.x, at, c0, c1);
      }
      for (int i = 0; i < gradients.size(); i++) {
        f.kernels.maxPoolBackward(
            gradients.get(i), f.x, at + numbersAt, at + dIn.at(), at + dOut.at(), c0, c1);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    values.forEach(g -> r.windows(g, in, out));
    for (Windows g : gradients) {
      r.lanes(Span.outputs(g, in.channels()).plus(numbersAt));
      r.view(dIn);
      r.windows(g, dIn, dOut);
    }
  }
}
