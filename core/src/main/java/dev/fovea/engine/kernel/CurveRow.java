package dev.fovea.engine.kernel;

/**
 * A {@link Curve} over {@code size} floats that lie one after the other, a multiple of the lanes.
 *
 * <p>Each curve has an implementation of its own, called through this interface once a row, or once
 * for all rows where these lie together: a method that computes vectors must stay small, and five
 * curves in one would not (see {@link VectorTiles}).
 */
interface CurveRow {

  /** {@code x[to + i]} becomes the function of {@code x[from + i]}. */
  void forward(float slope, float[] x, int from, int to, int size);

  /**
   * {@code x[dIn + i]} becomes {@code x[dOut + i]} times the derivative.
   *
   * @param kept where that is which {@link Curve#fromInput} names
   */
  void backward(float slope, float[] x, int kept, int dOut, int dIn, int size);

  /** {@link ActivationKernels#forward}. */
  static void forward(
      CurveRow row, float slope, View in, View out, float[] x, int at, int c0, int c1) {
    int from = at + in.at();
    int to = at + out.at();
    if (in.contiguous() && out.contiguous()) {
      int first = c0 * in.channelStride();
      row.forward(slope, x, from + first, to + first, (c1 - c0) * in.channelStride());
      return;
    }
    for (int c = c0; c < c1; c++) {
      for (int r = 0; r < in.height(); r++) {
        row.forward(
            slope,
            x,
            from + c * in.channelStride() + r * in.rowStride(),
            to + c * out.channelStride() + r * out.rowStride(),
            in.rowSize());
      }
    }
  }

  /** {@link ActivationKernels#backward}. */
  static void backward(
      CurveRow row,
      float slope,
      View kept,
      View dOut,
      View dIn,
      float[] x,
      int at,
      int c0,
      int c1) {
    int value = at + kept.at();
    int from = at + dOut.at();
    int to = at + dIn.at();
    if (kept.contiguous() && dOut.contiguous() && dIn.contiguous()) {
      int first = c0 * kept.channelStride();
      int size = (c1 - c0) * kept.channelStride();
      row.backward(slope, x, value + first, from + first, to + first, size);
      return;
    }
    for (int c = c0; c < c1; c++) {
      for (int r = 0; r < kept.height(); r++) {
        row.backward(
            slope,
            x,
            value + c * kept.channelStride() + r * kept.rowStride(),
            from + c * dOut.channelStride() + r * dOut.rowStride(),
            to + c * dIn.channelStride() + r * dIn.rowStride(),
            kept.rowSize());
      }
    }
  }
}
