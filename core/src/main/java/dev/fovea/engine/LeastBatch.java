package dev.fovea.engine;

import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.Optional;

/**
 * How few images a batch can have while training. A batch normalisation divides by the variance of
 * each channel, and of a single number there is none: so where its channels are 1 x 1, or features
 * of a vector, it needs two images.
 */
public final class LeastBatch {

  private LeastBatch() {}

  /**
   * Checks one batch.
   *
   * @throws IllegalArgumentException if it is too small for a layer
   */
  public static void check(Network network, int images) {
    if (images == 1) {
      lonely(network)
          .ifPresent(
              layer -> {
                throw new IllegalArgumentException(
                    layer + " cannot train on a batch of 1 image: it needs 2 or more");
              });
    }
  }

  /**
   * Checks the last batch of an epoch of {@code images} images, so that it is known before the
   * first.
   *
   * @throws IllegalArgumentException if it is too small for a layer
   */
  public static void checkLast(Network network, long images, int batch) {
    if ((images - 1) % batch == 0) {
      lonely(network)
          .ifPresent(
              layer -> {
                throw new IllegalArgumentException(
                    ("%s needs 2 images or more in each batch, but of %d images in batches of %d"
                            + " the last has 1: choose another size of batches")
                        .formatted(layer, images, batch));
              });
    }
  }

  /** The first layer that sees but one number of each channel in an image. */
  private static Optional<String> lonely(Network network) {
    List<Shape> inputs = network.inputShapes();
    for (int i = 0; i < inputs.size(); i++) {
      Shape in = inputs.get(i);
      if (network.nodes().get(i).layer() instanceof BatchNorm2d norm
          && in.height() * in.width() == 1) {
        return Optional.of(
            "network %s, layer %s (%s)"
                .formatted(network.name(), network.nodes().get(i).name(), norm));
      }
    }
    return Optional.empty();
  }
}
