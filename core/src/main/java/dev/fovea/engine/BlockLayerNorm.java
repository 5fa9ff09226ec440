package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;

/**
 * Of a single image: {@link dev.fovea.net.LayerNorm}, element by element.
 *
 * @param from where the elements are, in the order in which they are flattened
 * @param to where they go
 */
record BlockLayerNorm(int[] from, int[] to, float[] weight, float[] bias, double epsilon)
    implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    double sum = 0;
    for (int at : from) {
      sum += x[at];
    }
    double mean = sum / from.length;
    double squares = 0;
    for (int at : from) {
      squares += (x[at] - mean) * (x[at] - mean);
    }
    double factor = 1 / Math.sqrt(squares / from.length + epsilon);
    for (int i = 0; i < from.length; i++) {
      x[to[i]] = (float) ((x[from[i]] - mean) * factor * weight[i] + bias[i]);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.add(Place.BLOCK, Span.of(from), 1);
    r.add(Place.BLOCK, Span.of(to), 1);
  }
}
