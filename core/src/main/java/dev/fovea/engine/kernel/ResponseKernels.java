package dev.fovea.engine.kernel;

/**
 * The kernels of local response normalisation (Krizhevsky et al., 2012): each element is divided by
 * {@code divisor ^ beta}, {@code divisor = k + share * sum}, the sum being that of the squares of
 * the same element in the channels around. What {@link Kernels} says of all kernels holds here too.
 */
public interface ResponseKernels {

  /**
   * Channels {@code c0} to {@code c1} of the output.
   *
   * @param divisors receives the divisors, too; may be {@code out}, which is then overwritten
   * @param at where the block begins
   */
  void forward(Responses r, View in, View divisors, View out, float[] x, int at, int c0, int c1);

  /**
   * The first half of the way back, for channels {@code c0} to {@code c1}: {@code dIn = dOut /
   * divisor ^ beta}, which is what the gradient were if the divisors were constant; and {@code dIn
   * * in / divisor} in the place of each divisor.
   */
  void backward(
      Responses r, View in, View divisors, View dOut, View dIn, float[] x, int at, int c0, int c1);

  /**
   * The second half, for channels {@code c0} to {@code c1}: what comes back through the divisors in
   * which an element takes part is subtracted from {@code dIn}.
   *
   * @param quotients what {@link #backward} left in all channels
   */
  void spread(Responses r, View in, View quotients, View dIn, float[] x, int at, int c0, int c1);
}
