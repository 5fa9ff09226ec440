package dev.fovea.sources.check;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import java.util.List;
import java.util.Optional;

/**
 * What is in a data set, and what is doubtful about it: looked at before a network is trained on
 * it.
 *
 * <p>Labels without a class need no check: {@link Dataset} refuses them when a reader makes it,
 * with an {@link InputException} that names the image, its label and the classes there are.
 *
 * @param channels 1 for gray, 3 for colour
 * @param height rows of an image
 * @param width columns of an image
 * @param classes the names of the classes, by label
 * @param statistics of the training images, for each channel
 * @param training the part to train on
 * @param test the part to measure on
 * @param leaks test images that are training images too
 */
public record DataCheck(
    int channels,
    int height,
    int width,
    List<String> classes,
    List<Statistics> statistics,
    Part training,
    Optional<Part> test,
    Repeats leaks) {

  /** Copies the lists. */
  public DataCheck {
    classes = List.copyOf(classes);
    statistics = List.copyOf(statistics);
  }

  /**
   * Checks a data set.
   *
   * @param training the images to train on
   * @param test those to measure on, if there are any
   * @throws InputException if a part has no images, or the test part has other shapes or classes
   */
  public static DataCheck of(Dataset training, Optional<Dataset> test) {
    requireImages(training);
    test.ifPresent(
        part -> {
          requireImages(part);
          requireAlike(training, part);
        });
    SeenImages seen = new SeenImages();
    Repeats inTraining = seen.repeats(training);
    Repeats leaks = test.map(seen::found).orElse(Repeats.NONE);
    return new DataCheck(
        training.channels(),
        training.height(),
        training.width(),
        training.classes(),
        Statistics.of(training),
        Part.of(training, inTraining),
        test.map(part -> Part.of(part, new SeenImages().repeats(part))),
        leaks);
  }

  /**
   * How many times as many training images the largest class has as the smallest that has any; 1 if
   * all have as many.
   */
  public double imbalance() {
    int most = training.counts().stream().mapToInt(n -> n).max().orElseThrow();
    int least = training.counts().stream().mapToInt(n -> n).filter(n -> n > 0).min().orElseThrow();
    return (double) most / least;
  }

  private static void requireImages(Dataset part) {
    if (part.size() == 0) {
      throw new InputException(part.name() + " has no images: give data with at least one");
    }
  }

  private static void requireAlike(Dataset training, Dataset test) {
    if (test.channels() != training.channels()
        || test.height() != training.height()
        || test.width() != training.width()) {
      throw new InputException(
          "the images to test on are %s, but those to train on %s: read both with the same size and channels"
              .formatted(shape(test), shape(training)));
    }
    if (!test.classes().equals(training.classes())) {
      throw new InputException(
          "%s and %s have different classes: give parts of the same data set"
              .formatted(training.name(), test.name()));
    }
  }

  private static String shape(Dataset part) {
    return "%d x %d x %d".formatted(part.channels(), part.height(), part.width());
  }
}
