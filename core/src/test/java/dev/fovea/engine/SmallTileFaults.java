package dev.fovea.engine;

import static dev.fovea.engine.WrongTables.apart;
import static dev.fovea.engine.WrongTables.by;
import static dev.fovea.engine.WrongTables.in;
import static dev.fovea.engine.WrongTables.out;

import dev.fovea.engine.kernel.Correlation;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Convolutions in small tiles with one number wrong, which a proof must refuse. */
final class SmallTileFaults {

  private static final Network SMALL =
      Network.of(
          "small tiles",
          new Shape(1, 8, 7),
          new Conv2d(17, 1),
          new Conv2d(18, 3).withPadding(1),
          new Flatten(),
          new Dense(3));

  private SmallTileFaults() {}

  static List<Faults.Fault> all() {
    List<Faults.Fault> all = new ArrayList<>();
    for (int by : new int[] {-16, 16}) {
      int far = by < 0 ? by : 1 << 16; // beyond the floats that lie idle between points
      all.add(values("input by " + by, s -> new TilePointsStep(s.points(), moved(s.in(), by))));
      all.add(
          values("points by " + by, s -> new TilePointsStep(moved(s.points(), far, 0), s.in())));
      all.add(
          gradient("input by " + by, s -> new TileGradientStep(s.points(), moved(s.dOut(), by))));
      all.add(
          gradient(
              "points by " + by, s -> new TileGradientStep(moved(s.points(), 0, far), s.dOut())));
      all.add(product("output by " + by, s -> with(s, moved(s.out(), by), s.dIn())));
      all.add(product("dIn by " + by, s -> with(s, s.out(), moved(s.dIn(), by))));
      all.add(product("values' points by " + by, s -> with(s, moved(s.points(), far, 0))));
      all.add(product("gradients by " + by, s -> with(s, moved(s.points(), 0, far))));
      all.add(product("bias by " + by, s -> with(s, s.weightsAt(), s.biasAt() + by)));
      all.add(product("weights by " + by, s -> with(s, s.weightsAt() + by, s.biasAt())));
      all.add(product("reads by " + by, s -> with(s, in(s.values(), far), s.gradients())));
      all.add(product("reads back by " + by, s -> with(s, s.values(), in(s.gradients(), far))));
    }
    all.add(product("results far on", s -> with(s, out(s.values(), 1 << 20), s.gradients())));
    all.add(product("results back far on", s -> with(s, s.values(), out(s.gradients(), 1 << 20))));
    all.add(product("channels apart", s -> with(s, apart(s.values(), 1 << 16), s.gradients())));
    return all;
  }

  private static Faults.Fault values(String name, UnaryOperator<TilePointsStep> change) {
    return new Faults.Fault(
        "small tiles, values, " + name,
        SMALL,
        1,
        TilePointsStep.class,
        s -> change.apply((TilePointsStep) s));
  }

  private static Faults.Fault gradient(String name, UnaryOperator<TileGradientStep> change) {
    return new Faults.Fault(
        "small tiles, gradient, " + name,
        SMALL,
        1,
        TileGradientStep.class,
        s -> change.apply((TileGradientStep) s));
  }

  private static Faults.Fault product(String name, UnaryOperator<TileProductStep> change) {
    return new Faults.Fault(
        "small tiles, product, " + name,
        SMALL,
        1,
        TileProductStep.class,
        s -> change.apply((TileProductStep) s));
  }

  private static TileProductStep with(TileProductStep s, TilePoints points) {
    return with(s, points, s.out(), s.dIn());
  }

  private static TileProductStep with(TileProductStep s, TiledView out, TiledView dIn) {
    return with(s, s.points(), out, dIn);
  }

  private static TileProductStep with(
      TileProductStep s, TilePoints points, TiledView out, TiledView dIn) {
    return new TileProductStep(
        points, out, dIn, s.dOut(), s.values(), s.gradients(), s.weightsAt(), s.biasAt());
  }

  private static TileProductStep with(TileProductStep s, int weightsAt, int biasAt) {
    return new TileProductStep(
        s.points(), s.out(), s.dIn(), s.dOut(), s.values(), s.gradients(), weightsAt, biasAt);
  }

  private static TileProductStep with(
      TileProductStep s, Correlation values, Correlation gradients) {
    return new TileProductStep(
        s.points(), s.out(), s.dIn(), s.dOut(), values, gradients, s.weightsAt(), s.biasAt());
  }

  private static TilePoints moved(TilePoints points, int values, int gradients) {
    return new TilePoints(
        points.tiling(), points.valuesAt() + values, points.gradientsAt() + gradients);
  }

  private static TiledView moved(TiledView tiles, int by) {
    return new TiledView(by(tiles.view(), by), tiles.tiling(), tiles.padding());
  }
}
