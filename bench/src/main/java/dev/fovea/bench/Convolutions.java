package dev.fovea.bench;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Layer;
import dev.fovea.net.Padding;

/** What the peers are told of layers: those of the race have plain settings. */
public final class Convolutions {

  private Convolutions() {}

  /**
   * The zeros on each side.
   *
   * @throws IllegalArgumentException if the sides differ, or filters are dilated or grouped
   */
  public static int padding(Conv2d conv) {
    if (conv.padding() instanceof Padding.Zeros(int rows, int columns)
        && rows == columns
        && conv.dilation() == 1
        && conv.groups() == 1) {
      return rows;
    }
    throw unknown(conv);
  }

  /** For layers that no network of the race has. */
  public static IllegalArgumentException unknown(Layer layer) {
    return new IllegalArgumentException("the race has no " + layer);
  }
}
