package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import java.util.List;
import java.util.Objects;

/**
 * {@link dev.fovea.net.Add}, in place over one of the inputs where the layout allows it. The
 * gradient of each input is that of the output.
 *
 * @param in all inputs, in order
 * @param over which of them the sum overwrites; -1 if none
 * @param dIn their gradients, in order; null where nothing needs one
 */
record AddStep(List<View> in, int over, View out, List<View> dIn, View dOut) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int first = Math.max(over, 0);
    if (over < 0) {
      Rows.copy(f, in.getFirst(), out, g0, g1, part, parts);
    }
    for (int i = 0; i < in.size(); i++) {
      if (i != first) {
        Rows.add(f, in.get(i), out, g0, g1, part, parts);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    for (int i = 0; i < dIn.size(); i++) {
      View to = dIn.get(i);
      if (to != null && to.at() != dOut.at()) {
        Rows.copy(f, dOut, to, g0, g1, part, parts);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(out);
    in.forEach(view -> r.view(view, out));
    if (dOut != null) {
      r.view(dOut);
      dIn.stream().filter(Objects::nonNull).forEach(view -> r.view(view, dOut));
    }
  }
}
