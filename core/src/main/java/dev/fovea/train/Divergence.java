package dev.fovea.train;

import dev.fovea.engine.LargestValue;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells whether a loss shows that a training failed, and what to say then. */
final class Divergence {

  /** A loss may be so many times the first one, or that of guessing. */
  private static final double MOST_GROWTH = 1e4;

  /** For fewer images a layer may be silent by chance. */
  private static final int FEW = 16;

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

  private static String layer(List<LargestValue> values) {
    LargestValue largest = values.getFirst();
    for (LargestValue value : values) {
      if (Float.isInfinite(value.value())) {
        return "layer %s is the first whose values are not finite".formatted(value.layer());
      }
      largest = value.value() > largest.value() ? value : largest;
    }
    return String.format(
        Locale.ROOT, "the largest value, %.3g, is in layer %s", largest.value(), largest.layer());
  }

  /**
   * The sentence about a network that can learn no more: a layer gives nothing but 0, whatever the
   * image, so that no gradient passes it. Only where each layer reads the one before; a branch may
   * be silent while another one speaks.
   *
   * @param values of the last batch, layer by layer
   * @param images in that batch
   */
  static Optional<String> dead(
      Network network, List<LargestValue> values, long images, String where) {
    if (images < FEW || !isChain(network)) {
      return Optional.empty();
    }
    Set<String> telling = telling(network);
    return values.stream()
        .filter(value -> value.value() == 0 && telling.contains(value.layer()))
        .findFirst()
        .map(
            value ->
                "the network is dead in %s: layer %s gives 0 for every image of the batch, so that nothing before it learns any more; begin again with a smaller rate or another seed"
                    .formatted(where, value.layer()));
  }

  /** Those that have numbers of their own or come after such; but not the last, which may say 0. */
  private static Set<String> telling(Network network) {
    List<Node> nodes = network.nodes();
    return IntStream.range(0, nodes.size() - 1)
        .dropWhile(n -> nodes.get(n).layer().tensors(network.inputShapes().get(n)).isEmpty())
        .mapToObj(n -> nodes.get(n).name())
        .collect(Collectors.toSet());
  }

  private static boolean isChain(Network network) {
    for (int n = 0; n < network.nodes().size(); n++) {
      if (!network.nodes().get(n).inputs().equals(List.of(n == 0 ? Node.IMAGE : n - 1))) {
        return false;
      }
    }
    return true;
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
