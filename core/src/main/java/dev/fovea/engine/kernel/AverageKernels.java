package dev.fovea.engine.kernel;

/** The kernels of average pooling; what {@link Kernels} says of all kernels holds here too. */
public interface AverageKernels {

  /**
   * The sum of each window times the share, for channels {@code c0} to {@code c1}. Elements are
   * added up in four sums by turns, because one alone would wait for each addition.
   */
  void forward(Averages g, float[] x, int inAt, int outAt, int c0, int c1);

  /**
   * Gives each element of a window its share of the output's gradient.
   *
   * @param g the same windows over the gradients
   * @param dInAt the input's gradient: written where windows do not overlap, added to where they do
   */
  void backward(Averages g, float[] x, int dInAt, int dOutAt, int c0, int c1);
}
