package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/** Each small {@link TileTransform} of one line, as {@link VectorLines} has the others. */
final class VectorSmallLines {

  private VectorSmallLines() {}

  static void input(float[] x, int at, int step, int to, int toStep) {
    FloatVector x0 = load(x, at);
    FloatVector x1 = load(x, at + step);
    FloatVector x2 = load(x, at + 2 * step);
    FloatVector x3 = load(x, at + 3 * step);
    FloatVector x4 = load(x, at + 4 * step);
    FloatVector x5 = load(x, at + 5 * step);
    fma(4f, x0, fma(-5f, x2, x4)).intoArray(x, to);
    FloatVector even = fma(-4f, x2, x4);
    FloatVector odd = fma(-4f, x1, x3);
    even.add(odd).intoArray(x, to + toStep);
    even.sub(odd).intoArray(x, to + 2 * toStep);
    even = x4.sub(x2);
    odd = x3.sub(x1);
    fma(2f, odd, even).intoArray(x, to + 3 * toStep);
    fma(-2f, odd, even).intoArray(x, to + 4 * toStep);
    fma(4f, x1, fma(-5f, x3, x5)).intoArray(x, to + 5 * toStep);
  }

  static void output(float[] x, int at, int step, int to, int toStep) {
    FloatVector y1 = load(x, at + step);
    FloatVector y2 = load(x, at + 2 * step);
    FloatVector s1 = y1.add(y2);
    FloatVector d1 = y1.sub(y2);
    FloatVector y3 = load(x, at + 3 * step);
    FloatVector y4 = load(x, at + 4 * step);
    FloatVector s2 = y3.add(y4);
    FloatVector d2 = y3.sub(y4);
    load(x, at).add(s1).add(s2).intoArray(x, to);
    fma(2f, d2, d1).intoArray(x, to + toStep);
    fma(4f, s2, s1).intoArray(x, to + 2 * toStep);
    fma(8f, d2, d1.add(load(x, at + 5 * step))).intoArray(x, to + 3 * toStep);
  }

  static void outputGradient(float[] x, int at, int step, int to, int toStep) {
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
    z3.intoArray(x, to + 5 * toStep);
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
    FloatVector y0 = load(x, at);
    FloatVector y5 = load(x, at + 5 * step);
    y0.mul(4f).intoArray(x, to);
    fma(4f, y5.sub(d1), d2.mul(-2f)).intoArray(x, to + toStep);
    fma(-5f, y0, fma(-4f, s1, s2.mul(-1f))).intoArray(x, to + 2 * toStep);
    fma(-5f, y5, fma(2f, d2, d1)).intoArray(x, to + 3 * toStep);
    y0.add(s1).add(s2).intoArray(x, to + 4 * toStep);
    y5.intoArray(x, to + 5 * toStep);
  }

  static void filter(float[] x, int at, int step, int to, int toStep) {
    FloatVector g0 = load(x, at);
    FloatVector g1 = load(x, at + step);
    FloatVector g2 = load(x, at + 2 * step);
    g0.mul(0.25f).intoArray(x, to);
    FloatVector even = g0.add(g2);
    even.add(g1).mul(-1 / 6f).intoArray(x, to + toStep);
    even.sub(g1).mul(-1 / 6f).intoArray(x, to + 2 * toStep);
    even = fma(4f, g2, g0);
    fma(2f, g1, even).mul(1 / 24f).intoArray(x, to + 3 * toStep);
    fma(-2f, g1, even).mul(1 / 24f).intoArray(x, to + 4 * toStep);
    g2.intoArray(x, to + 5 * toStep);
  }

  static void filterGradient(float[] x, int at, int step, int to, int toStep) {
    FloatVector y1 = load(x, at + step);
    FloatVector y2 = load(x, at + 2 * step);
    FloatVector s1 = y1.add(y2);
    FloatVector d1 = y1.sub(y2);
    FloatVector y3 = load(x, at + 3 * step);
    FloatVector y4 = load(x, at + 4 * step);
    FloatVector s2 = y3.add(y4);
    FloatVector d2 = y3.sub(y4);
    fma(0.25f, load(x, at), fma(1 / 24f, s2, s1.mul(-1 / 6f))).intoArray(x, to);
    fma(1 / 12f, d2, d1.mul(-1 / 6f)).intoArray(x, to + toStep);
    fma(1 / 6f, s2.sub(s1), load(x, at + 5 * step)).intoArray(x, to + 2 * toStep);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(S, x, at);
  }

  private static FloatVector fma(float c, FloatVector v, FloatVector sum) {
    return v.fma(FloatVector.broadcast(S, c), sum);
  }
}
