package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;

/**
 * The last step of a convolution that is cut into small tiles, and so the first one going backward:
 * it transforms the gradient of the output to that of its points.
 */
record TileGradientStep(TilePoints points, TiledView dOut) implements Step {

  static Step of(TilePoints points, View dOut) {
    return new TileGradientStep(points, new TiledView(dOut, points.tiling(), 0));
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {}

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int channels = points.tiling().outputs();
    for (int g = g0; g < g1; g++) {
      dOut.read(
          f,
          TileTransform.SMALL_OUTPUT_GRADIENT,
          g * f.groupStride,
          Step.cut(channels, part, parts),
          Step.cut(channels, part + 1, parts),
          0,
          points.tiling().tiles(),
          g * f.groupStride + points.gradientsAt(),
          points.gradientStride(),
          f.own + points.tileScratchAt());
    }
  }

  @Override
  public void reach(Reaches r) {
    int outputs = points.tiling().outputs();
    r.lanes(dOut.reads(TileTransform.SMALL_OUTPUT_GRADIENT.from()));
    r.add(Place.BLOCK, points.gradientsAt(), TilePoints.floats(points.tiling(), outputs));
    r.add(Place.OWN, points.tileScratchAt(), TiledView.SCRATCH_ROWS * (long) Lanes.COUNT);
  }
}
