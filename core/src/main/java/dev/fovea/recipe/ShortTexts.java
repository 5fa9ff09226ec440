package dev.fovea.recipe;

import dev.fovea.model.Json;
import dev.fovea.net.Loss;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.schedule.Schedule;

/**
 * Settings as short texts, as recipe files and the command line take them: {@code adam:0.001},
 * {@code warm-up:2,cosine}, {@code cross-entropy:smoothing=0.1}, {@code he:uniform}. Each method
 * takes what messages call the text, and throws a {@link dev.fovea.data.InputException} that says
 * what is wrong with it.
 */
public final class ShortTexts {

  private ShortTexts() {}

  /** An optimizer: sgd, adam, adamw, rmsprop, muon. */
  public static Optimizer optimizer(String where, String text) {
    return OptimizerJson.read(OptimizerJson.FAMILY.read(where, Json.of(text)));
  }

  /**
   * A schedule: constant, step, exponential, cosine, cosine-restarts, one-cycle, plateau, warm-up.
   */
  public static Schedule schedule(String where, String text) {
    return ScheduleJson.read(ScheduleJson.FAMILY.read(where, Json.of(text)));
  }

  /** A loss: cross-entropy, negative-log-likelihood, mean-squared-error. */
  public static Loss loss(String where, String text) {
    return LossJson.read(LossJson.FAMILY.read(where, Json.of(text)));
  }

  /** An initialiser: fan-in, he, glorot, normal, zeros. */
  public static Initializer initializer(String where, String text) {
    return InitializerJson.read(InitializerJson.FAMILY.read(where, Json.of(text)));
  }

  /** A scaling: unit, fixed, data, image, model. */
  public static PixelScaling scaling(String where, String text) {
    return PixelScalingJson.read(PixelScalingJson.FAMILY.read(where, Json.of(text)));
  }
}
