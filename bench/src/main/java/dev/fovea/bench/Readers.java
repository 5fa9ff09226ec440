package dev.fovea.bench;

import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.ArrayList;
import java.util.List;

/** Who reads the values of a graph, for peers that keep them themselves. */
public final class Readers {

  private Readers() {}

  /**
   * For each node, which of its inputs nobody reads after it, each once: their memory can be had
   * again. The images stay with the caller, and so are not among them.
   */
  public static List<List<Integer>> last(Network network) {
    List<Node> nodes = network.nodes();
    int[] reader = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      for (int from : nodes.get(i).inputs()) {
        if (from != Node.IMAGE) {
          reader[from] = i;
        }
      }
    }
    List<List<Integer>> last = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int node = i;
      last.add(
          nodes.get(i).inputs().stream()
              .distinct()
              .filter(from -> from != Node.IMAGE && reader[from] == node)
              .toList());
    }
    return last;
  }
}
