package dev.fovea.train.schedule;

/**
 * How the learning rate goes while a network is trained: a factor of the optimizer's rate for each
 * step. Formulas are PyTorch's, whose schedulers have the same names and settings, counted here in
 * parts of the rate: a minimum of 0.01 is a hundredth of the optimizer's rate.
 */
public sealed interface Schedule
    permits Constant,
        StepDecay,
        Exponential,
        Cosine,
        CosineRestarts,
        OneCycle,
        ReduceOnPlateau,
        WarmUp {

  /**
   * The factor of a step. It depends on nothing but the arguments; of a {@link ReduceOnPlateau} it
   * is 1, as long as there has been no loss.
   *
   * @param step from 0; from {@code steps} on, the factor stays what it was at the end
   * @param stepsPerEpoch at least 1
   * @param steps how many there are in the whole training, at least 1
   */
  double factor(long step, long stepsPerEpoch, long steps);
}
