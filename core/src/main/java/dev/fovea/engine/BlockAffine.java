package dev.fovea.engine;

import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;

/**
 * Of a single image: multiplies each channel and adds to it; batch normalisation that could not
 * become part of the layer before it.
 *
 * @param scale a factor for each lane of each block
 * @param shift likewise what is added
 */
record BlockAffine(View in, View out, float[] scale, float[] shift) implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    for (int block = 0; block < in.channels(); block++) {
      for (int row = 0; row < in.height(); row++) {
        int from = in.offset(block, row);
        int to = out.offset(block, row);
        for (int i = 0; i < in.rowSize(); i++) {
          int channel = block * Lanes.COUNT + i % Lanes.COUNT;
          x[to + i] = Math.fma(x[from + i], scale[channel], shift[channel]);
        }
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
  }
}
