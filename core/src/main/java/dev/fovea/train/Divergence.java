package dev.fovea.train;

import dev.fovea.engine.LargestValue;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells whether a loss shows that a training failed, and what to say then. */
final class Divergence {

  /** A loss may be so many times the first one, or that of guessing. */
  private static final double MOST_GROWTH = 1e4;

  /**
   * No layer of a network that learns has such values; those behind one that has mostly do, too.
   */
  private static final float LARGE = 1000;

  private Divergence() {}

  /**
   * Whether a loss is no number any more, or has exploded.
   *
   * @param loss of a batch
   * @param first of the first batch; that of guessing counts if it is larger
   */
  static boolean is(double loss, double first, int classes) {
    return !(loss <= MOST_GROWTH * Math.max(first, Math.log(classes)));
  }

  /**
   * The sentence about a loss.
   *
   * @param where epoch, batch and learning rate
   * @param values of the same batch, layer by layer
   */
  static String sentence(double loss, double first, String where, List<LargestValue> values) {
    String what =
        Double.isFinite(loss)
            ? String.format(Locale.ROOT, "the loss went from %.3g to %.3g", first, loss)
            : "the loss is no longer a number";
    return "%s in %s: %s; try a smaller rate".formatted(what, where, layer(values));
  }

  /** The first layer that went wrong, in the order of the network. */
  private static String layer(List<LargestValue> values) {
    for (LargestValue value : values) {
      if (Float.isInfinite(value.value())) {
        return "layer %s is the first whose values are not finite".formatted(value.layer());
      }
    }
    Optional<LargestValue> first =
        values.stream().filter(value -> value.value() > LARGE).findFirst();
    LargestValue named =
        first.orElseGet(
            () -> Collections.max(values, Comparator.comparingDouble(LargestValue::value)));
    return String.format(
        Locale.ROOT,
        "layer %s %s, %.3g",
        named.layer(),
        first.isPresent() ? "is the first with large values" : "has the largest values",
        named.value());
  }

  /**
   * The sentence about parameters, if one of them is no longer a number: the last step of an epoch
   * has no loss after it that would tell.
   */
  static Optional<String> sentence(Network network, float[] parameters, String where) {
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int end = at + Math.toIntExact(tensor.size());
      double sum = 0;
      for (int i = at; i < end; i++) {
        sum += Math.abs(parameters[i]);
      }
      if (!Double.isFinite(sum)) {
        return Optional.of(
            "the parameters are no longer numbers in %s: layer %s is the first; try a smaller rate"
                .formatted(where, tensor.layer()));
      }
      at = end;
    }
    return Optional.empty();
  }
}
