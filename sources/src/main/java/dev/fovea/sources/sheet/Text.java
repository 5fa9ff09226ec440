package dev.fovea.sources.sheet;

import java.util.List;

/**
 * Words on a sheet: paragraphs one below another, in the middle of a box that they never leave.
 *
 * @param x left edge of the box in pixels, where all lines begin
 * @param y upper edge of the box
 * @param width of the box
 * @param height of the box
 * @param paragraphs from top to bottom
 */
record Text(int x, int y, int width, int height, List<Paragraph> paragraphs) {

  /**
   * A few words in one style. Those of a name may take the lines that the others leave.
   *
   * @param words as they are written, whatever they look like
   * @param style how they look
   */
  record Paragraph(String words, Style style) {}

  /** How words look. */
  enum Style {
    /** The line above the images. */
    TITLE(16, true, 0x202020),
    /** The name of a class. */
    NAME(12, true, 0x202020),
    /** A number, or a remark. */
    NOTE(12, false, 0x606060),
    /** What tells that images are augmented. */
    AUGMENTED(12, false, Style.BLUE);

    /** Of everything that tells that images are augmented. */
    static final int BLUE = 0x1F5FBF;

    private final int size;
    private final boolean bold;
    private final int rgb;

    Style(int size, boolean bold, int rgb) {
      this.size = size;
      this.bold = bold;
      this.rgb = rgb;
    }

    /** The height of the letters in pixels. */
    int size() {
      return size;
    }

    /** From one line to the next, in pixels. */
    int pitch() {
      return size + 3;
    }

    /** Whether the letters are bold. */
    boolean bold() {
      return bold;
    }

    /** The colour of the letters. */
    int rgb() {
      return rgb;
    }
  }
}
