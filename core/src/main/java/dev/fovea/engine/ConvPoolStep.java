package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.Conv2d;
import dev.fovea.net.MaxPool2d;
import java.util.Arrays;

/**
 * The first {@link Conv2d} of a network and the {@link MaxPool2d} that reads it, a few channels at
 * a time: what the convolution computes, usually the largest value of all, never leaves the cache.
 * Backward, the pooled gradient is spread over the same room and multiplied at once. A first
 * convolution needs no gradient of its input; so nothing has to wait for all channels.
 *
 * <p>The gradient of the weights is a sum for each group; {@link #gradients} adds the groups in
 * their order. That of the bias is summed over the pooled gradient: the rest of it is zero.
 *
 * @param values from the input to the room; from input and gradient in the room to the weights'
 * @param pool from the room to the pooled output
 * @param spread from the pooled gradient to the room; null in a plan that only predicts
 * @param dOut the pooled gradient
 * @param place where the room and what is noted lie
 * @param outAt where the pooled output begins
 * @param weightsAt where the weights begin among the parameters
 * @param biasAt where the biases begin; -1 if there are none
 */
record ConvPoolStep(
    Correlation values,
    Windows pool,
    Windows spread,
    View dOut,
    PooledRoom place,
    int outAt,
    int weightsAt,
    int biasAt)
    implements Step {

  /** Makes the tables; {@code dOut} is null in a plan that does not train. */
  static ConvPoolStep of(
      Conv2d conv,
      MaxPool2d pool,
      PooledRoom place,
      View in,
      View out,
      View dOut,
      int weightsAt,
      int biasAt) {
    return new ConvPoolStep(
        ConvStep.forward(conv, in, place.view()),
        MaxPoolStep.windows(pool, place.view(), out),
        dOut == null ? null : MaxPoolStep.windows(pool, place.view(), dOut),
        dOut,
        place,
        out.at(),
        weightsAt,
        biasAt);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int end = place.firstChannel(part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int c0 = place.firstChannel(part, parts); c0 < end; c0 += place.channels()) {
        int c1 = Math.min(c0 + place.channels(), end);
        f.kernels.correlate(
            values,
            f.x,
            at,
            room(f, c0),
            f.parameters,
            weightsAt,
            biasAt < 0 ? null : f.parameters,
            biasAt,
            0,
            values.positions(),
            c0,
            c1);
        if (spread == null) {
          f.kernels.maxPool(pool, f.x, room(f, c0), at + outAt, c0, c1);
        } else {
          f.kernels.maxPoolNumbered(
              pool, spread, f.x, room(f, c0), at + outAt, at + place.numbersAt(), c0, c1);
        }
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    View view = place.view();
    boolean all = spread.coversAll(view.height() * view.width());
    int end = place.firstChannel(part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int c0 = place.firstChannel(part, parts); c0 < end; c0 += place.channels()) {
        int c1 = Math.min(c0 + place.channels(), end);
        if (!all) {
          Arrays.fill(f.x, f.own, f.own + (c1 - c0) * view.channelStride(), 0f);
        }
        f.kernels.maxPoolBackward(
            spread, f.x, at + place.numbersAt(), room(f, c0), at + dOut.at(), c0, c1);
        f.kernels.correlateWeights(
            values,
            f.x,
            at,
            room(f, c0),
            1,
            0,
            f.x,
            at + place.sumsAt(),
            f.kernels.weightTiles(values, c0),
            f.kernels.weightTiles(values, c1),
            f.scratch);
      }
    }
  }

  /** The room as if it held all channels, {@code first} being the first that it holds. */
  private int room(Frame f, int first) {
    return f.own - first * place.view().channelStride();
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int weights = values.channels() * values.weightChannel();
    int first = Step.cut(weights, part, parts);
    int end = Step.cut(weights, part + 1, parts);
    for (int i = first; i < end; i++) {
      float sum = 0;
      for (int g = 0; g < f.groups; g++) {
        sum += f.x[g * f.groupStride + place.sumsAt() + i];
      }
      f.gradient[weightsAt + i] = sum;
    }
    ConvStep.biasGradient(f, dOut, biasAt, part, parts);
  }

  @Override
  public void reach(Reaches r) {
    r.lanes(Span.inputs(values));
    r.add(Place.PARAMETERS, Span.weights(values).plus(weightsAt), 1);
    r.bias(biasAt, values.channels());
    room(r, Span.of(values.outPos()), values.outChannel());
    room(r, Span.inputs(pool), pool.inChannel());
    r.lanes(Span.outputs(pool, values.channels()).plus(outAt));
    if (spread != null) {
      r.lanes(Span.outputs(spread, values.channels()).plus(place.numbersAt()));
      r.lanes(Span.outputs(spread, values.channels()).plus(dOut.at()));
      r.add(Place.OWN, 0, place.own());
      room(r, Span.inputs(spread), spread.inChannel());
      r.add(Place.BLOCK, Span.weights(values).plus(place.sumsAt()), 1);
      r.add(Place.BLOCK, place.sumsAt(), values.channels() * (long) values.weightChannel());
      r.scratch();
      r.channelSums(dOut, biasAt);
    }
  }

  /** Elements of the channels in the room, by somebody to whom two are {@code stride} apart. */
  private void room(Reaches r, Span offsets, int stride) {
    // Each first channel lies at 0 only if both count alike.
    Span first = Span.steps(values.channels(), (long) stride - place.view().channelStride());
    Span channels = Span.steps(place.touched(), stride);
    r.add(Place.OWN, offsets.plus(first).plus(channels), Lanes.COUNT);
  }
}
