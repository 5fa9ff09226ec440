package dev.fovea.train.schedule;

/** The same rate for the whole training. */
public record Constant() implements Schedule {

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    return 1;
  }
}
