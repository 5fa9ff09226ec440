package dev.fovea.engine.kernel;

/** Which tile of registers a correlation takes. */
public final class RegisterTiles {

  private RegisterTiles() {}

  /** Positions x channels of its tile, where one thread computes all of it. */
  public static String of(Correlation g) {
    return of(g.positions(), g.channels());
  }

  /** The same for a number of positions and of channels. */
  public static String of(int positions, int channels) {
    VectorCorrelate.Shape shape = VectorCorrelate.Shape.of(false, positions, channels);
    return shape.positions + "x" + shape.channels;
  }
}
