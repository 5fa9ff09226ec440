package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import java.util.List;

/**
 * The groups of a convolution: equal correlations, each over the channels behind those of the one
 * before. So the tables of the first serve all, moved on.
 *
 * @param count how many there are; 1 for a usual convolution
 * @param inputs input channels of each
 * @param in floats from the input of one to that of the next
 * @param out the same of the output
 * @param dIn the same of the input's gradient; 0 if there is none
 * @param dOut the same of the output's gradient; 0 if there is none
 * @param weights parameters from the weights of one to those of the next
 */
record ChannelGroups(int count, int inputs, int in, int out, int dIn, int dOut, int weights) {

  /** Those of a layer; the gradient views are null where unused. */
  static ChannelGroups of(Conv2d layer, View in, View out, View dIn, View dOut) {
    int inputs = in.channels() / layer.groups();
    int outputs = out.channels() / layer.groups();
    return new ChannelGroups(
        layer.groups(),
        inputs,
        inputs * in.channelStride(),
        outputs * out.channelStride(),
        dIn == null ? 0 : inputs * dIn.channelStride(),
        dOut == null ? 0 : outputs * dOut.channelStride(),
        outputs * inputs * layer.kernelHeight() * layer.kernelWidth());
  }

  /**
   * Computes part {@code part} of {@code parts} of the output from the input, in one group of
   * images.
   *
   * @param g what the first group of channels runs
   * @param at where the block of these images begins
   * @param biasAt where the biases begin; -1 if there are none
   */
  void forward(Frame f, Correlation g, int at, int weightsAt, int biasAt, int part, int parts) {
    for (int n = first(part, parts); n < end(part, parts); n++) {
      correlate(f, g, n, at + n * in, at + n * out, f.parameters, weightsAt, biasAt, part, parts);
    }
  }

  /**
   * Likewise the input's gradient from the output's.
   *
   * @param phases what the first group of channels runs
   * @param turnedAt where in the block array {@link #turn} has put the weights
   */
  void backward(Frame f, List<Correlation> phases, int at, int turnedAt, int part, int parts) {
    for (int n = first(part, parts); n < end(part, parts); n++) {
      for (int i = 0; i < phases.size(); i++) {
        correlate(f, phases.get(i), n, at + n * dOut, at + n * dIn, f.x, turnedAt, -1, part, parts);
      }
    }
  }

  /** The positions of group {@code n} that are in a part, of those of all groups in their order. */
  private void correlate(
      Frame f,
      Correlation g,
      int n,
      int inAt,
      int outAt,
      float[] from,
      int weightsAt,
      int biasAt,
      int part,
      int parts) {
    int positions = g.positions();
    int before = n * positions;
    f.kernels.correlate(
        g,
        f.x,
        inAt,
        outAt,
        from,
        weightsAt + n * weights,
        biasAt < 0 ? null : f.parameters,
        biasAt + n * g.channels(),
        Math.max(0, Step.cut(count * positions, part, parts) - before),
        Math.min(positions, Step.cut(count * positions, part + 1, parts) - before),
        0,
        g.channels());
  }

  /**
   * Lays part {@code part} of the weights as the way back needs them: in each group from {@code
   * [output][input][kernel]} to {@code [input][output][kernel]}.
   *
   * @param g what the first group runs forward
   * @param to where in the block array they begin
   */
  void turn(Frame f, Correlation g, int weightsAt, int to, int part, int parts) {
    int outputs = g.channels();
    int size = weights / outputs;
    int kernel = size / inputs;
    int end = Step.cut(count * inputs, part + 1, parts);
    for (int i = Step.cut(count * inputs, part, parts); i < end; i++) {
      int from = weightsAt + i / inputs * weights + i % inputs * kernel;
      for (int o = 0; o < outputs; o++) {
        int at = to + (i * outputs + o) * kernel;
        for (int k = 0; k < kernel; k++) {
          f.x[at + k] = f.parameters[from + o * size + k];
        }
      }
    }
  }

  /** Computes part {@code part} of the gradient of the weights, over all groups of images. */
  void gradients(Frame f, Correlation g, int weightsAt, int part, int parts) {
    int tiles = f.kernels.weightTiles(g, g.channels());
    for (int n = first(part, parts); n < end(part, parts); n++) {
      f.kernels.correlateWeights(
          g,
          f.x,
          n * in,
          n * dOut,
          f.groups,
          f.groupStride,
          f.gradient,
          weightsAt + n * weights,
          Math.max(0, Step.cut(count * tiles, part, parts) - n * tiles),
          Math.min(tiles, Step.cut(count * tiles, part + 1, parts) - n * tiles),
          f.scratch);
    }
  }

  /** The first group of which something is in a part. */
  private int first(int part, int parts) {
    return Step.cut(count, part, parts);
  }

  /** The end of those groups. */
  private int end(int part, int parts) {
    return Math.ceilDiv(count * (part + 1), parts);
  }

  /** What {@link #forward} can touch. */
  void reachForward(Reaches r, Correlation g, int weightsAt) {
    reach(r, g, in, out, Place.PARAMETERS, weightsAt);
  }

  /** What {@link #backward} can touch. */
  void reachBackward(Reaches r, Correlation g, int turnedAt) {
    reach(r, g, dOut, dIn, Place.SHARED, turnedAt);
  }

  /** What {@link #gradients} can touch. */
  void reachGradients(Reaches r, Correlation g, int weightsAt) {
    reach(r, g, in, dOut, Place.PARAMETERS, weightsAt);
    r.scratch();
  }

  private void reach(
      Reaches r, Correlation g, int inStep, int outStep, Place place, int weightsAt) {
    r.lanes(Span.inputs(g).plus(Span.steps(count, inStep)));
    r.lanes(Span.outputs(g).plus(Span.steps(count, outStep)));
    Span first = Span.weights(g).plus(weightsAt);
    r.add(place, first.plus(Span.steps(count, weights)), 1);
  }
}
