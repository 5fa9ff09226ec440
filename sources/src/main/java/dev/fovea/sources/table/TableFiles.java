package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads tables of pixels, a line an image, as Kaggle's digit recognizer has them: text in UTF-8,
 * raw or gzip, with commas, semicolons or tabs between fields, quoted or not.
 *
 * <p>Where the first line names the columns, the label ({@code label}, {@code class}, {@code
 * target}, {@code y}) may be anywhere or missing, pixels ({@code pixel0}, {@code pixel_0}, {@code
 * p0}, {@code 1x1} and the like) may come in any order, and columns called {@code id} or {@code
 * index} are left out. Without names the label is the first column, if the others are an image.
 *
 * <p>An image is a square; or three times one: then red, green and blue of each pixel lie together.
 * Names like {@code 1x1} may make any rectangle.
 *
 * <p>Values are 0 to 255, fractions rounded, halves upwards; if all are 0 to 1 and some are written
 * with a point they are multiplied by 255. Labels that are whole numbers up to 9999 keep them;
 * other ones are names of classes, which are sorted. Blank lines are skipped.
 */
public final class TableFiles {

  /** The smallest image that is told from other tables, 2 x 2. */
  private static final int FEWEST = 4;

  private TableFiles() {}

  /**
   * Reads a file. Images come as they are: size and channels of the options are the caller's
   * affair.
   *
   * @throws InputException if it cannot be read or is no such table; for a wrong field it tells
   *     line and column, both from 1
   */
  public static Found read(Path file, ReadOptions options) {
    String name = file.toString();
    FirstLine first = FirstLine.of(file);
    TableLayout layout = TableLayout.of(name, first.fields());
    TableRows rows = rows(file, first, layout, false);
    if (rows.isUnit()) {
      rows = rows(file, first, layout, true);
    }
    Optional<LabelColumn.Labels> labels =
        layout.labelled() ? Optional.of(rows.labels()) : Optional.empty();
    Images images =
        new Images(
            name,
            layout.image().channels(),
            layout.image().height(),
            layout.image().width(),
            rows.pixels(),
            labels.map(LabelColumn.Labels::numbers),
            labels.map(LabelColumn.Labels::classes).orElse(List.of()));
    String description =
        "a table of pixels, %d images of %s%s"
            .formatted(images.size(), layout.image(), layout.labelled() ? "" : " without labels");
    return new Found(description, images, Optional.empty(), remarks(name, first, layout));
  }

  /** A label elsewhere would be a pixel, and the first pixel the label, without a word. */
  private static List<String> remarks(String name, FirstLine first, TableLayout layout) {
    boolean number = !Double.isNaN(Decimal.parse(first.fields().getFirst()));
    return layout.labelled() && !layout.header() && number
        ? List.of(
            name
                + " has no names of columns: the first is taken for the label; if another one is,"
                + " name them in a first line (pixel0, pixel1, ..., label)")
        : List.of();
  }

  private static TableRows rows(Path file, FirstLine first, TableLayout layout, boolean unit) {
    TableRows rows = new TableRows(file, first.delimiter(), layout, unit);
    rows.read();
    return rows;
  }

  /**
   * Whether the first line of a file is one of such a table: text with at least four fields that
   * are numbers or names. Cheap, and never an error.
   */
  public static boolean recognises(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      List<String> fields = FirstLine.of(file).fields();
      return fields.size() >= FEWEST && fields.stream().allMatch(TableFiles::isPlain);
    } catch (InputException _) {
      return false;
    }
  }

  /** No brackets, as JSON and XML have them, and nothing that is no text. */
  private static boolean isPlain(String field) {
    return field.length() <= 100
        && field.chars().noneMatch(c -> c < ' ' || c == 0xfffd || "{}[]<>".indexOf(c) >= 0);
  }
}
