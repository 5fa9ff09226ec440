package dev.fovea.report.picture;

import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.report.picture.Canvas.Align;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * What was taken for what: a square for each pair of classes, blue where they are the same, orange
 * where they are not, the darker the larger its share of the true class.
 *
 * <p>No chart library draws it, as each would give small counts the colour of none.
 */
public final class ConfusionPicture {

  private static final int MARGIN = 18;
  private static final int TITLE = 34;
  private static final int AXIS = 24;
  private static final int LONGEST_NAME = 130;

  /** Smaller cells have no number in them, and still smaller ones no names beside them. */
  private static final int NUMBERED = 22;

  private static final int NAMED = 10;

  private static final int NOTHING = 0xF6F7F9;
  private static final int RIGHT = 0x1B5E9E;
  private static final int WRONG = 0xB83A10;

  private final ConfusionMatrix matrix;
  private final List<String> classes;
  private final int cell;
  private final Font names;
  private final Font numbers;

  private ConfusionPicture(ConfusionMatrix matrix) {
    this.matrix = matrix;
    this.classes = matrix.classes();
    this.cell = Math.clamp(900 / classes.size(), 2, 54);
    this.names = Canvas.font(Math.clamp(cell - 1, 8, 13), false);
    this.numbers = Canvas.font(Math.clamp(cell / 3, 8, 13), false);
  }

  /**
   * Draws a matrix; of 10 classes about 1,500 x 1,500 pixels.
   *
   * @throws dev.fovea.data.InputException if there are no fonts
   */
  public static BufferedImage of(ConfusionMatrix matrix) {
    ConfusionPicture drawn = new ConfusionPicture(matrix);
    double longest = drawn.longestName();
    // Short names stand upright above their columns, longer ones are turned.
    boolean upright = longest <= drawn.cell;
    int left = MARGIN + AXIS + (int) Math.ceil(longest) + 8;
    int top = TITLE + AXIS + (upright ? drawn.names.getSize() + 8 : (int) (longest * 0.75) + 14);
    int side = drawn.classes.size() * drawn.cell;
    // The last of the names that are turned goes beyond its column.
    int right = MARGIN + (upright ? 0 : (int) (longest * 0.7));
    int width = Math.max(left + side + right, 380);
    return Canvas.draw(
        width, top + side + MARGIN, canvas -> drawn.draw(canvas, left, top, upright));
  }

  private double longestName() {
    if (cell < NAMED) {
      return 0;
    }
    double[] longest = {0};
    Canvas.draw(
        1,
        1,
        canvas -> {
          for (String name : classes) {
            longest[0] = Math.max(longest[0], canvas.width(name, names));
          }
        });
    return Math.min(LONGEST_NAME, longest[0]);
  }

  private void draw(Canvas canvas, int left, int top, boolean upright) {
    int side = classes.size() * cell;
    String title =
        String.format(
            Locale.ROOT,
            "%,d of %,d right (%.2f %%)",
            matrix.correct(),
            matrix.total(),
            100.0 * matrix.correct() / Math.max(1, matrix.total()));
    canvas.text(title, MARGIN, TITLE - 10, Align.LEFT, Canvas.font(16, true), Canvas.INK);
    Font axis = Canvas.font(13, false);
    canvas.text("predicted class", left, TITLE + 12, Align.LEFT, axis, Canvas.MUTED);
    canvas.turned(
        "true class", MARGIN + 10, top + side / 2.0, 90, Align.MIDDLE, axis, Canvas.MUTED);
    for (int a = 0; a < classes.size(); a++) {
      names(canvas, a, left, top, upright);
      for (int p = 0; p < classes.size(); p++) {
        cell(canvas, a, p, left + p * cell, top + a * cell);
      }
    }
  }

  private void names(Canvas canvas, int label, int left, int top, boolean upright) {
    if (cell < NAMED) {
      return;
    }
    String name = canvas.fitted(classes.get(label), names, LONGEST_NAME);
    double middle = (label + 0.5) * cell;
    double down = names.getSize() * 0.36;
    canvas.text(name, left - 8, top + middle + down, Align.RIGHT, names, Canvas.INK);
    if (upright) {
      canvas.text(name, left + middle, top - 8, Align.MIDDLE, names, Canvas.INK);
    } else {
      canvas.turned(name, left + middle + 2, top - 8, 45, Align.LEFT, names, Canvas.INK);
    }
  }

  private void cell(Canvas canvas, int actual, int predicted, double x, double y) {
    int count = matrix.count(actual, predicted);
    double share = count / (double) Math.max(1, matrix.actual(actual));
    // By the root, so that few mistakes among many images are seen too.
    double depth = count == 0 ? 0 : 0.12 + 0.88 * Math.sqrt(share);
    int rgb = ColourMap.between(NOTHING, actual == predicted ? RIGHT : WRONG, depth);
    double gap = cell >= NUMBERED ? 1 : 0;
    canvas.fill(x, y, cell - gap, cell - gap, new Color(rgb));
    if (count > 0 && cell >= NUMBERED) {
      String words = canvas.fitted(String.valueOf(count), numbers, cell);
      Color ink = depth > 0.55 ? Color.WHITE : Canvas.INK;
      double down = numbers.getSize() * 0.36;
      canvas.text(words, x + cell / 2.0, y + cell / 2.0 + down, Align.MIDDLE, numbers, ink);
    }
  }
}
