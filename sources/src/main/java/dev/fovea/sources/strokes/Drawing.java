package dev.fovea.sources.strokes;

import java.util.List;

/**
 * A drawing as Quick, Draw! simplified it.
 *
 * @param word what was to be drawn
 * @param recognised whether the game knew it
 * @param strokes the lines of the pen in the order in which they were drawn, at least one
 */
public record Drawing(String word, boolean recognised, List<Stroke> strokes) {

  /** Coordinates go from 0 to here, the origin top left. */
  public static final int EXTENT = 255;

  /** Copies the list. */
  public Drawing {
    strokes = List.copyOf(strokes);
  }

  /**
   * One line of the pen, from touching the ground to leaving it. The arrays are not copied.
   *
   * @param x to the right, 0 to 255, at least one
   * @param y down, as many
   */
  public record Stroke(float[] x, float[] y) {}
}
