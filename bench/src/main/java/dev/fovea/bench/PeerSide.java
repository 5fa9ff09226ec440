package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the peers on the JVM have in common: the digits, the order of the images, and the loops over
 * steps. A peer brings its own model, step and prediction.
 */
public abstract class PeerSide implements Side {

  private static final int INFERENCE_BATCH = 256;

  protected final Heat heat;
  protected final Dataset training;
  protected final Dataset test;

  protected PeerSide(Heat heat) {
    this.heat = heat;
    this.training = Digits.training(heat);
    this.test = Digits.test(heat);
  }

  /** A new model and optimizer in place of the old ones. */
  protected abstract void reset();

  /**
   * One training step.
   *
   * @param images which training images
   * @return their mean loss, so that no peer may put its work off
   */
  protected abstract double step(int[] images);

  /** How many of the test digits {@code from} to {@code to} are predicted right, at once. */
  protected abstract int correct(int from, int to);

  @Override
  public List<Double> train(int epochs, BooleanSupplier stop) {
    reset();
    List<Double> rates = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = new Rng(42, epoch).permutation(training.size());
      double loss = 0;
      long start = System.nanoTime();
      for (int from = 0; from < order.length; from += heat.batch()) {
        if (stop.getAsBoolean()) {
          return rates;
        }
        int to = Math.min(from + heat.batch(), order.length);
        loss += step(Arrays.copyOfRange(order, from, to));
      }
      rates.add(order.length / ((System.nanoTime() - start) * 1e-9));
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException("the loss is no longer a number");
      }
    }
    return rates;
  }

  @Override
  public int correct() {
    int correct = 0;
    for (int from = 0; from < test.size(); from += INFERENCE_BATCH) {
      correct += correct(from, Math.min(from + INFERENCE_BATCH, test.size()));
    }
    return correct;
  }

  /** The pixels of a data set as inputs, {@code [image][channel][row][column]}. */
  protected float[] inputs(Dataset data) {
    float[] table = heat.scaling().table();
    byte[] pixels = data.pixels();
    float[] inputs = new float[pixels.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = table[pixels[i] & 0xff];
    }
    return inputs;
  }
}
