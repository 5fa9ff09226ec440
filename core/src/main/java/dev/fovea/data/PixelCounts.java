package dev.fovea.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each byte occurs in each channel of a data set. Whole numbers, so that what is computed
 * of them does not depend on the order of the images.
 *
 * @param name of the data set, for messages
 * @param counts {@code [channel][byte]}
 */
record PixelCounts(String name, long[][] counts) {

  static PixelCounts of(Dataset data) {
    if (data.pixels().length == 0) {
      throw new InputException(data.name() + " has no images to compute a scaling from");
    }
    long[][] counts = new long[data.channels()][256];
    int plane = data.height() * data.width();
    byte[] pixels = data.pixels();
    for (int at = 0, channel = 0; at < pixels.length; at += plane) {
      for (int i = at; i < at + plane; i++) {
        counts[channel][pixels[i] & 0xff]++;
      }
      channel = (channel + 1) % data.channels();
    }
    return new PixelCounts(data.name(), counts);
  }

  private long pixels(int channel) {
    long pixels = 0;
    for (long count : counts[channel]) {
      pixels += count;
    }
    return pixels;
  }

  /** Of one channel, on the scale of 0 to 1. */
  double mean(int channel) {
    long sum = 0;
    for (int pixel = 0; pixel < 256; pixel++) {
      sum += counts[channel][pixel] * pixel;
    }
    return (double) sum / pixels(channel) / 255;
  }

  /**
   * The root of the mean square distance from the mean, likewise, of each channel; 1 for a channel
   * that is the same everywhere beside others that are not.
   *
   * @throws InputException if all channels are the same everywhere
   */
  List<Double> deviations() {
    List<Double> all = IntStream.range(0, counts.length).mapToObj(this::deviation).toList();
    if (all.stream().noneMatch(PixelCounts::varies)) {
      throw new InputException(
          "all pixels of channel 0 of %s are the same, so that they cannot be scaled to a"
                  .formatted(name)
              + " deviation of 1: give a mean and a deviation, or scale to 0 to 1 (--normalize unit)");
    }
    return all.stream().map(deviation -> varies(deviation) ? deviation : 1.0).toList();
  }

  private static boolean varies(double deviation) {
    return deviation > 1e-12;
  }

  private double deviation(int channel) {
    double mean = mean(channel);
    double squares = 0;
    for (int pixel = 0; pixel < 256; pixel++) {
      double distance = pixel / 255.0 - mean;
      squares += counts[channel][pixel] * distance * distance;
    }
    return Math.sqrt(squares / pixels(channel));
  }
}
