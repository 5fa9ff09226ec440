package dev.fovea.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Labelled images in memory, a byte for each pixel and channel.
 *
 * <p>The arrays are the data set's own: they are not copied when it is made or read, so that 60,000
 * images exist once. Do not change them afterwards.
 */
public final class Dataset implements ImageSet {

  private final String name;
  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final int[] labels;
  private final List<String> classes;
  private final Preparation preparation;

  /**
   * Wraps the arrays.
   *
   * @param name what it is called in messages: {@code mnist}
   * @param channels 1 for gray, 3 for colour
   * @param height rows of an image
   * @param width columns of an image
   * @param pixels {@code [image][channel][row][column]}, 0 to 255 unsigned
   * @param labels the class of each image, from 0
   * @param classes the names of the classes
   * @throws InputException if sizes do not fit together or a label has no class
   */
  public Dataset(
      String name,
      int channels,
      int height,
      int width,
      byte[] pixels,
      int[] labels,
      List<String> classes) {
    this(name, channels, height, width, pixels, labels, classes, Preparation.RESIZE);
  }

  private Dataset(
      String name,
      int channels,
      int height,
      int width,
      byte[] pixels,
      int[] labels,
      List<String> classes,
      Preparation preparation) {
    long expected = (long) labels.length * channels * height * width;
    if (expected != pixels.length) {
      throw new InputException(
          "%s: %d images of %d x %d x %d need %d pixels, but there are %d"
              .formatted(name, labels.length, channels, height, width, expected, pixels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new InputException(
            "%s: image %d has label %d, but the classes go from 0 to %d"
                .formatted(name, i, labels[i], classes.size() - 1));
      }
    }
    this.name = name;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = List.copyOf(classes);
    this.preparation = preparation;
  }

  /** What it is called in messages. */
  @Override
  public String name() {
    return name;
  }

  /** Channels of an image. */
  @Override
  public int channels() {
    return channels;
  }

  /** Rows of an image. */
  @Override
  public int height() {
    return height;
  }

  /** Columns of an image. */
  @Override
  public int width() {
    return width;
  }

  /** How many images there are. */
  public int size() {
    return labels.length;
  }

  /** The same. */
  @Override
  public long count() {
    return size();
  }

  /** Bytes of one image: channels x height x width. */
  @Override
  public int imageSize() {
    return channels * height * width;
  }

  /** All pixels, {@code [image][channel][row][column]}; not a copy. */
  public byte[] pixels() {
    return pixels;
  }

  /** All labels; not a copy. */
  public int[] labels() {
    return labels;
  }

  /** The class of image {@code index}. */
  public int label(int index) {
    return labels[index];
  }

  /** A copy of the pixels of image {@code index}, {@code [channel][row][column]}. */
  public byte[] image(int index) {
    // copyOfRange would answer an index just past the end with a black image.
    Objects.checkIndex(index, size());
    return Arrays.copyOfRange(pixels, index * imageSize(), (index + 1) * imageSize());
  }

  /** The names of the classes, by label. */
  @Override
  public List<String> classes() {
    return classes;
  }

  /**
   * How these images were made of pictures, so that a model trained on them can be shown a user's:
   * resized, unless the data set says otherwise.
   */
  @Override
  public Preparation preparation() {
    return preparation;
  }

  /** The same images, said to be made of pictures in this way. */
  public Dataset preparedAs(Preparation preparation) {
    return new Dataset(name, channels, height, width, pixels, labels, classes, preparation);
  }

  /** The images from {@code from} up to but without {@code to}. */
  public Dataset slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new Dataset(
        name,
        channels,
        height,
        width,
        Arrays.copyOfRange(pixels, from * imageSize(), to * imageSize()),
        Arrays.copyOfRange(labels, from, to),
        classes,
        preparation);
  }

  /**
   * A copy of some of the images, in that order.
   *
   * @param indices of images; one may stand there more than once
   * @throws InputException if their pixels are more than an array can hold
   */
  public Dataset pick(int... indices) {
    int size = imageSize();
    long total = (long) indices.length * size;
    if (total > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%s: %d images of %d bytes are over the limit of 2 GiB: pick fewer"
              .formatted(name, indices.length, size));
    }
    byte[] picked = new byte[(int) total];
    int[] pickedLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      Objects.checkIndex(indices[i], size());
      System.arraycopy(pixels, indices[i] * size, picked, i * size, size);
      pickedLabels[i] = labels[indices[i]];
    }
    return new Dataset(name, channels, height, width, picked, pickedLabels, classes, preparation);
  }
}
