package dev.fovea.engine;

import dev.fovea.engine.kernel.Drops;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Dropout;

/**
 * {@link Dropout}: in a run that computes gradients each element becomes zero or is scaled; in any
 * other it stays as it is.
 *
 * <p>Which elements are dropped is a pure function of the run's {@link Frame#draw}, the node, the
 * image's place in the batch and the element. So threads do not matter, and the way back computes
 * it anew instead of keeping a mask: its input may be overwritten.
 *
 * @param node the layer's position in the network
 * @param size elements of an image
 */
record DropoutStep(int node, int size, Drops drops, View in, View out, View dIn, View dOut)
    implements Step {

  /** Without gradients both gradient views are null. */
  static DropoutStep of(int node, Dropout layer, View in, View out, View dIn, View dOut) {
    int size = in.channels() * in.height() * in.width();
    return new DropoutStep(node, size, Drops.of(layer.rate()), in, out, dIn, dOut);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    if (f.gradient != null) {
      drop(f, in, out, g0, g1, part, parts);
    } else if (in.at() != out.at()) {
      Rows.copy(f, in, out, g0, g1, part, parts); // a plan for training that only predicts
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn != null) {
      drop(f, dOut, dIn, g0, g1, part, parts);
    }
  }

  private void drop(Frame f, View from, View to, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(from.channels(), part, parts);
    int c1 = Step.cut(from.channels(), part + 1, parts);
    long key = Drops.key(f.draw, node);
    for (int g = g0; g < g1; g++) {
      int first = g * size * Lanes.COUNT;
      f.kernels.dropout(drops, key, first, from, to, f.x, g * f.groupStride, c0, c1);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
    if (dIn != null) {
      r.view(dOut);
      r.view(dIn, dOut);
    }
  }
}
