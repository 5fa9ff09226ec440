package dev.fovea.train;

/** Stops a training after so many batches, counted over all epochs. */
final class StopAfter implements TrainingListener {

  private final int batches;
  private int trained;

  StopAfter(int batches) {
    this.batches = batches;
  }

  /** The trainer, which will be stopped. */
  Trainer in(Trainer trainer) {
    return trainer.listener(this).stopWhen(() -> trained >= batches);
  }

  /** Whether it came so far. */
  boolean stopped() {
    return trained == batches;
  }

  @Override
  public void batch(int epoch, int number, int batches, double loss) {
    trained++;
  }
}
