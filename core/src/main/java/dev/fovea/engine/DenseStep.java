package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Dense;

/**
 * {@link Dense}: a correlation whose positions are the groups, so that a weight, once loaded,
 * serves several groups of images.
 *
 * @param imagesAt where the input is kept image by image for the gradient of the weights
 */
record DenseStep(
    View in,
    View dOut,
    Correlation values,
    Correlation gradients,
    int imagesAt,
    int weightsAt,
    int biasAt)
    implements Step {

  /** Weights that stay in the cache near the core beside a group's values. */
  private static final int NEAR = 1 << 16;

  /** Makes the tables for {@code groups} groups; the gradient views are null where unused. */
  static DenseStep of(
      View in,
      View out,
      View dIn,
      View dOut,
      int groups,
      int groupStride,
      int imagesAt,
      int weightsAt,
      int biasAt) {
    int inputs = in.channels();
    int outputs = out.channels();
    int[] blocks = Offsets.grid(1, groups, 0, groupStride);
    Correlation values =
        new Correlation(
            // A convolution that reads the same vector wants a border around each feature.
            Offsets.grid(1, inputs, 0, in.channelStride()),
            Offsets.grid(1, inputs, 0, 1),
            inputs,
            Offsets.shift(blocks, in.at()),
            Offsets.shift(blocks, out.at()),
            out.channelStride(),
            outputs);
    Correlation gradients =
        dIn == null
            ? null
            : new Correlation(
                Offsets.grid(1, outputs, 0, Lanes.COUNT),
                Offsets.grid(1, outputs, 0, inputs),
                1,
                Offsets.shift(blocks, dOut.at()),
                Offsets.shift(blocks, dIn.at()),
                // A convolution that left a single pixel has a border around its gradient.
                dIn.channelStride(),
                inputs);
    return new DenseStep(in, dOut, values, gradients, imagesAt, weightsAt, biasAt);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    f.kernels.correlate(
        values,
        f.x,
        0,
        0,
        f.parameters,
        weightsAt,
        biasAt < 0 ? null : f.parameters,
        biasAt,
        g0,
        g1,
        Step.cut(values.channels(), part, parts),
        Step.cut(values.channels(), part + 1, parts));
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (gradients != null) {
      f.kernels.correlate(
          gradients,
          f.x,
          0,
          0,
          f.parameters,
          weightsAt,
          null,
          0,
          g0,
          g1,
          Step.cut(gradients.channels(), part, parts),
          Step.cut(gradients.channels(), part + 1, parts));
    }
    transpose(f, g0, g1, part, parts);
  }

  /** From {@code [feature][image]} to {@code [image][feature]}. */
  private void transpose(Frame f, int g0, int g1, int part, int parts) {
    int i0 = Step.cut(in.channels(), part, parts);
    int i1 = Step.cut(in.channels(), part + 1, parts);
    int row = Lanes.padded(in.channels());
    for (int g = g0; g < g1; g++) {
      int from = g * f.groupStride + in.at();
      int to = g * f.groupStride + imagesAt;
      for (int i = i0; i < i1; i++) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          f.x[to + lane * row + i] = f.x[from + i * in.channelStride() + lane];
        }
      }
    }
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int o0 = Step.cut(dOut.channels(), part, parts);
    int o1 = Step.cut(dOut.channels(), part + 1, parts);
    f.kernels.denseWeights(
        f.x,
        dOut.at(),
        f.groups,
        f.groupStride,
        imagesAt,
        in.channels(),
        Lanes.padded(in.channels()),
        f.gradient,
        weightsAt,
        o0,
        o1,
        f.scratch);
    ConvStep.biasGradient(f, dOut, biasAt, part, parts);
  }

  /** Where the weights do not stay near the core, one that was loaded serves all groups. */
  @Override
  public boolean together() {
    return (long) values.channels() * values.weightChannel() > NEAR;
  }

  @Override
  public void reach(Reaches r) {
    correlation(r, values);
    r.bias(biasAt, values.channels());
    if (gradients != null) {
      correlation(r, gradients);
    }
    if (dOut != null) {
      int features = in.channels();
      r.view(in);
      r.add(Place.BLOCK, imagesAt, Lanes.COUNT * (long) Lanes.padded(features));
      r.add(Place.BLOCK, dOut.at(), dOut.channels() * (long) Lanes.COUNT);
      r.add(Place.PARAMETERS, weightsAt, dOut.channels() * (long) features);
      r.scratch();
      r.channelSums(dOut, biasAt);
    }
  }

  /** A position is the block of a group. */
  private void correlation(Reaches r, Correlation g) {
    r.lanes(Span.of(g.inPos(), r.groupStride()).plus(Span.of(g.inTap())));
    Span channels = Span.steps(g.channels(), g.outChannel());
    r.lanes(Span.of(g.outPos(), r.groupStride()).plus(channels));
    r.add(Place.PARAMETERS, Span.weights(g).plus(weightsAt), 1);
  }
}
