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
    if (!(testShare > 0 && testShare < 1)) {
      throw new InputException(
          "the share of images to test on must be above 0 and below 1, not " + testShare);
    }
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
