package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.View;
import java.util.List;

/**
 * One layer, or a part of one, of a network that predicts a single image: where its numbers lie, in
 * {@link Blocks}.
 */
sealed interface BlockStep
    permits BlockStep.Sum,
        BlockStep.Pool,
        BlockStep.Rectify,
        BlockStep.Copy,
        BlockActivation,
        BlockRows,
        BlockAffine,
        BlockLayerNorm,
        BlockResponseNorm,
        BlockSoftmax {

  /** Computes the layer's output from its input; both lie in {@code x}. */
  void run(Kernels kernels, float[] x);

  /** Says which floats that can touch, from the tables that it runs with. */
  void reach(Reaches r);

  /**
   * A convolution or dense layer.
   *
   * @param weights packed bias and weights, {@code [block][1 + tap][16]}
   */
  record Sum(BlockCorrelation values, float[] weights) implements BlockStep {

    public Sum {
      if (weights.length != values.blocks() * (long) values.weightBlock()) {
        throw new IllegalStateException(
            "%d weights for %d blocks of %d: this is a bug"
                .formatted(weights.length, values.blocks(), values.weightBlock()));
      }
    }

    @Override
    public void run(Kernels kernels, float[] x) {
      kernels.correlateBlocks(values, x, weights);
    }

    @Override
    public void reach(Reaches r) {
      r.add(Place.BLOCK, Span.inputs(values), 1);
      r.lanes(Span.outputs(values));
    }
  }

  /**
   * Pooling: blocks are channels to it.
   *
   * @param windows those of one shape together
   * @param mean whether their mean is taken, or their largest value
   */
  record Pool(List<Averages> windows, boolean mean, View in, View out) implements BlockStep {
    @Override
    public void run(Kernels kernels, float[] x) {
      for (int i = 0; i < windows.size(); i++) {
        Averages g = windows.get(i);
        if (mean) {
          kernels.averages().forward(g, x, in.at(), out.at(), 0, in.channels());
        } else {
          kernels.maxPool(g.windows(), x, in.at(), out.at(), 0, in.channels());
        }
      }
    }

    @Override
    public void reach(Reaches r) {
      windows.forEach(g -> r.windows(g.windows(), in, out));
    }
  }

  /** ReLU, in place. */
  record Rectify(View value) implements BlockStep {
    @Override
    public void run(Kernels kernels, float[] x) {
      kernels.relu(value, value, x, 0, 0, value.channels());
    }

    @Override
    public void reach(Reaches r) {
      r.view(value);
    }
  }

  /** Flattening where the reader needs a vector in blocks: feature i from {@code from[i]}. */
  record Copy(int[] from, int[] to) implements BlockStep {
    @Override
    public void run(Kernels kernels, float[] x) {
      for (int i = 0; i < from.length; i++) {
        x[to[i]] = x[from[i]];
      }
    }

    @Override
    public void reach(Reaches r) {
      r.add(Place.BLOCK, Span.of(from), 1);
      r.add(Place.BLOCK, Span.of(to), 1);
    }
  }
}
