package dev.fovea.sources.check;

import dev.fovea.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one channel, where 0 is black and 1 full light.
 *
 * @param mean of all pixels
 * @param deviation the standard deviation of all pixels, as of the whole population
 */
public record Statistics(double mean, double deviation) {

  static List<Statistics> of(Dataset part) {
    List<Statistics> statistics = new ArrayList<>();
    for (int c = 0; c < part.channels(); c++) {
      statistics.add(of(part, c));
    }
    return statistics;
  }

  /** Counts the 256 values: what follows is exact but for the last rounding. */
  private static Statistics of(Dataset part, int channel) {
    long[] counts = new long[256];
    int plane = part.height() * part.width();
    for (int i = 0; i < part.size(); i++) {
      int start = i * part.imageSize() + channel * plane;
      for (int p = start; p < start + plane; p++) {
        counts[Byte.toUnsignedInt(part.pixels()[p])]++;
      }
    }
    double pixels = (double) part.size() * plane;
    double sum = 0;
    for (int value = 0; value < counts.length; value++) {
      sum += (double) counts[value] * value;
    }
    double mean = sum / pixels;
    double squares = 0;
    for (int value = 0; value < counts.length; value++) {
      squares += counts[value] * (value - mean) * (value - mean);
    }
    return new Statistics(mean / 255, Math.sqrt(squares / pixels) / 255);
  }
}
