package dev.fovea.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads idx files, the format of MNIST and its relatives, as they are or packed by gzip.
 *
 * <p>Images are {@code 0x00000803, count, rows, columns} as big-endian 32-bit numbers and then a
 * byte for each pixel; labels are {@code 0x00000801, count} and then a byte for each label. Every
 * promise of a header is checked before memory is asked for, and a file must hold exactly what its
 * header promises.
 */
public final class Idx {

  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  private Idx() {}

  /**
   * Where the bytes of an idx file come from.
   *
   * @param name what messages call it
   * @param stream its bytes from the first one on; reading does not close it
   */
  public record Source(String name, InputStream stream) {}

  /**
   * Reads the two files that belong together.
   *
   * @param name what the data set is called: {@code mnist}
   * @param images the idx file of the images, raw or gzip
   * @param labels the idx file of their labels, raw or gzip
   * @param classes the names of the classes, by label
   * @throws InputException if a file cannot be read, is none of these, is damaged, or does not fit
   *     the other
   */
  public static Dataset read(String name, Path images, Path labels, List<String> classes) {
    try (InputStream imageStream = InputFiles.open(images);
        InputStream labelStream = InputFiles.open(labels)) {
      return read(
          name,
          new Source(images.toString(), imageStream),
          new Source(labels.toString(), labelStream),
          classes);
    } catch (IOException e) {
      // Reading has its own messages: only closing is left.
      throw InputFiles.unreadable(images, e);
    }
  }

  /**
   * Reads from streams, as {@link #read(String, Path, Path, List)} does from files.
   *
   * @throws InputException if a source cannot be read, is no idx file, is damaged, or does not fit
   *     the other
   */
  public static Dataset read(String name, Source images, Source labels, List<String> classes) {
    IdxReader imageReader = new IdxReader(images);
    imageReader.expectMagic(IMAGES_MAGIC, "images");
    long count = imageReader.size("images");
    long height = imageReader.size("rows");
    long width = imageReader.size("columns");

    IdxReader labelReader = new IdxReader(labels);
    labelReader.expectMagic(LABELS_MAGIC, "labels");
    long labelCount = labelReader.size("labels");
    // Before the pixels are read: two files that do not fit are told at once.
    if (count != labelCount) {
      throw new InputException(
          "%s has %d images but %s has %d labels: take the two files that belong together"
              .formatted(images.name(), count, labels.name(), labelCount));
    }
    byte[] bytes = labelReader.body(count, 1, 1);
    byte[] pixels = imageReader.body(count, height, width);
    return new Dataset(
        name,
        1,
        (int) height,
        (int) width,
        pixels,
        toLabels(labels.name(), bytes, classes.size()),
        classes);
  }

  private static int[] toLabels(String file, byte[] bytes, int classes) {
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
      if (labels[i] >= classes) {
        throw new InputException(
            "%s gives image %d the label %d, but there are only %d classes:"
                    .formatted(file, i, labels[i], classes)
                + " take the labels of this data set, or name all its classes");
      }
    }
    return labels;
  }
}
