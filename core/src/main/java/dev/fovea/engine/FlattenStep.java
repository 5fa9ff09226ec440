package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Flatten;

/**
 * {@link Flatten}: the vector is the image without its borders. Mostly both are the same floats,
 * and nothing is to do; where one of them has a border, rows are copied.
 *
 * @param in the image
 * @param out the vector
 */
record FlattenStep(View in, View out, View dIn, View dOut) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    if (in.at() == out.at()) {
      return;
    }
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      for (int c = c0; c < c1; c++) {
        for (int i = 0; i < in.height() * in.width(); i++) {
          copy(f, g, element(in, c, i), feature(in, out, c, i));
        }
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null || dIn.at() == dOut.at()) {
      return;
    }
    int c0 = Step.cut(dIn.channels(), part, parts);
    int c1 = Step.cut(dIn.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      for (int c = c0; c < c1; c++) {
        for (int i = 0; i < dIn.height() * dIn.width(); i++) {
          copy(f, g, feature(dIn, dOut, c, i), element(dIn, c, i));
        }
      }
    }
  }

  /** Where element {@code i} of channel {@code c} of the image is. */
  private static int element(View image, int c, int i) {
    int row = i / image.width();
    int column = i - row * image.width();
    return image.offset(c, row) + column * Lanes.COUNT;
  }

  /** Where the same element is in the vector. */
  private static int feature(View image, View vector, int c, int i) {
    return vector.at() + (c * image.height() * image.width() + i) * vector.channelStride();
  }

  private static void copy(Frame f, int g, int from, int to) {
    int at = g * f.groupStride;
    System.arraycopy(f.x, at + from, f.x, at + to, Lanes.COUNT);
  }

  @Override
  public void reach(Reaches r) {
    if (in.at() != out.at()) {
      r.view(in);
      r.lanes(features(in, out));
    }
    if (dIn != null && dIn.at() != dOut.at()) {
      r.view(dIn);
      r.lanes(features(dIn, dOut));
    }
  }

  private static Span features(View image, View vector) {
    int size = image.channels() * image.height() * image.width();
    return Span.steps(size, vector.channelStride()).plus(vector.at());
  }
}
