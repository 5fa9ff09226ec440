package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a step can read or write, in any run and however its work is cut: all that it
 * reaches, and not a float more. A step that computes for several groups counts from the block of
 * each.
 */
final class Reaches {

  private final long groupStride;
  private final List<Reach> list = new ArrayList<>();

  /** For steps over blocks that are {@code groupStride} apart. */
  Reaches(long groupStride) {
    this.groupStride = groupStride;
  }

  /** From one block to the next. */
  long groupStride() {
    return groupStride;
  }

  List<Reach> list() {
    return list;
  }

  /** {@code size} floats from each of these offsets on. */
  void add(Place place, Span offsets, long size) {
    if (!offsets.empty() && size > 0) {
      list.add(new Reach(place, offsets.least(), offsets.most() + size));
    }
  }

  /** {@code size} floats from {@code from} on. */
  void add(Place place, long from, long size) {
    add(place, new Span(from, from), size);
  }

  /** Rows of lanes in the block of a group. */
  void lanes(Span offsets) {
    add(Place.BLOCK, offsets, Lanes.COUNT);
  }

  /** All elements of a value. */
  void view(View view) {
    view(view, view);
  }

  /** The elements of a value, by somebody who counts those of {@code counted}. */
  void view(View view, View counted) {
    Span rows =
        Span.steps(counted.channels(), view.channelStride())
            .plus(Span.steps(counted.height(), view.rowStride()));
    add(Place.BLOCK, rows.plus(view.at()), counted.rowSize());
  }

  /** The biases of a layer; none if {@code biasAt} is -1. */
  void bias(int biasAt, int channels) {
    if (biasAt >= 0) {
      add(Place.PARAMETERS, biasAt, channels);
    }
  }

  /** The gradient of a bias; nothing if {@code biasAt} is -1. */
  void channelSums(View dOut, int biasAt) {
    if (biasAt >= 0) {
      view(dOut);
      add(Place.PARAMETERS, biasAt, dOut.channels());
      scratch();
    }
  }

  /** The windows of a pooling over all channels of a value, and likewise of its gradient. */
  void windows(Windows g, View in, View out) {
    lanes(Span.inputs(g).plus(Span.steps(in.channels(), g.inChannel())).plus(in.at()));
    lanes(Span.outputs(g, in.channels()).plus(out.at()));
  }

  /** Whatever a kernel keeps in {@link Frame#scratch}. */
  void scratch() {
    add(Place.SCRATCH, 0, Kernels.SCRATCH);
  }
}
