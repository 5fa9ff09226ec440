package dev.fovea.engine;

import java.util.List;

/**
 * A step and the layer that it belongs to: the first of them, where it stands for two.
 *
 * @param node the layer's position in the network
 * @param step what runs
 */
record PlacedStep(int node, Step step) {

  /** The first step of a layer. */
  static Step first(List<PlacedStep> steps, int node) {
    return steps.stream().filter(s -> s.node() == node).findFirst().orElseThrow().step();
  }
}
