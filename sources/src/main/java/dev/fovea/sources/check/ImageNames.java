package dev.fovea.sources.check;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.sources.Images;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * What the images of a data set are called where something is doubtful about them, so that they can
 * be found again.
 *
 * @param training by index in the part to train on
 * @param test by index in the part to measure on
 */
public record ImageNames(IntFunction<String> training, IntFunction<String> test) {

  /** {@code training 0}, {@code test 0}. */
  public static final ImageNames INDEXES = new ImageNames(i -> "training " + i, i -> "test " + i);

  /** Of a source that has both parts: the path of each file, or else its index in its part. */
  public static ImageNames of(Images training, Images test) {
    return new ImageNames(
        training.files().isEmpty() ? INDEXES.training : i -> file(training, i),
        test.files().isEmpty() ? INDEXES.test : i -> file(test, i));
  }

  /**
   * Of a source that {@link Split#stratified} divides: the path of each file, or else its index in
   * the source.
   *
   * @param all the labelled images of the source
   * @param testShare as for the split
   * @param seed as for the split
   */
  public static ImageNames ofSplit(Images all, double testShare, long seed) {
    // The split depends on the labels alone: here it divides images that are their own numbers.
    Dataset data = all.labelled();
    ByteBuffer numbers = ByteBuffer.allocate(Math.multiplyExact(data.size(), Integer.BYTES));
    for (int i = 0; i < data.size(); i++) {
      numbers.putInt(i);
    }
    Split split =
        Split.stratified(
            new Dataset(
                data.name(), 1, 1, Integer.BYTES, numbers.array(), data.labels(), data.classes()),
            testShare,
            seed);
    return new ImageNames(
        i -> name(all, number(split.training(), i)), i -> name(all, number(split.test(), i)));
  }

  private static int number(Dataset numbers, int index) {
    return ByteBuffer.wrap(numbers.image(index)).getInt();
  }

  private static String name(Images images, int index) {
    return images.files().isEmpty() ? "image " + index : file(images, index);
  }

  private static String file(Images images, int index) {
    return Path.of(images.name()).resolve(images.files().get(index)).toString();
  }
}
