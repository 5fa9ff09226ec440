package dev.fovea.report.picture;

import dev.fovea.report.picture.Canvas.Align;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures in rows, with a few words below each. */
public final class GalleryPicture {

  private static final int MARGIN = 18;
  private static final int TITLE = 38;
  private static final int BESIDE = 16;
  private static final int LINE = 16;
  private static final int GAP = 12;

  private GalleryPicture() {}

  /**
   * A picture and what stands below it.
   *
   * @param picture of any size; small ones are enlarged by a whole factor, large ones reduced
   * @param lines from top to bottom, the first in bold; what is too long ends in dots
   */
  public record Tile(BufferedImage picture, List<String> lines) {

    /** Copies the lines. */
    public Tile {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Draws a gallery.
   *
   * @param title the line above all
   * @param tiles at least one
   * @param columns at most so many in a row
   * @param side no side of a picture is longer, in points
   * @throws dev.fovea.data.InputException if there are no fonts
   */
  public static BufferedImage of(String title, List<Tile> tiles, int columns, int side) {
    int across = Math.min(columns, tiles.size());
    int down = (tiles.size() + across - 1) / across;
    int lines = tiles.stream().mapToInt(tile -> tile.lines().size()).max().orElse(0);
    int cell = side + BESIDE;
    int height = side + 6 + lines * LINE + GAP;
    int width = Math.max(2 * MARGIN + across * (cell + GAP) - GAP, 420);
    return Canvas.draw(
        width,
        TITLE + down * height + MARGIN - GAP,
        canvas -> {
          Font bold = Canvas.font(16, true);
          String words = canvas.fitted(title, bold, width - 2 * MARGIN);
          canvas.text(words, MARGIN, TITLE - 12, Align.LEFT, bold, Canvas.INK);
          for (int i = 0; i < tiles.size(); i++) {
            int x = MARGIN + i % across * (cell + GAP);
            draw(canvas, tiles.get(i), side, x, TITLE + i / across * height);
          }
        });
  }

  private static void draw(Canvas canvas, Tile tile, int side, int x, int y) {
    BufferedImage fitted = fitted(tile.picture(), side * Canvas.DENSITY);
    double width = fitted.getWidth() / (double) Canvas.DENSITY;
    double height = fitted.getHeight() / (double) Canvas.DENSITY;
    double left = x + (side + BESIDE - width) / 2;
    double top = y + side - height;
    // A frame, so that white pictures are seen too.
    canvas.fill(left - 1, top - 1, width + 2, height + 2, Canvas.LINE);
    canvas.put(fitted, left, top);
    double line = y + side + 4;
    for (int i = 0; i < tile.lines().size(); i++) {
      line += LINE;
      Font font = Canvas.font(12, i == 0);
      Color colour = i == 0 ? Canvas.INK : Canvas.MUTED;
      String words = canvas.fitted(tile.lines().get(i), font, side + BESIDE);
      canvas.text(words, x + (side + BESIDE) / 2.0, line, Align.MIDDLE, font, colour);
    }
  }

  /** As large as can be within {@code side}: enlarged by a whole factor, or reduced. */
  static BufferedImage fitted(BufferedImage picture, int side) {
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    return longer > side ? Rasters.within(picture, side) : Rasters.enlarged(picture, side / longer);
  }
}
