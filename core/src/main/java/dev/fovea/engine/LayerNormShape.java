package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.LayerNorm;
import java.util.stream.Stream;

/**
 * What both steps of a {@link LayerNorm} share: {@link LayerNormInStep}, which reads its input and
 * completes the gradient of it, and {@link LayerNormOutStep}, which writes its output and takes the
 * gradient of that. There are two because each needs numbers of the whole image that the other
 * gathered, and all threads meet between two steps.
 *
 * @param in its channels are what threads share out; see {@link #of}
 * @param inMeasured the same along rows, whatever has a border elsewhere
 * @param dIn null where nobody needs it; may be {@code dOut}
 * @param dOut null in a plan that only predicts
 * @param room where it keeps what it measures
 * @param weightsAt where its weights begin among the parameters; as many biases follow
 */
record LayerNormShape(
    View in,
    View inMeasured,
    View out,
    View dIn,
    View dOut,
    LayerNormRoom room,
    int weightsAt,
    float epsilon) {

  /**
   * Values without borders are seen as rows, because kernels are fast along rows: each channel as
   * one, or all of a vector.
   */
  static LayerNormShape of(
      LayerNorm layer, View in, View out, View dIn, View dOut, LayerNormRoom room, int weightsAt) {
    boolean rows =
        Stream.of(in, out, dIn == null ? in : dIn, dOut == null ? out : dOut)
            .allMatch(View::contiguous);
    return new LayerNormShape(
        seen(in, rows),
        in.contiguous() ? row(in) : seen(in, false),
        seen(out, rows),
        dIn == null ? null : seen(dIn, rows),
        dOut == null ? null : seen(dOut, rows),
        room,
        weightsAt,
        (float) layer.epsilon());
  }

  private static View seen(View view, boolean rows) {
    if (rows) {
      return row(view);
    }
    // A vector is measured as one channel, borders or not.
    boolean vector = view.height() * view.width() == 1;
    int stride = view.channelStride();
    return vector
        ? new View(view.at(), 1, view.channels(), 1, view.channels() * stride, stride)
        : view;
  }

  private static View row(View view) {
    int elements = view.height() * view.width();
    int channels = elements == 1 ? 1 : view.channels();
    int columns = elements == 1 ? view.channels() : elements;
    int stride = columns * Lanes.COUNT;
    return new View(view.at(), channels, 1, columns, stride, stride);
  }

  /** Elements of an image. */
  int elements() {
    return in.channels() * in.height() * in.width();
  }

  int biasAt() {
    return weightsAt + elements();
  }

  /** Where the statistics of the images are in a block. */
  int statisticsAt(int block) {
    return block + room.at();
  }

  /** Where the moments of the channels are. */
  int momentsAt(int block) {
    return block + room.momentsAt();
  }

  /** The statistics and the moments of all channels. */
  void measured(Reaches r) {
    r.add(Place.BLOCK, room.at(), LayerNormRoom.measured(in.channels()));
  }

  void parameters(Reaches r) {
    r.add(Place.PARAMETERS, weightsAt, elements());
    r.add(Place.PARAMETERS, biasAt(), elements());
  }

  /** What is summed for the gradients of the parameters. */
  void sums(Reaches r) {
    r.add(Place.BLOCK, room.sumsAt(), elements());
    r.add(Place.BLOCK, room.biasSumsAt(elements()), elements());
  }
}
