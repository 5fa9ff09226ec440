package dev.fovea.net.zoo;

import dev.fovea.net.Layer;
import dev.fovea.net.NetworkBuilder;
import java.util.List;

/** Layers under the names that PyTorch's containers give them. */
final class Named {

  private Named() {}

  /** Layers one after the other, called {@code name.0}, {@code name.1} and so on. */
  static void sequential(NetworkBuilder net, String name, List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      net.add(name + "." + i, layers.get(i));
    }
  }
}
