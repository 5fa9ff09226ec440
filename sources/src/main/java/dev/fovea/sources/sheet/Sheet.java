package dev.fovea.sources.sheet;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.model.AtomicFile;
import dev.fovea.sources.sheet.Grid.Row;
import dev.fovea.sources.sheet.Text.Paragraph;
import dev.fovea.sources.sheet.Text.Style;
import dev.fovea.sources.values.Memory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of a data set, to be looked at before any training: a row of samples for each class,
 * with its name and how many images it has, and below it the same samples augmented if that is
 * wanted.
 *
 * <p>Where the images are depends on the data and the options alone. So do all bytes, on machines
 * with the same fonts and JDK.
 *
 * @param picture the sheet, on white, at most 1280 pixels wide with 12 samples a class
 * @param remarks what the user should know, a sentence each: that there is no text, and why
 */
public record Sheet(BufferedImage picture, List<String> remarks) {

  /** Classes that are shown; more are told in the last line. */
  public static final int MOST_CLASSES = 40;

  private static final int WHITE = 0xFFFFFF;

  /** Around each image, so that white ones are seen too. */
  private static final int FRAME = 0xD0D0D0;

  /** Behind augmented images. */
  private static final int PALE_BLUE = 0xDCE8FA;

  private static final int BAR = 3;

  /** Copies the list. */
  public Sheet {
    remarks = List.copyOf(remarks);
  }

  /**
   * Draws a sheet. It needs no screen.
   *
   * @param data gray or in colour
   * @param options how many samples, which, and how they are augmented
   * @throws InputException if there are no images, they have neither 1 channel nor 3, they are not
   *     of the size that the augmentations are for, or the sheet needs too much memory
   */
  public static Sheet of(Dataset data, SheetOptions options) {
    if (data.size() == 0 || data.imageSize() == 0) {
      throw new InputException(data.name() + " has no images: give data with at least one");
    }
    if (data.channels() != 1 && data.channels() != 3) {
      throw new InputException(
          "%s has images of %d channels: a sheet shows those of 1 or 3"
              .formatted(data.name(), data.channels()));
    }
    List<Samples> all = Samples.of(data, options.samples(), options.seed());
    List<Samples> shown = all.subList(0, Math.min(MOST_CLASSES, all.size()));
    Thumbnail cell = Thumbnail.of(data.channels(), data.height(), data.width());
    boolean augmented = options.augmentations().isPresent();
    boolean lastLine = shown.size() < all.size();
    Grid grid = Grid.of(cell, shown, options.samples(), augmented, lastLine);
    BufferedImage picture = white(data.name(), grid);
    List<Text> texts = new ArrayList<>();
    texts.add(
        line(
            grid,
            Grid.MARGIN,
            Grid.TITLE,
            new Paragraph(data.name(), Style.TITLE),
            new Paragraph(facts(data), Style.NOTE)));
    for (Row row : grid.rows()) {
      Samples samples = shown.get(row.label());
      drawRow(data, samples, row, grid, options, picture);
      texts.addAll(texts(samples, row, grid));
    }
    if (lastLine) {
      int y = (int) grid.height() - Grid.MARGIN - Grid.LAST_LINE;
      texts.add(line(grid, y, Grid.LAST_LINE, new Paragraph(rest(all), Style.NOTE)));
    }
    return new Sheet(picture, remarks(Lettering.write(picture, texts)));
  }

  /**
   * Writes a picture as PNG: beside {@code file} first, then moved into its place.
   *
   * @throws InputException if it cannot be written there
   */
  public static void write(BufferedImage picture, Path file) {
    AtomicFile.write(
        file,
        out -> {
          // Given the stream itself, ImageIO would go by way of a file in the temporary folder.
          try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", png)) {
              throw new IOException("this picture cannot be a PNG");
            }
          }
        });
  }

  private static BufferedImage white(String name, Grid grid) {
    long bytes = Memory.product(grid.width(), grid.height(), Integer.BYTES);
    try {
      if (bytes <= Memory.limit()) {
        BufferedImage picture =
            new BufferedImage(grid.width(), (int) grid.height(), BufferedImage.TYPE_INT_RGB);
        fill(picture, 0, 0, picture.getWidth(), picture.getHeight(), WHITE);
        return picture;
      }
    } catch (OutOfMemoryError _) {
      // Said below.
    }
    throw new InputException(
        "the sheet of %s needs %d MiB of memory, more than this JVM has left: show fewer images of each class"
            .formatted(name, (bytes >> 20) + 1));
  }

  private static void drawRow(
      Dataset data,
      Samples samples,
      Row row,
      Grid grid,
      SheetOptions options,
      BufferedImage picture) {
    Thumbnail cell = grid.cell();
    if (row.augmented()) {
      int edge = grid.gap() / 2;
      int width = grid.x(options.samples() - 1) + cell.width() + edge - Grid.MARGIN;
      int height = row.height() + 2 * edge;
      fill(picture, Grid.MARGIN, row.y() - edge, width, height, PALE_BLUE);
      fill(picture, Grid.MARGIN, row.y() - edge, BAR, height, Style.BLUE);
    }
    for (int i = 0; i < samples.images().size(); i++) {
      int image = samples.images().get(i);
      byte[] pixels = data.image(image);
      if (row.augmented()) {
        pixels =
            options
                .augmentations()
                .orElseThrow()
                .apply(pixels, Samples.changes(options.seed(), image));
      }
      int x = grid.x(i);
      int y = grid.y(row);
      fill(picture, x - 1, y - 1, cell.width() + 2, cell.height() + 2, FRAME);
      picture.setRGB(x, y, cell.width(), cell.height(), cell.rgb(pixels), 0, cell.width());
    }
  }

  private static void fill(BufferedImage picture, int x, int y, int width, int height, int rgb) {
    int[] line = new int[width];
    Arrays.fill(line, rgb);
    for (int i = 0; i < height; i++) {
      picture.setRGB(x, y + i, width, 1, line, 0, width);
    }
  }

  private static List<Text> texts(Samples samples, Row row, Grid grid) {
    if (row.augmented()) {
      int x = Grid.MARGIN + 2 * BAR;
      int width = grid.column() - 2 * BAR;
      Paragraph mark = new Paragraph("augmented", Style.AUGMENTED);
      return List.of(new Text(x, row.y(), width, row.height(), List.of(mark)));
    }
    Paragraph name = new Paragraph(samples.name(), Style.NAME);
    // A number that is cut off would be another number.
    String images = images(samples.count());
    boolean fits = images.length() * Grid.LETTER <= grid.column();
    String words = fits ? images : images.substring(0, images.indexOf(' '));
    Paragraph count = new Paragraph(words, Style.NOTE);
    return List.of(
        new Text(Grid.MARGIN, row.y(), grid.column(), row.height(), List.of(name, count)));
  }

  private static Text line(Grid grid, int y, int height, Paragraph... paragraphs) {
    int width = grid.width() - 2 * Grid.MARGIN;
    return new Text(Grid.MARGIN, y, width, height, List.of(paragraphs));
  }

  private static String facts(Dataset data) {
    int classes = data.classes().size();
    return "%s, %d %s, %d x %d, %s"
        .formatted(
            images(data.size()),
            classes,
            classes == 1 ? "class" : "classes",
            data.height(),
            data.width(),
            data.channels() == 1 ? "gray" : "colour");
  }

  private static String rest(List<Samples> all) {
    List<Samples> hidden = all.subList(MOST_CLASSES, all.size());
    return "not shown: %d more %s with %s"
        .formatted(
            hidden.size(),
            hidden.size() == 1 ? "class" : "classes",
            images(hidden.stream().mapToInt(Samples::count).sum()));
  }

  private static String images(int count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "image" : "images");
  }

  private static List<String> remarks(Optional<String> noText) {
    return noText.stream()
        .map(
            reason ->
                "The sheet has no text, for this Java can draw none (%s): install fontconfig and a font, and run it with -Djava.awt.headless=true."
                    .formatted(reason))
        .toList();
  }
}
