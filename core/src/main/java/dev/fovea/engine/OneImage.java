package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.List;

/**
 * How a network with its parameters predicts one image at a time, as fast as one thread can.
 *
 * <p>A {@link Plan} has sixteen images side by side and would leave fifteen lanes empty; here the
 * lanes are sixteen channels of one image. The sums add in the order of direct convolution.
 *
 * <p>It never changes, so any number of threads share one; each predicts with a {@link Run} of its
 * own. It holds the parameters once more, each layer's channels filled up to a multiple of sixteen:
 * for large networks make it only when an image is really to be predicted.
 */
public final class OneImage {

  private final Network network;
  private final Kernels kernels;
  private final List<BlockStep> steps;
  private final Blocks image;
  private final int[] logits;
  private final int size;

  private OneImage(Network network, Kernels kernels, BlockSteps made) {
    this.network = network;
    this.kernels = kernels;
    BlockLayout layout = made.layout();
    this.steps = made.steps();
    this.image = layout.value(Node.IMAGE);
    this.logits = layout.value(network.nodes().size() - 1).elements();
    this.size = layout.size();
    prove(layout.placed());
  }

  /** The kernels check nothing: all that they will touch is checked here. */
  private void prove(List<Reach> rooms) {
    Proof proof = new Proof(rooms, 0);
    Reaches ends = new Reaches(0);
    ends.add(Place.BLOCK, Span.of(image.elements()), 1);
    ends.add(Place.BLOCK, Span.of(logits), 1);
    proof.check("the image or its logits", ends.list());
    for (int i = 0; i < steps.size(); i++) {
      proof.check("step " + i, proof.reaches(steps.get(i)));
    }
  }

  /**
   * Packs the parameters.
   *
   * @param parameters in the order of {@link Network#tensors}; not kept
   * @throws IllegalArgumentException if the network cannot run, the parameters are not its own, or
   *     it needs more memory than there is, saying how much
   */
  public static OneImage of(Network network, float[] parameters, Backend backend) {
    Plan.check(network);
    return ofPart(network, parameters, backend);
  }

  /**
   * The same for a part of a network, whose output can have any shape: its elements, channel by
   * channel and row by row, take the place of the logits.
   */
  public static OneImage ofPart(Network network, float[] parameters, Backend backend) {
    if (parameters.length != network.numberCount()) {
      throw new IllegalArgumentException(network.numberCount() + " parameters are needed");
    }
    try {
      return Allocation.within(
          network,
          () -> new OneImage(network, backend.kernels(), new BlockSteps(network, parameters)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "network %s is too large to predict one image at a time: choose a smaller network"
              .formatted(network.name()),
          e);
    }
  }

  /** What runs, in order; for tests. */
  List<BlockStep> steps() {
    return steps;
  }

  /** One caller's memory: it predicts again and again and allocates nothing. */
  public final class Run {

    /** All values; borders stay zero. */
    private final float[] x = Allocation.ofImage(network.name(), size);

    private final Standardization standardization = new Standardization(1);

    /**
     * A fresh one; {@code plan.new Run()}.
     *
     * @throws IllegalArgumentException if there is too little memory left, saying what to do
     */
    public Run() {}

    /**
     * Predicts one image.
     *
     * @param pixels {@code [channel][row][column]} of the network's input
     * @param table the input for each of the 256 pixel values, or so many for each channel
     * @param standardize whether the inputs are then standardized, as in {@link Source}
     * @throws IllegalArgumentException if there are more pixels or fewer, or entries of the table
     */
    public void infer(byte[] pixels, float[] table, boolean standardize) {
      if (pixels.length != network.input().size()) {
        throw new IllegalArgumentException(network.input().size() + " pixels are needed");
      }
      Standardization.checkTable(table, network.input().channels());
      load(pixels, table);
      if (standardize) {
        standardize(pixels, table);
      }
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).run(kernels, x);
      }
    }

    private void load(byte[] pixels, float[] table) {
      int pixel = 0;
      for (int channel = 0; channel < image.shape().channels(); channel++) {
        int entry = Standardization.tableOf(table, channel);
        for (int row = 0; row < image.shape().height(); row++) {
          int to = image.at() + image.offset(channel, row, 0);
          for (int column = 0; column < image.shape().width(); column++) {
            x[to + column * image.lanes()] = table[entry + (pixels[pixel++] & 0xff)];
          }
        }
      }
    }

    private void standardize(byte[] pixels, float[] table) {
      int channels = image.shape().channels();
      int plane = image.shape().height() * image.shape().width();
      standardization.measure(0, pixels, 0, channels, plane, table);
      float gain = standardization.gain[0];
      float shift = standardization.shift[0];
      for (int channel = 0; channel < channels; channel++) {
        for (int row = 0; row < image.shape().height(); row++) {
          int to = image.at() + image.offset(channel, row, 0);
          for (int column = 0; column < image.shape().width(); column++) {
            int i = to + column * image.lanes();
            x[i] = x[i] * gain + shift;
          }
        }
      }
    }

    /**
     * Output {@code c} for the last image: a logit, unless the network ends in {@link
     * dev.fovea.net.Softmax} or {@link dev.fovea.net.LogSoftmax}, or is a part of one.
     */
    public float logit(int c) {
      return x[logits[c]];
    }
  }
}
