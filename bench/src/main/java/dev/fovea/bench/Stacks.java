package dev.fovea.bench;

import dev.fovea.data.Scaling;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stacks of 3 x 3 convolutions in the manner of VGG (Simonyan and Zisserman, 2014), for images of
 * three channels: what is measured where the zoo's networks are too small.
 */
final class Stacks {

  /** The name of {@link #vgg16}. */
  static final String VGG16 = "vgg-16";

  private static final String SMALL = "vgg-like-";
  private static final int BATCH = 16;
  private static final int POOL = 0;

  private Stacks() {}

  /** Five convolutions and a dense layer, for images of {@code side} x {@code side} pixels. */
  static Network vggLike(int side) {
    List<Layer> layers = convolutions(64, 64, POOL, 128, 128, POOL, 256, POOL);
    layers.add(new Flatten());
    layers.add(new Dense(10));
    return network(SMALL + side, side, layers);
  }

  /** VGG-16 as torchvision has it, with dropout: 224 x 224 pixels, 138,357,544 parameters. */
  static Network vgg16() {
    List<Layer> layers =
        convolutions(
            64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512, 512,
            POOL);
    layers.add(new Flatten());
    for (int i = 0; i < 2; i++) {
      layers.addAll(List.of(new Dense(4096), new Relu(), new Dropout(0.5)));
    }
    layers.add(new Dense(1000));
    return network(VGG16, 224, layers);
  }

  private static List<Layer> convolutions(int... channels) {
    List<Layer> layers = new ArrayList<>();
    for (int c : channels) {
      if (c == POOL) {
        layers.add(new MaxPool2d(2));
      } else {
        layers.addAll(List.of(new Conv2d(c, 3).withPadding(1), new Relu()));
      }
    }
    return layers;
  }

  private static Network network(String name, int side, List<Layer> layers) {
    return Network.of(name, new Shape(3, side, side), layers.toArray(Layer[]::new));
  }

  /** The name of {@link #vggLike}. */
  static String vggLikeName(int side) {
    return SMALL + side;
  }

  /** The stack of that name, at batch 16, or a heat of the race. */
  static Optional<Heat> find(String name) {
    if (name.equals(VGG16)) {
      return Optional.of(heat(vgg16()));
    }
    if (name.startsWith(SMALL)) {
      return Optional.of(heat(vggLike(Integer.parseInt(name.substring(SMALL.length())))));
    }
    return Heat.find(name);
  }

  private static Heat heat(Network network) {
    // Nobody looks at what is learnt from noise: a rate at which the loss stays a number.
    return new Heat(network.name(), network, new Sgd(0.001, 0.9), Scaling.UNIT, BATCH);
  }
}
