package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Padding;
import dev.fovea.net.Shape;

/** A convolution as its textbook definition, in double precision, for one image. */
final class ReferenceConvolution {

  private ReferenceConvolution() {}

  /** The output {@code [channel][row][column]}; weights and then biases begin at {@code at}. */
  static double[] of(Conv2d conv, Shape in, Shape out, double[] x, double[] numbers, int at) {
    int inputs = in.channels() / conv.groups();
    int outputs = out.channels() / conv.groups();
    int kh = conv.kernelHeight();
    int kw = conv.kernelWidth();
    int biasAt = at + out.channels() * inputs * kh * kw;
    Padding.Sides sides = conv.sides(in);
    double[] y = new double[out.size()];
    for (int o = 0; o < out.channels(); o++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          double sum = conv.bias() ? numbers[biasAt + o] : 0;
          for (int c = 0; c < inputs; c++) {
            int channel = o / outputs * inputs + c;
            for (int i = 0; i < kh; i++) {
              for (int j = 0; j < kw; j++) {
                int r = row * conv.stride() - sides.top() + i * conv.dilation();
                int s = column * conv.stride() - sides.left() + j * conv.dilation();
                if (r >= 0 && r < in.height() && s >= 0 && s < in.width()) {
                  sum +=
                      numbers[at + ((o * inputs + c) * kh + i) * kw + j]
                          * x[(channel * in.height() + r) * in.width() + s];
                }
              }
            }
          }
          y[(o * out.height() + row) * out.width() + column] = sum;
        }
      }
    }
    return y;
  }
}
