package dev.fovea.bench;

import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.optimizer.Optimizer;
import java.util.Optional;

/**
 * What is raced: a network of the zoo with its recipe, at one batch size. Every side trains the
 * same layers with the same optimizer on the same digits.
 *
 * @param name how it is asked for: {@code lenet}, or {@code lenet:128} for another batch
 * @param network the layers
 * @param optimizer how parameters follow their gradient
 * @param scaling how bytes become inputs
 * @param batch images in a training step
 */
public record Heat(String name, Network network, Optimizer optimizer, Scaling scaling, int batch) {

  /** How much of it is measured. */
  public Portion portion() {
    return Portion.of(network, batch);
  }

  /** For optimizers that no recipe of the race has. */
  public static IllegalArgumentException unknown(Optimizer optimizer) {
    return new IllegalArgumentException("the race has no " + optimizer);
  }

  /** The heat of that name, if Fovea has such a network. */
  public static Optional<Heat> find(String name) {
    String[] parts = name.split(":", 2);
    int batch = parts.length == 2 ? Integer.parseInt(parts[1]) : usualBatch(parts[0]);
    if (parts[0].equals(FashionBn.NAME)) {
      return find("fashion").map(f -> f.of(name, FashionBn.network(), batch));
    }
    return Recipes.ofNetwork(parts[0])
        .map(r -> new Heat(name, r.network(), r.learning().optimizer(), scaling(r), batch));
  }

  /** No recipe of the race scales by its data. */
  private static Scaling scaling(Recipe recipe) {
    return recipe
        .inputs()
        .scaling()
        .scaling(
            Optional.empty(),
            () -> {
              throw new IllegalArgumentException("the race has no scaling by data");
            });
  }

  /** The race's batches are the targets', which a recipe need not share. */
  private static int usualBatch(String network) {
    return switch (network) {
      case "digits-deep", "resnet-18-32" -> 32;
      default -> 64;
    };
  }

  private Heat of(String name, Network network, int batch) {
    return new Heat(name, network, optimizer, scaling, batch);
  }
}
