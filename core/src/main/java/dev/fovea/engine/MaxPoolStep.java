package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.MaxPool2d;

/**
 * {@link MaxPool2d}. In a plan that trains it notes which element of each window was the largest,
 * so that nobody needs the input when the gradient comes back.
 *
 * @param numbersAt where it notes them in the block of a group; they lie as the output's gradient
 */
record MaxPoolStep(
    View in, View out, View dIn, View dOut, Windows values, Windows gradients, int numbersAt)
    implements Step {

  /** Makes the tables; without gradients both gradient views are null. */
  static MaxPoolStep of(MaxPool2d layer, View in, View out, View dIn, View dOut, int numbersAt) {
    Windows gradients = dIn == null ? null : windows(layer, dIn, dOut);
    return new MaxPoolStep(in, out, dIn, dOut, windows(layer, in, out), gradients, numbersAt);
  }

  /** The tables for values in any layout whose elements are rows of lanes. */
  static Windows windows(MaxPool2d layer, View in, View out) {
    int kernel = layer.kernel();
    int stride = layer.stride();
    return new Windows(
        Offsets.grid(out.height(), out.width(), stride * in.rowStride(), stride * Lanes.COUNT),
        Offsets.grid(kernel, kernel, in.rowStride(), Lanes.COUNT),
        Offsets.grid(out.height(), out.width(), out.rowStride(), Lanes.COUNT),
        in.channelStride(),
        out.channelStride(),
        stride < kernel);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      if (gradients == null) {
        f.kernels.maxPool(values, f.x, at + in.at(), at + out.at(), c0, c1);
      } else {
        f.kernels.maxPoolNumbered(
            values, gradients, f.x, at + in.at(), at + out.at(), at + numbersAt, c0, c1);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (gradients == null) {
      return;
    }
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      if (!gradients.coversAll(dIn.height() * dIn.width())) {
        dIn.clear(f.x, at, c0, c1);
      }
      f.kernels.maxPoolBackward(
          gradients, f.x, at + numbersAt, at + dIn.at(), at + dOut.at(), c0, c1);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.windows(values, in, out);
    if (gradients != null) {
      r.lanes(Span.outputs(gradients, in.channels()).plus(numbersAt));
      r.view(dIn);
      r.windows(gradients, dIn, dOut);
    }
  }
}
