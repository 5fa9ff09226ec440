package dev.fovea.engine;

import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.net.BatchNorm2d;
import java.util.Arrays;

/**
 * The numbers of one layer, packed for sixteen output channels side by side.
 *
 * @param numbers those of all layers
 * @param weightsAt where {@code [out][in / groups][kernel]} begin
 * @param biasAt where the biases begin; -1 if there are none
 * @param groups of channels that do not see each other: their weights become zeros
 * @param norm what comes of each output channel
 */
record BlockWeights(float[] numbers, int weightsAt, int biasAt, int groups, Norm norm) {

  /**
   * A factor for each channel and what is then added: a batch normalisation that predicts.
   *
   * @param scale of each channel
   * @param shift likewise
   */
  record Norm(double[] scale, double[] shift) {

    /** Leaves {@code channels} channels as they are. */
    static Norm none(int channels) {
      double[] ones = new double[channels];
      Arrays.fill(ones, 1);
      return new Norm(ones, new double[channels]);
    }

    /** Of the running mean and variance; {@code at} is where the layer's numbers begin. */
    static Norm of(BatchNorm2d layer, float[] numbers, int at, int channels) {
      double[] scale = new double[channels];
      double[] shift = new double[channels];
      for (int c = 0; c < channels; c++) {
        double mean = numbers[at + 2 * channels + c];
        double variance = numbers[at + 3 * channels + c];
        scale[c] = numbers[at + c] / Math.sqrt(variance + layer.epsilon());
        shift[c] = numbers[at + channels + c] - mean * scale[c];
      }
      return new Norm(scale, shift);
    }

    /** The factors lane by lane, 0 beyond the last channel. */
    static float[] lanes(double[] values) {
      float[] lanes = new float[Lanes.padded(values.length)];
      for (int c = 0; c < values.length; c++) {
        lanes[c] = (float) values[c];
      }
      return lanes;
    }
  }

  /**
   * To {@code [block][1 + tap][16]}, the bias first.
   *
   * @param kernel taps of one input channel
   */
  float[] pack(BlockCorrelation g, int kernel) {
    long block = (1L + g.taps()) * Lanes.COUNT;
    float[] packed = new float[Math.toIntExact(Math.multiplyExact(g.blocks(), block))];
    int inputs = g.taps() / kernel / groups;
    for (int c = 0; c < g.channels(); c++) {
      int to = c / Lanes.COUNT * g.weightBlock() + c % Lanes.COUNT;
      double scale = norm.scale()[c];
      double bias = biasAt < 0 ? 0 : numbers[biasAt + c];
      packed[to] = (float) (bias * scale + norm.shift()[c]);
      int first = c / (g.channels() / groups) * inputs * kernel;
      for (int t = 0; t < inputs * kernel; t++) {
        float weight = numbers[weightsAt + c * inputs * kernel + t];
        packed[to + (1 + first + t) * Lanes.COUNT] = (float) (weight * scale);
      }
    }
    return packed;
  }
}
