package dev.fovea.engine;

/**
 * One layer, or a part of one, made concrete: where its numbers lie, and which kernels run over
 * them.
 *
 * <p>Work is cut in two ways: by groups of images, or into {@code parts} of all groups, of which a
 * thread computes one. Each number is computed whole by one thread, in the same order, however the
 * work is cut; so results do not depend on the number of threads.
 */
sealed interface Step
    permits ConvStep,
        WinogradStep,
        TilePointsStep,
        TileProductStep,
        TileGradientStep,
        ConvPoolStep,
        MaxPoolStep,
        AveragePoolStep,
        LayerNormInStep,
        LayerNormOutStep,
        ResponseNormStep,
        ResponseSpreadStep,
        ReluStep,
        ActivationStep,
        SoftmaxStep,
        DropoutStep,
        FlattenStep,
        DenseStep,
        BatchNormSumsStep,
        BatchNormCombineStep,
        BatchNormApplyStep,
        AddStep,
        ConcatStep,
        ForkStep {

  /** Part {@code part} of what depends on the parameters alone, before any group. */
  default void prepare(Frame f, int part, int parts) {}

  /**
   * Computes part {@code part} of {@code parts} of the output of groups {@code g0} to {@code g1}.
   */
  void forward(Frame f, int g0, int g1, int part, int parts);

  /** Likewise the gradient of the input, from the gradient of the output. */
  void backward(Frame f, int g0, int g1, int part, int parts);

  /** Likewise the gradient of the parameters, over all groups. */
  default void gradients(Frame f, int part, int parts) {}

  /**
   * Says which floats the methods above can touch, from the tables that they run with. In a plan
   * that only predicts nothing goes backward.
   */
  void reach(Reaches r);

  /** Whether the step is faster cut into parts of all groups than group after group. */
  default boolean together() {
    return false;
  }

  /** Where part {@code part} of {@code n} things begins; part {@code parts} is the end. */
  static int cut(int n, int part, int parts) {
    return (int) ((long) n * part / parts);
  }
}
