package dev.fovea.inspect;

/** Sums over vectors of equal length. */
final class Vectors {

  private Vectors() {}

  /** The inner product. */
  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The length. */
  static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** Adds {@code factor} times {@code a} to {@code to}. */
  static void add(double[] a, double factor, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * a[i];
    }
  }

  /** Multiplies. */
  static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }
}
