package dev.fovea.bench;

import dev.fovea.net.Network;

/**
 * How much of its work a network is measured on, so that a large one does not take all day: all of
 * it as long as that costs no more than a fixed number of operations.
 *
 * @param images training images in an epoch, the first ones of the data set
 * @param tested test digits that are predicted, the first ones
 * @param passes timed passes over them
 * @param calls timed predictions of one image
 */
public record Portion(int images, int tested, int passes, int calls) {

  private static final int IMAGES = 60_000;
  private static final int INFERENCE_BATCH = 256;
  private static final int TESTED = 10_000;
  private static final int PASSES = 5;
  private static final int CALLS = 2_000;

  /** Fewer, and after an epoch too little may have been learnt. */
  private static final int LEAST_STEPS = 40;

  private static final int LEAST_IMAGES = 2_500;

  /** Whole batches of 256. */
  private static final int LEAST_TESTED = 1_024;

  private static final int LEAST_PASSES = 3;

  /** Fewer, and not all ten digits may be among them. */
  private static final int LEAST_CALLS = 500;

  /** Operations for each of the three: some seconds for the fastest side. */
  private static final double MOST = 0.16e12;

  /** The portion of {@code network}, whole batches of it where not all images are taken. */
  static Portion of(Network network, int batch) {
    double training = Flops.training(network);
    double inference = Flops.inference(network);
    int least = Math.min(IMAGES, Math.max(LEAST_IMAGES, LEAST_STEPS * batch));
    int images = between(least, MOST / training, IMAGES);
    int tested = between(LEAST_TESTED, MOST / (LEAST_PASSES * inference), TESTED);
    return new Portion(
        images < IMAGES ? (images + batch - 1) / batch * batch : IMAGES,
        tested < TESTED ? tested / INFERENCE_BATCH * INFERENCE_BATCH : TESTED,
        between(LEAST_PASSES, MOST / (inference * tested), PASSES),
        // One image may cost as much as sixteen.
        between(LEAST_CALLS, MOST / (16 * inference), CALLS));
  }

  private static int between(int least, double n, int most) {
    return (int) Math.max(least, Math.min(n, most));
  }

  /** Whether anything was left out. */
  boolean isPart() {
    return images < IMAGES || tested < TESTED || passes < PASSES || calls < CALLS;
  }

  @Override
  public String toString() {
    return "epochs of %,d images, %d passes over %,d test images, %,d single images"
        .formatted(images, passes, tested, calls);
  }
}
