package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Padding;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Conv2d}. Padding is a border of zeros in the input's view, so that no kernel asks where
 * the image ends. Where {@code same} padding is uneven, the border is as wide as its widest side.
 *
 * <p>Backward each input channel sums over all filters: their weights are laid one after the other
 * before, as those of a filter lie. Else many filters would be read in small pieces far apart, at a
 * third of the speed.
 *
 * @param values from input to output, in the first group of channels
 * @param weights from input to the gradient of the output: the sums of the weights' gradient
 * @param gradients from the output's gradient to the input's, one for each phase of the stride;
 *     empty if the input needs none
 * @param groups how the other groups of channels follow
 * @param weightsAt where the weights begin among the parameters
 * @param biasAt where the biases begin; -1 if there are none
 * @param turnedAt where among the shared floats the weights lie that {@code gradients} run with,
 *     {@code [group][input channel][output channel][kernel]}; -1 if the input needs no gradient
 */
record ConvStep(
    View dOut,
    Correlation values,
    Correlation weights,
    List<Correlation> gradients,
    ChannelGroups groups,
    int weightsAt,
    int biasAt,
    int turnedAt)
    implements Step {

  /**
   * Makes the tables; {@code dOut} is null in a plan that does not train, {@code dIn} if unused.
   */
  static ConvStep of(
      Conv2d layer,
      View in,
      View out,
      View dIn,
      View dOut,
      int weightsAt,
      int biasAt,
      int turnedAt) {
    return new ConvStep(
        dOut,
        forward(layer, in, out),
        dOut == null ? null : forward(layer, in, dOut),
        dIn == null ? List.of() : backward(layer, dIn, dOut),
        ChannelGroups.of(layer, in, out, dIn, dOut),
        weightsAt,
        biasAt,
        turnedAt);
  }

  /** The zeros around a value that the layer reads. */
  static Padding.Sides sides(Conv2d layer, View in) {
    return layer.sides(new Shape(in.channels(), in.height(), in.width()));
  }

  /** The first group of channels, from input to output or to its gradient. */
  static Correlation forward(Conv2d layer, View in, View out) {
    int stride = layer.stride();
    int dilation = layer.dilation();
    int kernelSize = layer.kernelHeight() * layer.kernelWidth();
    int inputs = in.channels() / layer.groups();
    Padding.Sides sides = sides(layer, in);
    int corner = in.at() - sides.top() * in.rowStride() - sides.left() * Lanes.COUNT;
    int[] inPos =
        Offsets.grid(out.height(), out.width(), stride * in.rowStride(), stride * Lanes.COUNT);
    int[] outPos = Offsets.grid(out.height(), out.width(), out.rowStride(), Lanes.COUNT);
    return new Correlation(
        Offsets.grid(
            inputs,
            layer.kernelHeight(),
            layer.kernelWidth(),
            in.channelStride(),
            dilation * in.rowStride(),
            dilation * Lanes.COUNT),
        Offsets.grid(inputs, 1, kernelSize, kernelSize, 0, 1),
        inputs * kernelSize,
        Offsets.shift(inPos, corner),
        Offsets.shift(outPos, out.at()),
        out.channelStride(),
        out.channels() / layer.groups());
  }

  /**
   * Input row y gets from kernel row k what output row (y + padding - k * dilation) / stride gave,
   * if that is whole and there is such a row. Rows and columns with the same remainder of the
   * stride share their taps; so each block of such rows, and each remainder of the columns, is a
   * correlation of its own, with stride 1.
   *
   * <p>Rows near the edge have blocks of their own, with fewer taps: without padding, the zeros
   * beyond the edge would otherwise be much of the work. Columns are not worth it: four of them
   * share a tile.
   */
  private static List<Correlation> backward(Conv2d layer, View dIn, View dOut) {
    List<Correlation> parts = new ArrayList<>();
    int stride = layer.stride();
    int top = sides(layer, dIn).top();
    for (int y = 0; y < Math.min(stride, dIn.height()); y++) {
      int first = y;
      while (first < dIn.height()) {
        List<Integer> kernelRows = kernelRows(layer, first + top, dOut.height());
        int end = first + stride;
        while (end < dIn.height()
            && kernelRows(layer, end + top, dOut.height()).equals(kernelRows)) {
          end += stride;
        }
        int rows = (end - first) / stride;
        for (int x = 0; x < Math.min(stride, dIn.width()); x++) {
          parts.add(block(layer, dIn, dOut, first, rows, kernelRows, x));
        }
        first = end;
      }
    }
    return List.copyOf(parts);
  }

  /** The kernel rows that bring row {@code y} of the padded input something from the output. */
  private static List<Integer> kernelRows(Conv2d layer, int y, int outHeight) {
    int stride = layer.stride();
    int dilation = layer.dilation();
    return IntStream.range(0, layer.kernelHeight())
        .filter(k -> (y - k * dilation) % stride == 0)
        .filter(k -> y - k * dilation >= 0)
        .filter(k -> (y - k * dilation) / stride < outHeight)
        .boxed()
        .toList();
  }

  /** Input rows {@code y}, {@code y + stride} and so on; columns {@code x}, {@code x + stride}. */
  private static Correlation block(
      Conv2d layer, View dIn, View dOut, int y, int rows, List<Integer> kernelRows, int x) {
    int stride = layer.stride();
    Padding.Sides sides = sides(layer, dIn);
    int width = layer.kernelWidth();
    int kernelSize = layer.kernelHeight() * width;
    int outputs = dOut.channels() / layer.groups();
    List<int[]> taps = new ArrayList<>();
    for (int c = 0; c < outputs; c++) {
      for (int row : kernelRows) {
        int fromRow = (y + sides.top() - row * layer.dilation()) / stride;
        for (int column = 0; column < width; column++) {
          int fromColumn = x + sides.left() - column * layer.dilation();
          if (fromColumn % stride == 0) {
            int offset =
                c * dOut.channelStride()
                    + fromRow * dOut.rowStride()
                    + fromColumn / stride * Lanes.COUNT;
            int weight = c * kernelSize + row * width + column;
            taps.add(new int[] {offset, weight});
          }
        }
      }
    }
    int columns = (dIn.width() - x + stride - 1) / stride;
    int[] inPos = Offsets.grid(rows, columns, dOut.rowStride(), Lanes.COUNT);
    int[] outPos = Offsets.grid(rows, columns, stride * dIn.rowStride(), stride * Lanes.COUNT);
    return new Correlation(
        taps.stream().mapToInt(tap -> tap[0]).toArray(),
        taps.stream().mapToInt(tap -> tap[1]).toArray(),
        outputs * kernelSize,
        Offsets.shift(inPos, dOut.at()),
        Offsets.shift(outPos, dIn.at() + y * dIn.rowStride() + x * Lanes.COUNT),
        dIn.channelStride(),
        dIn.channels() / layer.groups());
  }

  /**
   * The border that the output's gradient needs so that {@link #backward} reads zeros where the
   * output ends.
   */
  static int gradientBorder(Conv2d layer, Shape in, Shape out) {
    Padding.Sides sides = layer.sides(in);
    int stride = layer.stride();
    return Math.max(
        border(layer.reachHeight(), stride, sides.top(), in.height(), out.height()),
        border(layer.reachWidth(), stride, sides.left(), in.width(), out.width()));
  }

  private static int border(int reach, int stride, int padding, int size, int outSize) {
    int before = (reach - 1 - padding) / stride;
    int after = (size - 1 + padding) / stride - (outSize - 1);
    return Math.max(0, Math.max(before, after));
  }

  @Override
  public void prepare(Frame f, int part, int parts) {
    if (turnedAt >= 0) {
      groups.turn(f, values, weightsAt, f.shared + turnedAt, part, parts);
    }
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    for (int g = g0; g < g1; g++) {
      groups.forward(f, values, g * f.groupStride, weightsAt, biasAt, part, parts);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    for (int g = g0; g < g1; g++) {
      groups.backward(f, gradients, g * f.groupStride, f.shared + turnedAt, part, parts);
    }
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    groups.gradients(f, weights, weightsAt, part, parts);
    biasGradient(f, dOut, biasAt, part, parts);
  }

  /** The gradient of a layer's biases, if it has some. */
  static void biasGradient(Frame f, View dOut, int biasAt, int part, int parts) {
    if (biasAt < 0) {
      return;
    }
    f.kernels.channelSums(
        dOut,
        f.x,
        f.groups,
        f.groupStride,
        f.gradient,
        biasAt,
        Step.cut(dOut.channels(), part, parts),
        Step.cut(dOut.channels(), part + 1, parts),
        f.scratch);
  }

  @Override
  public void reach(Reaches r) {
    groups.reachForward(r, values, weightsAt);
    r.bias(biasAt, groups.count() * values.channels());
    for (Correlation phase : gradients) {
      groups.reachBackward(r, phase, turnedAt);
    }
    if (turnedAt >= 0) {
      long all = groups.count() * (long) groups.weights();
      r.add(Place.PARAMETERS, weightsAt, all);
      r.add(Place.SHARED, turnedAt, all);
    }
    if (dOut != null) {
      groups.reachGradients(r, weights, weightsAt);
      r.channelSums(dOut, biasAt);
    }
  }
}
