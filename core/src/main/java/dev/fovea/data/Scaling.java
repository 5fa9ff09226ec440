package dev.fovea.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a pixel byte becomes a network's input: {@code (byte / 255 - mean) / deviation}, with a mean
 * and a deviation for all channels, or for each. If {@code invert}, {@code 255 - byte} stands for
 * the byte.
 *
 * <p>If {@code standardize}, each image is then brought to a mean of 0 and a deviation of 1, over
 * all its channels; a deviation below one over the root of channels x height x width counts as
 * that, so that an image of one colour becomes zero.
 *
 * @param means subtracted, on the scale of 0 to 1: one, or one for each channel
 * @param deviations divided by, more than 0: as many
 * @param invert whether black and white change places before
 * @param standardize whether each image is standardized after
 */
public record Scaling(
    List<Double> means, List<Double> deviations, boolean invert, boolean standardize) {

  /** From 0 to 1, nothing else. */
  public static final Scaling UNIT = new Scaling(0, 1);

  /** MNIST's own mean and standard deviation, as the tutorials use them. */
  public static final Scaling MNIST = new Scaling(0.1307, 0.3081);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or a deviation is not positive, or there
   *     are none, or not as many means as deviations
   */
  public Scaling {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.isEmpty() || means.size() != deviations.size()) {
      throw new IllegalArgumentException(
          "a scaling needs as many means as deviations, and at least 1, not %d and %d"
              .formatted(means.size(), deviations.size()));
    }
    for (int i = 0; i < means.size(); i++) {
      double mean = means.get(i);
      double deviation = deviations.get(i);
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
        throw new IllegalArgumentException(
            "a scaling needs a finite mean and a positive deviation, not %s and %s"
                .formatted(mean, deviation));
      }
    }
  }

  /** One mean and deviation for all channels. */
  public Scaling(double mean, double deviation) {
    this(List.of(mean), List.of(deviation), false, false);
  }

  /** A mean and a deviation for each channel. */
  public Scaling(List<Double> means, List<Double> deviations) {
    this(means, deviations, false, false);
  }

  /**
   * The mean and the deviation of all pixels of {@code training}, channel by channel: with it, its
   * inputs have a mean of 0 and a deviation of 1; a channel that is the same in all images beside
   * others that are not has a deviation of 0. Give it training images alone.
   *
   * @throws InputException if there are no images, or all of them are of one colour
   */
  public static Scaling of(Dataset training) {
    PixelCounts counts = PixelCounts.of(training);
    List<Integer> channels = IntStream.range(0, training.channels()).boxed().toList();
    return new Scaling(channels.stream().map(counts::mean).toList(), counts.deviations());
  }

  /** The same with black and white changing places before: for dark strokes on light paper. */
  public Scaling inverted() {
    return new Scaling(means, deviations, !invert, standardize);
  }

  /** The same with each image standardized after. */
  public Scaling standardized() {
    return new Scaling(means, deviations, invert, true);
  }

  /**
   * Checks that images of so many channels can be scaled.
   *
   * @throws InputException if they cannot
   */
  public void checkChannels(int channels) {
    if (means.size() != 1 && means.size() != channels) {
      throw new InputException(
          "the scaling is for %d channels, but the images have %d: scale them by one mean and"
                  .formatted(means.size(), channels)
              + " deviation, or by one for each channel");
    }
  }

  /** The input for each of the 256 bytes; channel after channel if each has numbers of its own. */
  public float[] table() {
    float[] table = new float[256 * means.size()];
    for (int i = 0; i < table.length; i++) {
      int pixel = invert ? 255 - i % 256 : i % 256;
      table[i] = (float) ((pixel / 255.0 - means.get(i / 256)) / deviations.get(i / 256));
    }
    return table;
  }
}
