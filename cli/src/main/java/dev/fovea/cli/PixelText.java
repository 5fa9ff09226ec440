package dev.fovea.cli;

import dev.fovea.net.Shape;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws what a network sees as text. A character is twice as high as wide, so it shows two rows.
 */
final class PixelText {

  /** From dark to light. */
  private static final String SHADES = " .:-=+*#%@";

  /** The 24 grays of terminals with 256 colours. */
  private static final int FIRST_GRAY = 232;

  private static final char HALF_BLOCK = '\u2580';

  private PixelText() {}

  /**
   * A line for each two rows.
   *
   * @param image {@code [channel][row][column]}; channels are averaged
   * @param colours whether the output shows grays; else characters of different weight
   */
  static List<String> lines(byte[] image, Shape shape, boolean colours, Charset charset) {
    boolean blocks = colours && charset.newEncoder().canEncode(HALF_BLOCK);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < shape.height(); row += 2) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < shape.width(); column++) {
        int upper = gray(image, shape, row, column);
        int lower = gray(image, shape, Math.min(row + 1, shape.height() - 1), column);
        if (blocks) {
          line.append("\u001b[38;5;%d;48;5;%dm".formatted(code(upper), code(lower)));
          line.append(HALF_BLOCK);
        } else {
          line.append(SHADES.charAt((upper + lower) / 2 * SHADES.length() / 256));
        }
      }
      lines.add(blocks ? line + "\u001b[0m" : line.toString().stripTrailing());
    }
    return lines;
  }

  private static int gray(byte[] image, Shape shape, int row, int column) {
    int sum = 0;
    for (int c = 0; c < shape.channels(); c++) {
      sum += image[(c * shape.height() + row) * shape.width() + column] & 0xff;
    }
    return sum / shape.channels();
  }

  private static int code(int gray) {
    return FIRST_GRAY + gray * 24 / 256;
  }
}
