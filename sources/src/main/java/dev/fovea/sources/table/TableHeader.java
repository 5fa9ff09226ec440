package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the label and the pixels by the names of columns, in any order. */
final class TableHeader {

  private static final Set<String> LABELS =
      Set.of("label", "labels", "class", "classes", "target", "targets", "y", "digit", "category");
  private static final Set<String> IDS =
      Set.of("", "id", "index", "imageid", "image_id", "unnamed: 0");

  /** {@code pixel0}, {@code pixel_0}, {@code p0}, {@code x1}, {@code 0}. */
  private static final Pattern NUMBERED =
      Pattern.compile("(?:pixel|pix|px|p|x|v|f|col|column|attr|att|feature)?[ _.-]?(\\d{1,7})");

  /** {@code 1x1}: row and column. */
  private static final Pattern GRID = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  private TableHeader() {}

  /**
   * A column that is a pixel.
   *
   * @param row the row of its name; 0 if the name has only one number
   * @param number the column of its name, or the only number
   */
  private record Pixel(int at, boolean grid, int row, int number) {}

  /** Whether a column of this name is the label. */
  static boolean isLabel(String name) {
    return LABELS.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * What the columns are.
   *
   * @throws InputException if a name is unknown, or the pixels make no image
   */
  static TableLayout layout(String file, List<String> names) {
    int[] to = new int[names.size()];
    Arrays.fill(to, TableLayout.IGNORED);
    List<Pixel> pixels = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    int label = -1;
    for (int i = 0; i < to.length; i++) {
      String name = names.get(i).toLowerCase(Locale.ROOT);
      Matcher numbered = NUMBERED.matcher(name);
      Matcher grid = GRID.matcher(name);
      if (isLabel(name)) {
        if (label >= 0) {
          throw new InputException(
              "%s has two columns for the label, '%s' and '%s': take one away"
                  .formatted(file, names.get(label), names.get(i)));
        }
        label = i;
        to[i] = TableLayout.LABEL;
      } else if (grid.matches()) {
        pixels.add(
            new Pixel(i, true, Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2))));
      } else if (numbered.matches()) {
        pixels.add(new Pixel(i, false, 0, Integer.parseInt(numbered.group(1))));
      } else if (!IDS.contains(name)) {
        others.add(i);
      }
    }
    if (pixels.isEmpty()) {
      // Names that say nothing: the columns come in the order of the pixels.
      others.forEach(at -> pixels.add(new Pixel(at, false, 0, pixels.size())));
    } else if (!others.isEmpty()) {
      throw new InputException(
          "%s, line 1, column %d: '%s' is neither a pixel nor the label; take the column away, or"
                  .formatted(file, others.getFirst() + 1, shown(names.get(others.getFirst())))
              + " call it label");
    }
    ImageShape image = place(file, pixels, to);
    return new TableLayout(true, label >= 0, to, image);
  }

  private static ImageShape place(String file, List<Pixel> pixels, int[] to) {
    boolean grid = !pixels.isEmpty() && pixels.getFirst().grid;
    int firstRow = pixels.stream().mapToInt(Pixel::row).min().orElse(0);
    int firstNumber = pixels.stream().mapToInt(Pixel::number).min().orElse(0);
    ImageShape image =
        grid
            ? new ImageShape(
                1,
                pixels.stream().mapToInt(Pixel::row).max().orElse(0) - firstRow + 1,
                pixels.stream().mapToInt(Pixel::number).max().orElse(0) - firstNumber + 1)
            : ImageShape.ofRow(pixels.size()).orElseThrow(() -> noImage(file, pixels.size()));
    boolean[] seen = new boolean[pixels.size()];
    for (Pixel pixel : pixels) {
      long index =
          (long) (pixel.row - firstRow) * (grid ? image.width() : 0) + pixel.number - firstNumber;
      // Numbers that are all different and below their count leave no gap.
      if (pixel.grid != grid || index >= seen.length || seen[(int) index]) {
        throw new InputException(
            "%s, line 1, column %d: the pixels' names do not count from the first to the last of"
                    .formatted(file, pixel.at + 1)
                + " %d; name each once".formatted(pixels.size()));
      }
      seen[(int) index] = true;
      to[pixel.at] = TableLayout.place(image, (int) index);
    }
    if (image.bytes() != pixels.size()) {
      throw noImage(file, pixels.size());
    }
    return image;
  }

  private static InputException noImage(String file, int pixels) {
    return new InputException(
        "%s has %d columns of pixels: an image is a square of them, or three times one"
            .formatted(file, pixels));
  }

  private static String shown(String name) {
    String printable = name.replaceAll("\\p{C}", "?");
    return printable.length() > 40 ? printable.substring(0, 40) + "..." : printable;
  }
}
