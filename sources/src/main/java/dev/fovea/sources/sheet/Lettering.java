package dev.fovea.sources.sheet;

import dev.fovea.sources.sheet.Text.Paragraph;
import dev.fovea.sources.sheet.Text.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes words into a picture, in the plain font that the JDK finds on the machine. */
final class Lettering {

  private final Graphics2D graphics;

  private Lettering(Graphics2D graphics) {
    this.graphics = graphics;
    // Gray, as subpixels would tint the edges, and in the same place at every scale.
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /**
   * Writes all texts.
   *
   * @return why nothing could be written, where that is so: the JDK brings no fonts, and a server
   *     may have none
   */
  static Optional<String> write(BufferedImage picture, List<Text> texts) {
    try {
      Graphics2D graphics = picture.createGraphics();
      try {
        Lettering lettering = new Lettering(graphics);
        texts.forEach(lettering::write);
      } finally {
        graphics.dispose();
      }
      return Optional.empty();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Where fonts or their libraries are missing the JDK throws whatever it stumbles over first:
      // InternalError, NoClassDefFoundError, UnsatisfiedLinkError, AWTError, NullPointerException.
      return Optional.of(reason(e));
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return Fitting.printable(root.getClass().getSimpleName() + message).replaceFirst("\\.$", "");
  }

  private void write(Text text) {
    List<Paragraph> lines = lines(text);
    int height = lines.stream().mapToInt(line -> line.style().pitch()).sum();
    int y = text.y() + (text.height() - height) / 2;
    // Letters of some scripts rise above their line, or hang from it, as far as they like.
    graphics.setClip(text.x(), text.y(), text.width(), text.height());
    for (Paragraph line : lines) {
      Style style = line.style();
      graphics.setFont(font(style));
      graphics.setColor(new Color(style.rgb()));
      graphics.drawString(line.words(), text.x(), y + style.size());
      y += style.pitch();
    }
  }

  /** The paragraphs in lines, names in as many as there is room for. */
  private List<Paragraph> lines(Text text) {
    int all = text.paragraphs().stream().mapToInt(one -> one.style().pitch()).sum();
    int spare = (text.height() - all) / Style.NAME.pitch();
    List<Paragraph> lines = new ArrayList<>();
    for (Paragraph paragraph : text.paragraphs()) {
      Font font = font(paragraph.style());
      int most = paragraph.style() == Style.NAME ? 1 + spare : 1;
      new Fitting(text.width(), words -> width(font, words))
          .lines(paragraph.words(), most)
          .forEach(words -> lines.add(new Paragraph(words, paragraph.style())));
    }
    return lines;
  }

  private double width(Font font, String words) {
    return font.getStringBounds(words, graphics.getFontRenderContext()).getWidth();
  }

  private static Font font(Style style) {
    return new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, style.size());
  }
}
