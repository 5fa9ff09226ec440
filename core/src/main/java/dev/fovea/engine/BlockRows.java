package dev.fovea.engine;

import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.View;

/**
 * Of a single image: copies a value, or adds it to another; borders may differ.
 *
 * @param add whether it is added
 */
record BlockRows(View from, View to, boolean add) implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    for (int block = 0; block < from.channels(); block++) {
      for (int row = 0; row < from.height(); row++) {
        int in = from.offset(block, row);
        int out = to.offset(block, row);
        if (add) {
          kernels.add(x, in, out, from.rowSize());
        } else {
          System.arraycopy(x, in, x, out, from.rowSize());
        }
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(from);
    r.view(to, from);
  }
}
