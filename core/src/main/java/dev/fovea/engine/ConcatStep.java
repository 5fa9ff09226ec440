package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link dev.fovea.net.Concat}: the channels of each input are copied behind those of the one
 * before it, and their gradients back.
 *
 * @param in all inputs, in order
 * @param out where in the output each goes
 * @param dIn their gradients, in order; null where nothing needs one
 * @param dOut where in the output's gradient each comes from
 */
record ConcatStep(List<View> in, List<View> out, List<View> dIn, List<View> dOut) implements Step {

  /** Cuts the output into the channels of each input; {@code dOut} is null if nothing learns. */
  static ConcatStep of(List<View> in, View out, List<View> dIn, View dOut) {
    return new ConcatStep(in, cut(in, out), dIn, dOut == null ? List.of() : cut(in, dOut));
  }

  private static List<View> cut(List<View> in, View whole) {
    List<View> parts = new ArrayList<>();
    int first = 0;
    for (View view : in) {
      parts.add(Rows.channels(whole, first, view.channels()));
      first += view.channels();
    }
    return List.copyOf(parts);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    for (int i = 0; i < in.size(); i++) {
      Rows.copy(f, in.get(i), out.get(i), g0, g1, part, parts);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    for (int i = 0; i < dOut.size(); i++) {
      if (dIn.get(i) != null) {
        Rows.copy(f, dOut.get(i), dIn.get(i), g0, g1, part, parts);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    for (int i = 0; i < in.size(); i++) {
      r.view(in.get(i));
      r.view(out.get(i));
    }
    for (int i = 0; i < dOut.size(); i++) {
      if (dIn.get(i) != null) {
        r.view(dIn.get(i));
        r.view(dOut.get(i));
      }
    }
  }
}
