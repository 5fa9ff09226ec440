package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;

/**
 * Of a single image: {@link dev.fovea.net.Softmax}, or its logarithm.
 *
 * @param from where the features are
 * @param to where the probabilities go
 */
record BlockSoftmax(int[] from, int[] to, boolean logarithm) implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (int at : from) {
      max = Math.max(max, x[at]);
    }
    double sum = 0;
    for (int at : from) {
      sum += StrictMath.exp(x[at] - max);
    }
    double logSum = StrictMath.log(sum);
    for (int i = 0; i < from.length; i++) {
      double log = x[from[i]] - max - logSum;
      x[to[i]] = (float) (logarithm ? log : StrictMath.exp(log));
    }
  }

  @Override
  public void reach(Reaches r) {
    r.add(Place.BLOCK, Span.of(from), 1);
    r.add(Place.BLOCK, Span.of(to), 1);
  }
}
