package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import java.util.List;

/**
 * The end of the way back of branches: the gradient of a value that several layers read is the sum
 * of what they give, in their order. It stands behind the layer that made the value.
 *
 * @param sum where the first one's lies, and the sum
 * @param others where those of the others lie
 */
record ForkStep(View sum, List<View> others) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {}

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    for (int i = 0; i < others.size(); i++) {
      Rows.add(f, others.get(i), sum, g0, g1, part, parts);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(sum);
    others.forEach(other -> r.view(other, sum));
  }
}
