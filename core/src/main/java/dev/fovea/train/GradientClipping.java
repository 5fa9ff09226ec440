package dev.fovea.train;

import dev.fovea.engine.Workers;

/**
 * Keeps a gradient short, as PyTorch's {@code clip_grad_norm_} does: if all trained numbers
 * together have a norm of more than {@code most}, they are multiplied by {@code most / (norm +
 * 1e-6)}.
 *
 * <p>Squares are added in double, within pieces of a fixed length and then piece after piece, so
 * that the norm does not depend on the number of threads.
 */
final class GradientClipping {

  private static final int PIECE = 1 << 14;
  private static final double EPSILON = 1e-6;

  private final double most;
  private final float[] gradient;
  private final Workers workers;
  private final int[] from;
  private final int[] to;
  private final double[] sums;
  private final Workers.Task measure = this::measure;
  private final Workers.Task scale = this::scale;
  private float factor;

  GradientClipping(double most, Trained trained, float[] gradient, Workers workers) {
    this.most = most;
    this.gradient = gradient;
    this.workers = workers;
    int pieces = 0;
    for (int r = 0; r < trained.ranges(); r++) {
      pieces += (trained.to(r) - trained.from(r) + PIECE - 1) / PIECE;
    }
    from = new int[pieces];
    to = new int[pieces];
    sums = new double[pieces];
    int piece = 0;
    for (int r = 0; r < trained.ranges(); r++) {
      for (int at = trained.from(r); at < trained.to(r); at = to[piece++]) {
        from[piece] = at;
        to[piece] = at + Math.min(PIECE, trained.to(r) - at);
      }
    }
  }

  /** Clips the gradient, and tells the norm that it had. */
  double clip() {
    workers.run(measure);
    double squares = 0;
    for (double sum : sums) {
      squares += sum;
    }
    double norm = Math.sqrt(squares);
    double wanted = most / (norm + EPSILON);
    if (wanted < 1) {
      factor = (float) wanted;
      workers.run(scale);
    }
    return norm;
  }

  private void measure(int thread) {
    for (int piece = cut(thread); piece < cut(thread + 1); piece++) {
      sums[piece] = squares(gradient, from[piece], to[piece]);
    }
  }

  /** Four sums take turns, so that no addition waits for the one before it. */
  private static double squares(float[] numbers, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += square(numbers[i]);
      s1 += square(numbers[i + 1]);
      s2 += square(numbers[i + 2]);
      s3 += square(numbers[i + 3]);
    }
    for (; i < to; i++) {
      s0 += square(numbers[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double square(double number) {
    return number * number;
  }

  private void scale(int thread) {
    for (int piece = cut(thread); piece < cut(thread + 1); piece++) {
      scale(gradient, from[piece], to[piece], factor);
    }
  }

  private static void scale(float[] numbers, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      numbers[i] *= factor;
    }
  }

  private int cut(int thread) {
    return (int) ((long) sums.length * thread / workers.size());
  }
}
