package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * Each {@link TileTransform} of one line: elements {@code step} apart from {@code at} on, results
 * {@code toStep} apart from {@code to} on. Points that differ in sign only share their sums: even
 * powers once, odd powers once.
 */
final class VectorLines {

  private VectorLines() {}

  static void input(float[] x, int at, int step, int to, int toStep) {
    FloatVector x0 = load(x, at);
    FloatVector x1 = load(x, at + step);
    FloatVector x2 = load(x, at + 2 * step);
    FloatVector x3 = load(x, at + 3 * step);
    FloatVector x4 = load(x, at + 4 * step);
    FloatVector x5 = load(x, at + 5 * step);
    FloatVector x6 = load(x, at + 6 * step);
    FloatVector x7 = load(x, at + 7 * step);
    fma(5.25f, x4.sub(x2), x0.sub(x6)).intoArray(x, to);
    FloatVector even = fma(-4.25f, x4, x2.add(x6));
    FloatVector odd = fma(-4.25f, x3, x1.add(x5));
    even.add(odd).intoArray(x, to + toStep);
    even.sub(odd).intoArray(x, to + 2 * toStep);
    even = fma(0.25f, x2, fma(-1.25f, x4, x6));
    odd = fma(0.25f, x1, fma(-1.25f, x3, x5));
    fma(2f, odd, even).intoArray(x, to + 3 * toStep);
    fma(-2f, odd, even).intoArray(x, to + 4 * toStep);
    even = fma(4f, x2, fma(-5f, x4, x6));
    odd = fma(4f, x1, fma(-5f, x3, x5));
    fma(0.5f, odd, even).intoArray(x, to + 5 * toStep);
    fma(-0.5f, odd, even).intoArray(x, to + 6 * toStep);
    fma(5.25f, x3.sub(x5), x7.sub(x1)).intoArray(x, to + 7 * toStep);
  }

  static void output4(float[] x, int at, int step, int to, int toStep) {
    FloatVector y1 = load(x, at + step);
    FloatVector y2 = load(x, at + 2 * step);
    FloatVector s1 = y1.add(y2);
    FloatVector d1 = y1.sub(y2);
    FloatVector y3 = load(x, at + 3 * step);
    FloatVector y4 = load(x, at + 4 * step);
    FloatVector s2 = y3.add(y4);
    FloatVector d2 = y3.sub(y4);
    FloatVector y5 = load(x, at + 5 * step);
    FloatVector y6 = load(x, at + 6 * step);
    FloatVector s3 = y5.add(y6);
    FloatVector d3 = y5.sub(y6);
    load(x, at).add(s1).add(s2.add(s3)).intoArray(x, to);
    fma(2f, d2, fma(0.5f, d3, d1)).intoArray(x, to + toStep);
    fma(4f, s2, fma(0.25f, s3, s1)).intoArray(x, to + 2 * toStep);
    FloatVector last = d1.add(load(x, at + 7 * step));
    fma(8f, d2, fma(0.125f, d3, last)).intoArray(x, to + 3 * toStep);
  }

  static void output6(float[] x, int at, int step, int to, int toStep) {
    FloatVector y1 = load(x, at + step);
    FloatVector y2 = load(x, at + 2 * step);
    FloatVector s1 = y1.add(y2);
    FloatVector d1 = y1.sub(y2);
    FloatVector y3 = load(x, at + 3 * step);
    FloatVector y4 = load(x, at + 4 * step);
    FloatVector s2 = y3.add(y4);
    FloatVector d2 = y3.sub(y4);
    FloatVector y5 = load(x, at + 5 * step);
    FloatVector y6 = load(x, at + 6 * step);
    FloatVector s3 = y5.add(y6);
    FloatVector d3 = y5.sub(y6);
    load(x, at).add(s1).add(s2.add(s3)).intoArray(x, to);
    fma(2f, d2, fma(0.5f, d3, d1)).intoArray(x, to + toStep);
    fma(4f, s2, fma(0.25f, s3, s1)).intoArray(x, to + 2 * toStep);
    fma(8f, d2, fma(0.125f, d3, d1)).intoArray(x, to + 3 * toStep);
    fma(16f, s2, fma(0.0625f, s3, s1)).intoArray(x, to + 4 * toStep);
    FloatVector last = d1.add(load(x, at + 7 * step));
    fma(32f, d2, fma(0.03125f, d3, last)).intoArray(x, to + 5 * toStep);
  }

  static void outputGradient4(float[] x, int at, int step, int to, int toStep) {
    FloatVector z0 = load(x, at);
    FloatVector z1 = load(x, at + step);
    FloatVector z2 = load(x, at + 2 * step);
    FloatVector z3 = load(x, at + 3 * step);
    z0.intoArray(x, to);
    FloatVector even = z0.add(z2);
    FloatVector odd = z1.add(z3);
    even.add(odd).intoArray(x, to + toStep);
    even.sub(odd).intoArray(x, to + 2 * toStep);
    even = fma(4f, z2, z0);
    odd = fma(4f, z3, z1);
    fma(2f, odd, even).intoArray(x, to + 3 * toStep);
    fma(-2f, odd, even).intoArray(x, to + 4 * toStep);
    even = fma(0.25f, z2, z0);
    odd = fma(0.25f, z3, z1);
    fma(0.5f, odd, even).intoArray(x, to + 5 * toStep);
    fma(-0.5f, odd, even).intoArray(x, to + 6 * toStep);
    z3.intoArray(x, to + 7 * toStep);
  }

  static void outputGradient6(float[] x, int at, int step, int to, int toStep) {
    FloatVector z0 = load(x, at);
    FloatVector z1 = load(x, at + step);
    FloatVector z2 = load(x, at + 2 * step);
    FloatVector z3 = load(x, at + 3 * step);
    FloatVector z4 = load(x, at + 4 * step);
    FloatVector z5 = load(x, at + 5 * step);
    z0.intoArray(x, to);
    FloatVector even = z0.add(z2).add(z4);
    FloatVector odd = z1.add(z3).add(z5);
    even.add(odd).intoArray(x, to + toStep);
    even.sub(odd).intoArray(x, to + 2 * toStep);
    even = fma(16f, z4, fma(4f, z2, z0));
    odd = fma(16f, z5, fma(4f, z3, z1));
    fma(2f, odd, even).intoArray(x, to + 3 * toStep);
    fma(-2f, odd, even).intoArray(x, to + 4 * toStep);
    even = fma(0.0625f, z4, fma(0.25f, z2, z0));
    odd = fma(0.0625f, z5, fma(0.25f, z3, z1));
    fma(0.5f, odd, even).intoArray(x, to + 5 * toStep);
    fma(-0.5f, odd, even).intoArray(x, to + 6 * toStep);
    z5.intoArray(x, to + 7 * toStep);
  }

  static void inputGradient(float[] x, int at, int step, int to, int toStep) {
    FloatVector y1 = load(x, at + step);
    FloatVector y2 = load(x, at + 2 * step);
    FloatVector s1 = y1.add(y2);
    FloatVector d1 = y1.sub(y2);
    FloatVector y3 = load(x, at + 3 * step);
    FloatVector y4 = load(x, at + 4 * step);
    FloatVector s2 = y3.add(y4);
    FloatVector d2 = y3.sub(y4);
    FloatVector y5 = load(x, at + 5 * step);
    FloatVector y6 = load(x, at + 6 * step);
    FloatVector s3 = y5.add(y6);
    FloatVector d3 = y5.sub(y6);
    FloatVector y0 = load(x, at);
    y0.intoArray(x, to);
    fma(4f, s3, fma(0.25f, s2, fma(-5.25f, y0, s1))).intoArray(x, to + 2 * toStep);
    fma(-5f, s3, fma(-1.25f, s2, fma(-4.25f, s1, y0.mul(5.25f)))).intoArray(x, to + 4 * toStep);
    s1.add(s2).add(s3).sub(y0).intoArray(x, to + 6 * toStep);
    FloatVector y7 = load(x, at + 7 * step);
    fma(2f, d3, fma(0.5f, d2, d1)).sub(y7).intoArray(x, to + toStep);
    fma(-2.5f, d2.add(d3), fma(-4.25f, d1, y7.mul(5.25f))).intoArray(x, to + 3 * toStep);
    fma(0.5f, d3, fma(2f, d2, fma(-5.25f, y7, d1))).intoArray(x, to + 5 * toStep);
    y7.intoArray(x, to + 7 * toStep);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(S, x, at);
  }

  private static FloatVector fma(float c, FloatVector v, FloatVector sum) {
    return v.fma(FloatVector.broadcast(S, c), sum);
  }
}
