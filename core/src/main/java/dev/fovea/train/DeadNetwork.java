package dev.fovea.train;

import dev.fovea.engine.LargestValue;
import dev.fovea.net.Activation;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a network that can learn no more: on every way from the image to the output lies an
 * activation that gives nothing but 0, whatever the image, so that no gradient passes it.
 *
 * <p>The values tell it and not the gradient, which is 0 as well where all has been learnt. Only
 * activations count: the weights of a layer that gives 0 because they are 0 may still be learnt.
 * Nor does one count that has nothing to train before it.
 */
final class DeadNetwork {

  /** For fewer images a layer may be silent by chance. */
  private static final int FEW = 16;

  private final Network network;
  private final Set<String> frozen;
  private final Map<String, Float> largest = new HashMap<>();

  private DeadNetwork(Network network, Set<String> frozen, List<LargestValue> values) {
    this.network = network;
    this.frozen = frozen;
    values.forEach(value -> largest.put(value.layer(), value.value()));
  }

  /** Whether a batch of so many images tells. */
  static boolean tells(long images) {
    return images >= FEW;
  }

  /**
   * The sentence about a network that is dead.
   *
   * @param frozen names of layers that are not trained
   * @param values of a batch that {@link #tells}, layer by layer
   * @param where epoch, batch and learning rate
   */
  static Optional<String> sentence(
      Network network, Set<String> frozen, List<LargestValue> values, String where) {
    List<String> silent = new DeadNetwork(network, frozen, values).silent();
    if (silent.isEmpty()) {
      return Optional.empty();
    }
    boolean one = silent.size() == 1;
    return Optional.of(
        "the network is dead in %s: %s %s for every image of the batch, so that nothing before %s learns any more; begin again with a smaller rate or another seed"
            .formatted(
                where,
                (one ? "layer " : "layers ") + String.join(" and ", silent),
                one ? "gives 0" : "give 0",
                one ? "it" : "them"));
  }

  /** Where the image ends on each of its ways; none if it reaches the output on one of them. */
  private List<String> silent() {
    List<Node> nodes = network.nodes();
    boolean[] learning = new boolean[nodes.size()];
    boolean[] reached = new boolean[nodes.size()];
    List<String> silent = new ArrayList<>();
    for (int n = 0; n < nodes.size(); n++) {
      Node node = nodes.get(n);
      learning[n] = isTrained(n) || node.inputs().stream().anyMatch(i -> i >= 0 && learning[i]);
      reached[n] = node.inputs().stream().anyMatch(i -> i == Node.IMAGE || reached[i]);
      // The last one may say 0.
      if (reached[n] && learning[n] && n < nodes.size() - 1 && isSilent(node)) {
        reached[n] = false;
        silent.add(node.name());
      }
    }
    return reached[nodes.size() - 1] ? List.of() : silent;
  }

  private boolean isTrained(int n) {
    Node node = network.nodes().get(n);
    return !frozen.contains(node.name())
        && node.layer().tensors(network.inputShapes().get(n)).stream()
            .anyMatch(tensor -> tensor.role().trained());
  }

  /** At 0 itself the gradient passes any activation but ReLU. */
  private boolean isSilent(Node node) {
    return largestOf(node) == 0
        && switch (node.layer()) {
          case Relu _ -> true;
          case Activation _ -> largestOf(network.nodes().get(node.inputs().getFirst())) > 0;
          default -> false;
        };
  }

  /** What is one step with another layer may not be known; it speaks then. */
  private float largestOf(Node node) {
    return largest.getOrDefault(node.name(), 1f);
  }
}
