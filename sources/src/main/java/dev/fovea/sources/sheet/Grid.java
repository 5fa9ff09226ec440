package dev.fovea.sources.sheet;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is on a sheet, in pixels from its upper left corner. It depends on no font, so
 * that images are in the same place everywhere.
 *
 * @param cell how an image is shown
 * @param gap between two images of a row
 * @param column the width of the names on the left
 * @param rows from top to bottom
 * @param width of the sheet
 * @param height of the sheet; its last line ends at the margin
 */
record Grid(Thumbnail cell, int gap, int column, List<Row> rows, int width, long height) {

  /** Free on all four sides, and between names and images. */
  static final int MARGIN = 8;

  /** Room for the two lines above the images, and for the one below. */
  static final int TITLE = 52;

  static final int LAST_LINE = 24;

  /** The width of a usual screen's window: the names leave room for the images in it. */
  private static final int WINDOW = 1280;

  /** So that the title has room beside few and small images. */
  private static final int NARROWEST = 520;

  /** Beside large images, and beside others: {@code 5,923 images} fits. */
  private static final int NARROWEST_COLUMN = 80;

  private static final int NARROW_COLUMN = 104;
  private static final int WIDE_COLUMN = 176;

  /** About that of a letter in a name. */
  static final int LETTER = 8;

  /** A name and a number fit beside the lowest images. */
  private static final int LOWEST_ROW = 32;

  private static final int CLASS_GAP = 6;
  private static final int PAIR_GAP = 14;

  /**
   * One row of images.
   *
   * @param label of its class
   * @param augmented whether it is a class's second row
   * @param y its upper edge
   * @param height its own
   */
  record Row(int label, boolean augmented, int y, int height) {}

  /**
   * Lays out the first classes of a sheet.
   *
   * @param cell how an image is shown
   * @param classes the classes that get a row
   * @param samples images in a full row
   * @param augmented whether classes with an image get a second row
   * @param lastLine whether there is a line below the images
   */
  static Grid of(
      Thumbnail cell, List<Samples> classes, int samples, boolean augmented, boolean lastLine) {
    int gap = cell.width() > 64 ? 2 : 4;
    int images = samples * (cell.width() + gap) - gap;
    int longest = classes.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    int left = WINDOW - images - 3 * MARGIN;
    int column = Math.clamp((long) longest * LETTER, NARROW_COLUMN, WIDE_COLUMN);
    column = Math.max(NARROWEST_COLUMN, Math.min(column, left));
    int rowHeight = Math.max(cell.height(), LOWEST_ROW);
    List<Row> rows = new ArrayList<>();
    int y = MARGIN + TITLE;
    for (int label = 0; label < classes.size(); label++) {
      rows.add(new Row(label, false, y, rowHeight));
      y += rowHeight;
      if (augmented && classes.get(label).count() > 0) {
        y += gap;
        rows.add(new Row(label, true, y, rowHeight));
        y += rowHeight;
      }
      y += augmented ? PAIR_GAP : CLASS_GAP;
    }
    y += lastLine ? LAST_LINE : 0;
    int width = Math.max(NARROWEST, 3 * MARGIN + column + images);
    return new Grid(cell, gap, column, List.copyOf(rows), width, y + MARGIN);
  }

  /** The left edge of a row's image, counted from 0. */
  int x(int image) {
    return 2 * MARGIN + column + image * (cell.width() + gap);
  }

  /** The upper edge of the images of a row: they are in its middle. */
  int y(Row row) {
    return row.y() + (row.height() - cell.height()) / 2;
  }
}
