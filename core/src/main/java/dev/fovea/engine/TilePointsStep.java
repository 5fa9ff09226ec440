package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;

/**
 * The first step of a convolution that is cut into small tiles: forward it transforms the input to
 * its points. Backward, when nothing but the filters' gradient needs them any more, each sixteen
 * channels of a tile change places with the sixteen images: that gradient has channels in the
 * lanes.
 */
record TilePointsStep(TilePoints points, TiledView in) implements Step {

  static Step of(TilePoints points, Conv2d layer, View in) {
    int padding = ConvStep.sides(layer, in).top();
    return new TilePointsStep(points, new TiledView(in, points.tiling(), padding));
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int channels = points.tiling().inputs();
    for (int g = g0; g < g1; g++) {
      in.read(
          f,
          TileTransform.SMALL_INPUT,
          g * f.groupStride,
          Step.cut(channels, part, parts),
          Step.cut(channels, part + 1, parts),
          0,
          points.tiling().tiles(),
          g * f.groupStride + points.valuesAt(),
          points.valueStride(),
          f.own + points.tileScratchAt());
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int p0 = Step.cut(points.count(), part, parts);
    int p1 = Step.cut(points.count(), part + 1, parts);
    Tiling tiling = points.tiling();
    int channels = Lanes.padded(tiling.inputs());
    for (int g = g0; g < g1; g++) {
      for (int p = p0; p < p1; p++) {
        int at = g * f.groupStride + points.valuesAt() + p * points.valueStride();
        TurnedLanes.turn(f.x, at, channels, tiling.channelStride(), tiling.tiles());
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.lanes(in.reads(TileTransform.SMALL_INPUT.from()));
    r.add(
        Place.BLOCK,
        points.valuesAt(),
        TilePoints.floats(points.tiling(), points.tiling().inputs()));
    r.add(Place.OWN, points.tileScratchAt(), TiledView.SCRATCH_ROWS * (long) Lanes.COUNT);
  }
}
