package dev.fovea.train;

import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.Sgd;
import java.util.Optional;

/**
 * How a network is trained where nothing else is said: the settings of its tutorial.
 *
 * @param network what is trained
 * @param optimizer how its parameters follow the gradient
 * @param batch images in a step
 * @param epochs how often each image is seen
 * @param scaling how bytes become inputs
 * @param initializers what its parameters begin with; PyTorch's default unless said
 */
public record Recipe(
    Network network,
    Optimizer optimizer,
    int batch,
    int epochs,
    Scaling scaling,
    Initializers initializers) {

  /** With PyTorch's first parameters. */
  public Recipe(Network network, Optimizer optimizer, int batch, int epochs, Scaling scaling) {
    this(network, optimizer, batch, epochs, scaling, Initializers.DEFAULT);
  }

  /** The recipe of a network of the {@link Zoo}, if there is one of that name. */
  public static Optional<Recipe> find(String name) {
    return Zoo.find(name).map(Recipe::of);
  }

  private static Recipe of(Network network) {
    return switch (network.name()) {
      case "doodle" -> new Recipe(network, new Sgd(0.03, 0.9), 64, 10, Scaling.UNIT);
      // The tutorial names neither rate nor batch: 0.1 and 100 are ours.
      case "fashion" -> new Recipe(network, new Sgd(0.1), 100, 6, Scaling.UNIT);
      // Nor here: Adam's usual rate and a batch of 50 are ours.
      case "digits-16-32" -> new Recipe(network, new Adam(0.001), 50, 5, Scaling.UNIT);
      // Keras' defaults.
      case "digits-deep" ->
          new Recipe(
              network, new Adam(0.001, 0.9, 0.999, 1e-7), 32, 25, Scaling.UNIT, Initializers.KERAS);
      default -> usual(network);
    };
  }

  /**
   * The recipe of a network that has none of its own: that of {@code lenet}, but for images of more
   * than one channel, whose pixels are scaled from 0 to 1 instead of by the mean and deviation of
   * MNIST.
   */
  public static Recipe usual(Network network) {
    Scaling scaling = network.input().channels() == 1 ? Scaling.MNIST : Scaling.UNIT;
    return new Recipe(network, new Sgd(0.01, 0.5), 64, 10, scaling);
  }
}
