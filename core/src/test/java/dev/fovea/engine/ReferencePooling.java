package dev.fovea.engine;

import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Shape;

/** Average poolings as their definitions, element by element. */
final class ReferencePooling {

  private ReferencePooling() {}

  /**
   * Each element of the padded image belongs to the window; those of the padding are zeros that
   * count or not, and those beyond it never count.
   */
  static double[] average(AvgPool2d pool, Shape in, Shape out, double[] x) {
    double[] y = new double[out.size()];
    int padding = pool.padding();
    for (int n = 0; n < y.length; n++) {
      int row = n / out.width() % out.height() * pool.stride() - padding;
      int column = n % out.width() * pool.stride() - padding;
      double sum = 0;
      int counted = 0;
      for (int r = row; r < row + pool.kernel(); r++) {
        for (int s = column; s < column + pool.kernel(); s++) {
          if (r >= 0 && r < in.height() && s >= 0 && s < in.width()) {
            sum += x[(n / (out.height() * out.width()) * in.height() + r) * in.width() + s];
            counted++;
          } else if (pool.countPadding() && r < in.height() + padding && s < in.width() + padding) {
            counted++;
          }
        }
      }
      y[n] = sum / counted;
    }
    return y;
  }

  static double[] adaptive(Shape in, Shape out, double[] x) {
    double[] y = new double[out.size()];
    for (int c = 0; c < out.channels(); c++) {
      for (int i = 0; i < out.height(); i++) {
        for (int j = 0; j < out.width(); j++) {
          int top = (int) Math.floor((double) i * in.height() / out.height());
          int bottom = (int) Math.ceil((i + 1.0) * in.height() / out.height());
          int left = (int) Math.floor((double) j * in.width() / out.width());
          int right = (int) Math.ceil((j + 1.0) * in.width() / out.width());
          double sum = 0;
          for (int r = top; r < bottom; r++) {
            for (int s = left; s < right; s++) {
              sum += x[(c * in.height() + r) * in.width() + s];
            }
          }
          y[(c * out.height() + i) * out.width() + j] = sum / ((bottom - top) * (right - left));
        }
      }
    }
    return y;
  }
}
