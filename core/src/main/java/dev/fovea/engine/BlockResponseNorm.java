package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.net.LocalResponseNorm;

/**
 * Of a single image: {@link LocalResponseNorm}, element by element.
 *
 * @param channels of the image
 * @param from where the elements are, channel by channel
 * @param to where they go; not where they come from
 */
record BlockResponseNorm(LocalResponseNorm layer, int channels, int[] from, int[] to)
    implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    int plane = from.length / channels;
    for (int c = 0; c < channels; c++) {
      int first = Math.max(0, c - layer.size() / 2);
      int end = Math.min(channels, c - layer.size() / 2 + layer.size());
      for (int i = 0; i < plane; i++) {
        double sum = 0;
        for (int neighbour = first; neighbour < end; neighbour++) {
          double value = x[from[neighbour * plane + i]];
          sum += value * value;
        }
        double base = layer.k() + layer.alpha() / layer.size() * sum;
        int at = c * plane + i;
        x[to[at]] = (float) (x[from[at]] / StrictMath.pow(base, layer.beta()));
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.add(Place.BLOCK, Span.of(from), 1);
    r.add(Place.BLOCK, Span.of(to), 1);
  }
}
