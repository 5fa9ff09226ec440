package dev.fovea.engine;

/**
 * Brings the inputs of an image to a mean of 0 and a deviation of 1, over all its channels: {@code
 * input * gain + shift}. A deviation below one over the root of the number of inputs counts as
 * that, so that an image of one colour becomes zero.
 */
final class Standardization {

  final float[] gain;
  final float[] shift;

  /** For so many images. */
  Standardization(int images) {
    this.gain = new float[images];
    this.shift = new float[images];
  }

  /**
   * Computes gain and shift number {@code n}.
   *
   * @param at where the image begins in {@code pixels}
   * @param plane pixels of a channel
   */
  void measure(int n, byte[] pixels, int at, int channels, int plane, float[] table) {
    double sum = 0;
    double squares = 0;
    for (int channel = 0; channel < channels; channel++) {
      int from = at + channel * plane;
      int entry = tableOf(table, channel);
      for (int i = from; i < from + plane; i++) {
        double input = table[entry + (pixels[i] & 0xff)];
        sum += input;
        squares += input * input;
      }
    }
    double inputs = (double) channels * plane;
    double mean = sum / inputs;
    double deviation = Math.sqrt(Math.max(0, squares / inputs - mean * mean));
    double divisor = Math.max(deviation, 1 / Math.sqrt(inputs));
    gain[n] = (float) (1 / divisor);
    shift[n] = (float) (-mean / divisor);
  }

  /** Where the inputs of a channel begin in {@code table}. */
  static int tableOf(float[] table, int channel) {
    return table.length == 256 ? 0 : channel * 256;
  }

  /**
   * Checks that a table can serve so many channels.
   *
   * @throws IllegalArgumentException if it has neither 256 entries nor so many for each
   */
  static void checkTable(float[] table, int channels) {
    if (table.length != 256 && table.length != 256L * channels) {
      throw new IllegalArgumentException(
          "a table for %d channels cannot have %d entries".formatted(channels, table.length));
    }
  }
}
