package dev.fovea.engine.kernel;

/**
 * The inner loops of activations, except ReLU, and of softmax over the features of a vector. As for
 * {@link Kernels}, scalar and vector ones give the same bits, and the caller proves all sizes.
 *
 * <p>{@code at} is where the block of a group of images begins in {@code x}.
 */
public interface ActivationKernels {

  /** {@code out = f(in)} for channels {@code c0} to {@code c1}; may be in place. */
  void forward(Curve curve, View in, View out, float[] x, int at, int c0, int c1);

  /**
   * {@code dIn = f'(in) * dOut} for channels {@code c0} to {@code c1}; may be in place.
   *
   * @param kept what came in if {@link Curve#fromInput} says so, else what came out; a leaky
   *     rectifier's derivative at 0 is its slope
   */
  void backward(Curve curve, View kept, View dOut, View dIn, float[] x, int at, int c0, int c1);

  /**
   * {@code out = exp(in) / sum(exp(in))}, summed over channels, for each lane of a value of one row
   * and column. Finite numbers of any size give finite results.
   *
   * @param scratch room for 32 floats
   */
  void softmax(View in, View out, float[] x, int at, float[] scratch);

  /** {@code dIn = out * (dOut - sum(out * dOut))}. */
  void softmaxBackward(View out, View dOut, View dIn, float[] x, int at);

  /**
   * {@code out = in - log(sum(exp(in)))}, likewise.
   *
   * @param scratch room for 32 floats
   */
  void logSoftmax(View in, View out, float[] x, int at, float[] scratch);

  /**
   * {@code dIn = dOut - exp(out) * sum(dOut)}.
   *
   * @param scratch room for 16 floats
   */
  void logSoftmaxBackward(View out, View dOut, View dIn, float[] x, int at, float[] scratch);
}
