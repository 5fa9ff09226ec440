package dev.fovea.cli;

import dev.fovea.report.picture.Rasters;
import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Draws pictures as text. A character is twice as high as wide, so it shows two rows.
 *
 * @param colours what the terminal can show
 * @param charset of the output, which may lack the block that is half a character
 */
record PixelText(Colours colours, Charset charset) {

  /** From dark to light. */
  private static final String SHADES = " .:-=+*#%@";

  private static final char HALF_BLOCK = '\u2580';

  /** The colours of a terminal. */
  enum Colours {
    /** None: characters of different weight. */
    NONE,
    /** 256: a cube of 6 x 6 x 6 colours and 24 grays. */
    PALETTE,
    /** All of them. */
    ALL;

    /** As the terminal says in its environment. */
    static Colours of(boolean enabled, Map<String, String> environment) {
      String said = environment.getOrDefault("COLORTERM", "");
      boolean all = said.equals("truecolor") || said.equals("24bit");
      return !enabled ? NONE : all ? ALL : PALETTE;
    }

    private static final int FIRST_GRAY = 232;
    private static final int GRAYS = 24;
    private static final int FIRST_OF_CUBE = 16;

    /** The numbers that stand for a colour, of letters (38) or of their ground (48). */
    private String code(int place, int rgb) {
      int red = rgb >> 16 & 0xFF;
      int green = rgb >> 8 & 0xFF;
      int blue = rgb & 0xFF;
      if (this == ALL) {
        return "%d;2;%d;%d;%d".formatted(place, red, green, blue);
      }
      boolean gray = red == green && green == blue;
      int number =
          gray
              ? FIRST_GRAY + red * GRAYS / 256
              : FIRST_OF_CUBE + 36 * sixth(red) + 6 * sixth(green) + sixth(blue);
      return "%d;5;%d".formatted(place, number);
    }

    /** The nearest of the levels 0, 95, 135, 175, 215 and 255 that terminals have. */
    private static int sixth(int level) {
      return level < 48 ? 0 : level < 115 ? 1 : Math.min(5, (level - 35) / 40);
    }
  }

  /** For the terminal that a command writes to. */
  static PixelText of(CommandLine command) {
    boolean enabled = command.getColorScheme().ansi().enabled();
    return new PixelText(Colours.of(enabled, System.getenv()), System.out.charset());
  }

  /** Whether pictures are shown in colours, or at least in grays. */
  boolean isColoured() {
    return colours != Colours.NONE && charset.newEncoder().canEncode(HALF_BLOCK);
  }

  /**
   * A line for each two rows of a picture, which is reduced if it is wider than {@code columns}.
   */
  List<String> lines(BufferedImage picture, int columns) {
    return lines(picture, columns, Integer.MAX_VALUE);
  }

  /** The same of at most so many lines. */
  List<String> lines(BufferedImage picture, int columns, int most) {
    double scale =
        Math.min((double) columns / picture.getWidth(), 2.0 * most / picture.getHeight());
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    int side = scale >= 1 ? longer : Math.max(1, (int) (longer * scale));
    return drawn(Rasters.within(picture, side));
  }

  private List<String> drawn(BufferedImage picture) {
    boolean coloured = isColoured();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < picture.getHeight(); row += 2) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < picture.getWidth(); column++) {
        int upper = picture.getRGB(column, row);
        int lower = picture.getRGB(column, Math.min(row + 1, picture.getHeight() - 1));
        if (coloured) {
          line.append("\u001b[%s;%sm".formatted(colours.code(38, upper), colours.code(48, lower)));
          line.append(HALF_BLOCK);
        } else {
          int level = (level(upper) + level(lower)) / 2;
          line.append(SHADES.charAt(level * SHADES.length() / 256));
        }
      }
      lines.add(coloured ? line + "\u001b[0m" : line.toString().stripTrailing());
    }
    return lines;
  }

  private static int level(int rgb) {
    return ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3;
  }
}
