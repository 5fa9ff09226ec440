package dev.fovea.recipe;

import dev.fovea.data.InputException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which images are trained and measured on, and how they are read. It is a choice only: who has
 * readers for such data makes images of it.
 *
 * @param source the name of a data set, or the path of a file or folder, relative to the folder
 *     that Fovea is started in; {@code mnist} unless said
 * @param pool whether the source's training and test images are put together and divided anew, by
 *     {@code testShare} and {@code splitSeed}; not unless said
 * @param testShare the part that is set apart for test where the source has no test images, or they
 *     are pooled: above 0 and at most 0.9; a seventh unless said
 * @param splitSeed which images these are; 1 unless said
 * @param size rows and columns that all images are brought to; none: as they are
 * @param fit how a picture that is no square becomes one; {@link Fit#CROP} unless said
 * @param resize how its size is changed; {@link Resize#AREA} unless said
 * @param channels 1 for gray, 3 for colour; none: as they are
 * @param strict whether a file that is no image is an error, and not only told; not unless said
 * @param classes of Quick, Draw!: which classes; none: ten that are usual
 * @param perClass of Quick, Draw!: how many drawings of each class; none: 6,000
 */
public record DataChoice(
    String source,
    boolean pool,
    double testShare,
    long splitSeed,
    OptionalInt size,
    Fit fit,
    Resize resize,
    OptionalInt channels,
    boolean strict,
    List<String> classes,
    OptionalInt perClass) {

  private static final double USUAL_SHARE = 1.0 / 7;

  /** The digits that come with Fovea. */
  public static final DataChoice MNIST = of("mnist");

  private static final int LARGEST = 4096;

  /** How a picture that is no square becomes one. */
  public enum Fit {
    /** The middle of it, as large as can be. */
    CROP,
    /** All of it, with bars of its border's colour. */
    PAD
  }

  /** How a picture's size is changed. */
  public enum Resize {
    /** The mean of the part of the picture that a pixel covers. */
    AREA,
    /** Between the four nearest samples. */
    BILINEAR
  }

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range, or the source is empty
   */
  public DataChoice {
    classes = List.copyOf(classes);
    if (source.isBlank()) {
      throw new InputException("the data has an empty name: give a data set, a file or a folder");
    }
    if (!(testShare > 0 && testShare <= 0.9)) {
      throw new InputException(
          "the share for test must be above 0 and at most 0.9, not " + testShare);
    }
    size.ifPresent(n -> require(n >= 1 && n <= LARGEST, "the size of images must be 1 to 4096", n));
    channels.ifPresent(n -> require(n == 1 || n == 3, "images have 1 channel or 3", n));
    perClass.ifPresent(
        n -> require(n >= 2 && n <= 1_000_000, "drawings of each class must be 2 to 1,000,000", n));
  }

  private static void require(boolean good, String rule, int number) {
    if (!good) {
      throw new InputException(rule + ", not " + number);
    }
  }

  /** All as usual. */
  public static DataChoice of(String source) {
    return new DataChoice(
        source,
        false,
        USUAL_SHARE,
        1,
        OptionalInt.empty(),
        Fit.CROP,
        Resize.AREA,
        OptionalInt.empty(),
        false,
        List.of(),
        OptionalInt.empty());
  }

  /**
   * The same way of reading another source, which is not pooled; the classes of Quick, Draw! are
   * left aside.
   */
  public DataChoice withSource(String source) {
    if (source.equals(this.source)) {
      return this;
    }
    return new DataChoice(
        source,
        false,
        pool ? USUAL_SHARE : testShare,
        splitSeed,
        size,
        fit,
        resize,
        channels,
        strict,
        List.of(),
        OptionalInt.empty());
  }

  /** With these drawings of Quick, Draw!. */
  public DataChoice withDrawings(List<String> classes, int perClass) {
    return new DataChoice(
        source,
        pool,
        testShare,
        splitSeed,
        size,
        fit,
        resize,
        channels,
        strict,
        classes,
        OptionalInt.of(perClass));
  }
}
