package dev.fovea.engine.kernel;

/** {@link ResponseKernels} as plain loops. */
final class ScalarResponses implements ResponseKernels {

  static final ScalarResponses INSTANCE = new ScalarResponses();

  private ScalarResponses() {}

  @Override
  public void forward(
      Responses r, View in, View divisors, View out, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      int last = r.last(c, in.channels());
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int divisor = at + divisors.offset(c, row);
        int to = at + out.offset(c, row);
        for (int i = 0; i < in.rowSize(); i++) {
          float sum = 0;
          for (int n = r.first(c); n <= last; n++) {
            float v = x[value + (n - c) * in.channelStride() + i];
            sum = Math.fma(v, v, sum);
          }
          x[divisor + i] = Math.fma(sum, r.share(), r.k());
          x[to + i] = x[value + i] * r.power(x[divisor + i]);
        }
      }
    }
  }

  @Override
  public void backward(
      Responses r, View in, View divisors, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int divisor = at + divisors.offset(c, row);
        int from = at + dOut.offset(c, row);
        int to = at + dIn.offset(c, row);
        for (int i = 0; i < in.rowSize(); i++) {
          float direct = x[from + i] * r.power(x[divisor + i]);
          x[to + i] = direct;
          x[divisor + i] = direct * x[value + i] / x[divisor + i];
        }
      }
    }
  }

  @Override
  public void spread(
      Responses r, View in, View quotients, View dIn, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      int last = r.lastWith(c, in.channels());
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int quotient = at + quotients.offset(c, row);
        int to = at + dIn.offset(c, row);
        for (int i = 0; i < in.rowSize(); i++) {
          float sum = 0;
          for (int n = r.firstWith(c); n <= last; n++) {
            sum += x[quotient + (n - c) * quotients.channelStride() + i];
          }
          x[to + i] = Math.fma(x[value + i] * r.spreading(), sum, x[to + i]);
        }
      }
    }
  }
}
