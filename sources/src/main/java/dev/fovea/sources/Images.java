package dev.fovea.sources;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a reader found: images of one size, a byte for each pixel and channel, with labels or
 * without. The arrays are not copied.
 *
 * @param name what it is called in messages: a file, a folder or a data set's name
 * @param channels 1 for gray, 3 for red, green and blue
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels {@code [image][channel][row][column]}, 0 to 255 unsigned
 * @param labels the class of each image, from 0, if the source tells
 * @param classes the names of the classes by label; empty without labels
 * @param files what each image is called, if each is a file of its own; else empty
 */
public record Images(
    String name,
    int channels,
    int height,
    int width,
    byte[] pixels,
    Optional<int[]> labels,
    List<String> classes,
    List<String> files) {

  /** Images that are not files of their own. */
  public Images(
      String name,
      int channels,
      int height,
      int width,
      byte[] pixels,
      Optional<int[]> labels,
      List<String> classes) {
    this(name, channels, height, width, pixels, labels, classes, List.of());
  }

  /** A data set in memory; its arrays are not copied. */
  public static Images of(Dataset data) {
    return new Images(
        data.name(),
        data.channels(),
        data.height(),
        data.width(),
        data.pixels(),
        Optional.of(data.labels()),
        data.classes());
  }

  /** How many images there are. */
  public int size() {
    return pixels.length / (channels * height * width);
  }

  /** The bytes of image {@code n}: {@code [channel][row][column]}. */
  public byte[] image(int n) {
    int size = channels * height * width;
    return Arrays.copyOfRange(pixels, n * size, (n + 1) * size);
  }

  /**
   * These images as data to train or to measure on.
   *
   * @throws InputException if there are no labels, or something does not fit together
   */
  public Dataset labelled() {
    int[] known =
        labels.orElseThrow(
            () ->
                new InputException(
                    name
                        + " has no labels: give data that tells the class of each image, as folders"
                        + " named like the classes, a labels.csv, or a column or file of labels"));
    return new Dataset(name, channels, height, width, pixels, known, classes);
  }
}
