package dev.fovea.net;

/** What the numbers say that a network ends in, one for each class. */
public enum Outputs {
  /** Numbers of any size, the larger the likelier: their {@link Softmax} are probabilities. */
  LOGITS,
  /** Probabilities that add up to 1. */
  PROBABILITIES,
  /** The logarithms of probabilities. */
  LOG_PROBABILITIES;

  /** What the last layer of {@code network} makes them. */
  public static Outputs of(Network network) {
    return switch (network.nodes().getLast().layer()) {
      case Softmax _ -> PROBABILITIES;
      case LogSoftmax _ -> LOG_PROBABILITIES;
      case Conv2d _, Dense _, Pooling _, Activation _, Normalization _ -> LOGITS;
      case Join _, Dropout _, Flatten _ -> LOGITS;
    };
  }
}
