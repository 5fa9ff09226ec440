package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the columns of a table are.
 *
 * @param header whether the first line names them
 * @param labelled whether one of them is the label
 * @param to where the value of a column is put in its image, or {@link #LABEL} or {@link #IGNORED}
 * @param image the sizes of an image
 */
record TableLayout(boolean header, boolean labelled, int[] to, ImageShape image) {

  static final int LABEL = -1;
  static final int IGNORED = -2;

  /** How many numbers must count upwards from 0 or 1 to be names. */
  private static final int COUNTING = 16;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /**
   * Finds out what they are.
   *
   * @throws InputException if they cannot be an image
   */
  static TableLayout of(String file, List<String> first) {
    return isHeader(first) ? TableHeader.layout(file, first) : withoutNames(file, first.size());
  }

  /**
   * Names are no numbers; only a label may be none in a line of data. But columns can be called by
   * numbers that count upwards, as pandas does without names: so many pixels never do.
   */
  private static boolean isHeader(List<String> first) {
    List<String> numbers = first.stream().filter(f -> NUMBER.matcher(f).matches()).toList();
    int texts = first.size() - numbers.size();
    if (texts >= 2 || numbers.isEmpty()) {
      return true;
    }
    if (numbers.size() < COUNTING && first.stream().noneMatch(TableHeader::isLabel)) {
      return false;
    }
    int start = numbers.getFirst().equals("0") ? 0 : 1;
    for (int i = 0; i < numbers.size(); i++) {
      if (!numbers.get(i).equals(Integer.toString(start + i))) {
        return false;
      }
    }
    return true;
  }

  /** The label comes first, if the rest is an image; a gray image is likelier than a colour one. */
  private static TableLayout withoutNames(String file, int columns) {
    Optional<ImageShape> labelled = ImageShape.ofRow(columns - 1);
    Optional<ImageShape> plain = ImageShape.ofRow(columns);
    boolean label =
        labelled.isPresent()
            && (plain.isEmpty() || labelled.get().channels() <= plain.get().channels());
    ImageShape image =
        (label ? labelled : plain)
            .orElseThrow(
                () ->
                    new InputException(
                        "%s has %d columns without names: an image is a square of pixels, or three"
                                .formatted(file, columns)
                            + " times one, with one column more for the label"));
    int[] to = new int[columns];
    Arrays.setAll(to, i -> label ? i == 0 ? LABEL : place(image, i - 1) : place(image, i));
    return new TableLayout(false, label, to, image);
  }

  /** Where pixel value {@code i} of a line belongs: colours of one pixel lie together there. */
  static int place(ImageShape image, int i) {
    int size = image.height() * image.width();
    return image.channels() == 1 ? i : i % 3 * size + i / 3;
  }
}
