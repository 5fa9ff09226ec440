package dev.fovea.report.picture;

import dev.fovea.data.InputException;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * A white picture to write and draw on. Places and sizes are points, of which each is {@link
 * #DENSITY} pixels wide, so that letters are sharp on today's screens and slides.
 */
final class Canvas {

  /** Pixels of a point in each direction. */
  static final int DENSITY = 2;

  static final Color INK = new Color(0x202428);
  static final Color MUTED = new Color(0x606870);
  static final Color LINE = new Color(0xDDE1E5);

  /** More would be too much memory: 400 MB. */
  private static final long MOST_PIXELS = 100_000_000;

  private final Graphics2D graphics;

  private Canvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Where a text begins or ends. */
  enum Align {
    LEFT(0),
    MIDDLE(0.5),
    RIGHT(1);

    private final double before;

    Align(double before) {
      this.before = before;
    }
  }

  /**
   * Draws a picture.
   *
   * @param width of it in points
   * @param height of it in points
   * @throws InputException if this Java can draw no text, or the picture would be too large
   */
  static BufferedImage draw(int width, int height, Consumer<Canvas> content) {
    return paint(width, height, graphics -> content.accept(new Canvas(graphics)));
  }

  /** The same for who draws with the JDK's own means. */
  static BufferedImage paint(int width, int height, Consumer<Graphics2D> content) {
    long pixels = (long) width * DENSITY * height * DENSITY;
    if (pixels > MOST_PIXELS) {
      throw new InputException(
          "a picture of %d x %d pixels would be too large: let it show less"
              .formatted(width * DENSITY, height * DENSITY));
    }
    BufferedImage picture =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D graphics = picture.createGraphics();
      try {
        prepare(graphics, picture);
        content.accept(graphics);
      } finally {
        graphics.dispose();
      }
      return picture;
    } catch (OutOfMemoryError | InputException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      if (canWrite()) {
        throw e;
      }
      throw new InputException(
          "this Java can draw no letters (%s): install a font, such as the packages fontconfig and fonts-dejavu-core; the report needs none"
              .formatted(e.getClass().getSimpleName()),
          e);
    }
  }

  private static void prepare(Graphics2D graphics, BufferedImage picture) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.scale(DENSITY, DENSITY);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /**
   * Whether letters can be drawn at all. Where fonts or their libraries are missing the JDK throws
   * whatever it stumbles over first, so that the failure itself does not tell.
   */
  private static boolean canWrite() {
    try {
      FontRenderContext plain = new FontRenderContext(new AffineTransform(), true, true);
      return font(12, false).getStringBounds("x", plain).getWidth() > 0;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  /** The JDK's plain letters. */
  static Font font(int size, boolean bold) {
    return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
  }

  /** A filled box. */
  void fill(double x, double y, double width, double height, Color colour) {
    graphics.setColor(colour);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  /** A picture as it is, each of its pixels one of the canvas. */
  void put(BufferedImage picture, double x, double y) {
    AffineTransform points = graphics.getTransform();
    graphics.setTransform(new AffineTransform());
    graphics.drawImage(picture, (int) Math.round(x * DENSITY), (int) Math.round(y * DENSITY), null);
    graphics.setTransform(points);
  }

  /** How long a text is. */
  double width(String words, Font font) {
    return font.getStringBounds(words, graphics.getFontRenderContext()).getWidth();
  }

  /** As much of a text as has room in {@code width}, with dots where the rest was. */
  String fitted(String words, Font font, double width) {
    if (width(words, font) <= width) {
      return words;
    }
    int[] all = words.codePoints().toArray();
    int low = 0;
    int high = all.length - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean fits = width(new String(all, 0, middle) + "\u2026", font) <= width;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return new String(all, 0, low).stripTrailing() + "\u2026";
  }

  /** A line of text on the base line {@code y}. */
  void text(String words, double x, double y, Align align, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    double left = x - align.before * width(words, font);
    graphics.drawString(words, (float) left, (float) y);
  }

  /** The same turned to the left by a right angle or less around its {@code align} end. */
  void turned(
      String words, double x, double y, double degrees, Align align, Font font, Color colour) {
    AffineTransform upright = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.toRadians(degrees));
    text(words, 0, 0, align, font, colour);
    graphics.setTransform(upright);
  }
}
