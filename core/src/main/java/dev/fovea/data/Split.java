package dev.fovea.data;

import java.util.Arrays;

/**
 * A data set in two parts.
 *
 * @param training to learn from
 * @param test to measure on
 */
public record Split(Dataset training, Dataset test) {

  /** Training draws its streams from 0 up: these are far from them. */
  private static final long FIRST_STREAM = 0x5_0000_0000L;

  /**
   * Splits a data set so that each class has its share of the test part, rounded to whole images,
   * but at least one image in either part where it has two; a single image is trained on. Which
   * ones, the seed decides; both parts keep the order of the data set. The pixels are copied.
   *
   * @param testShare of the images, above 0 and below 1
   * @throws InputException if the share is not between 0 and 1, or a part would be empty
   */
  public static Split stratified(Dataset data, double testShare, long seed) {
    requireShare(testShare);
    int[][] members = membersOfClasses(data);
    boolean[] isTest = new boolean[data.size()];
    int tests = 0;
    for (int label = 0; label < members.length; label++) {
      int[] images = members[label];
      if (images.length < 2) {
        continue;
      }
      int share = (int) Math.clamp(Math.round(images.length * testShare), 1L, images.length - 1L);
      int[] order = new Rng(seed, FIRST_STREAM + label).permutation(images.length);
      for (int i = 0; i < share; i++) {
        isTest[images[order[i]]] = true;
      }
      tests += share;
    }
    if (tests == 0) {
      throw new InputException(
          data.name()
              + " has no class of two images, so none can be set apart to test on: add some");
    }
    return new Split(part(data, isTest, false), part(data, isTest, true));
  }

  /**
   * Splits a data set without regard to its classes: the test part has its share of the images,
   * rounded. Which ones, the seed decides; both parts are in the random order that it draws. The
   * pixels are copied.
   *
   * @param testShare of the images, above 0 and below 1
   * @throws InputException if the share is not between 0 and 1, or a part would be empty
   */
  public static Split shuffled(Dataset data, double testShare, long seed) {
    requireShare(testShare);
    int tests = (int) Math.round(data.size() * testShare);
    if (tests < 1 || tests >= data.size()) {
      throw new InputException(
          "%s has %d images, too few to set %s of them apart to test on: add some"
              .formatted(data.name(), data.size(), testShare));
    }
    int[] order = new Rng(seed, FIRST_STREAM - 1).permutation(data.size());
    return new Split(
        data.pick(Arrays.copyOfRange(order, tests, order.length)),
        data.pick(Arrays.copyOf(order, tests)));
  }

  /**
   * Both parts as one data set, the training images first; their pixels are copied.
   *
   * @throws InputException if they differ in size, channels or classes, or are over 2 GiB together
   */
  public Dataset pooled() {
    if (training.imageSize() != test.imageSize()
        || training.channels() != test.channels()
        || training.height() != test.height()
        || !training.classes().equals(test.classes())) {
      throw new InputException(
          "%s and %s differ in size or classes, so they cannot be pooled: leave them apart"
              .formatted(training.name(), test.name()));
    }
    long total = (long) training.pixels().length + test.pixels().length;
    if (total > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%s has %d bytes of pixels in both parts, over the limit of 2 GiB: leave them apart"
              .formatted(training.name(), total));
    }
    byte[] pixels = Arrays.copyOf(training.pixels(), (int) total);
    System.arraycopy(test.pixels(), 0, pixels, training.pixels().length, test.pixels().length);
    int[] labels = Arrays.copyOf(training.labels(), training.size() + test.size());
    System.arraycopy(test.labels(), 0, labels, training.size(), test.size());
    return new Dataset(
            training.name(),
            training.channels(),
            training.height(),
            training.width(),
            pixels,
            labels,
            training.classes())
        .preparedAs(training.preparation());
  }

  private static void requireShare(double testShare) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new InputException(
          "the share of images to test on must be above 0 and below 1, not " + testShare);
    }
  }

  private static int[][] membersOfClasses(Dataset data) {
    int[][] members = new int[data.classes().size()][];
    int[] counts = new int[members.length];
    for (int label : data.labels()) {
      counts[label]++;
    }
    Arrays.setAll(members, label -> new int[counts[label]]);
    Arrays.fill(counts, 0);
    for (int i = 0; i < data.size(); i++) {
      int label = data.label(i);
      members[label][counts[label]++] = i;
    }
    return members;
  }

  private static Dataset part(Dataset data, boolean[] isTest, boolean test) {
    int[] images = new int[data.size()];
    int count = 0;
    for (int i = 0; i < images.length; i++) {
      if (isTest[i] == test) {
        images[count++] = i;
      }
    }
    return data.pick(Arrays.copyOf(images, count));
  }
}
