package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which numbers of a model a training begins with: those of the tensors that the network has under
 * the same name and with the same shape. The others are initialised as usual.
 *
 * @param taken the names of the tensors whose numbers are the model's
 * @param initialised the names of the network's other tensors
 * @param left the names of the model's tensors that nothing takes
 */
public record Transfer(List<String> taken, List<String> initialised, List<String> left) {

  /** Copies the lists. */
  public Transfer {
    taken = List.copyOf(taken);
    initialised = List.copyOf(initialised);
    left = List.copyOf(left);
  }

  /**
   * Compares a model and a network.
   *
   * @param anew names of layers that are initialised even if they fit
   * @throws InputException if the network has no such layer, or nothing fits
   */
  static Transfer of(Model model, Network network, Set<String> anew) {
    for (String layer : anew) {
      if (network.nodes().stream().noneMatch(node -> node.name().equals(layer))) {
        throw new InputException(
            "network %s has no layer %s to initialise".formatted(network.name(), layer));
      }
    }
    Map<String, List<Integer>> offered = new HashMap<>();
    model.network().tensors().forEach(tensor -> offered.put(tensor.name(), tensor.dims()));
    List<String> taken = new ArrayList<>();
    List<String> initialised = new ArrayList<>();
    for (Tensor tensor : network.tensors()) {
      boolean fits =
          tensor.dims().equals(offered.get(tensor.name())) && !anew.contains(tensor.layer());
      (fits ? taken : initialised).add(tensor.name());
    }
    if (taken.isEmpty()) {
      throw new InputException(
          "nothing of a model of %s fits network %s: its tensors need the same names and shapes"
              .formatted(model.network().name(), network.name()));
    }
    List<String> left =
        model.network().tensors().stream()
            .map(Tensor::name)
            .filter(name -> !taken.contains(name))
            .toList();
    return new Transfer(taken, initialised, left);
  }

  /** Puts what is taken into the numbers of {@code network}. */
  void copy(Model model, Network network, float[] into) {
    float[] from = model.parameters();
    Map<String, Integer> places = places(model.network());
    Map<String, Integer> targets = places(network);
    for (Tensor tensor : network.tensors()) {
      if (taken.contains(tensor.name())) {
        int size = Math.toIntExact(tensor.size());
        int place = places.get(tensor.name());
        System.arraycopy(from, place, into, targets.get(tensor.name()), size);
      }
    }
  }

  private static Map<String, Integer> places(Network network) {
    Map<String, Integer> places = new HashMap<>();
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      places.put(tensor.name(), at);
      at += Math.toIntExact(tensor.size());
    }
    return places;
  }
}
