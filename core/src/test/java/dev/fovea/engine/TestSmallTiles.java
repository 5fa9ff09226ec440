package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks whose convolutions are cut into small tiles, or sum over large ones with channels in the
 * lanes: see {@link TileProductStep} and {@link TurnedLanes}.
 */
final class TestSmallTiles {

  private TestSmallTiles() {}

  static List<Network> networks() {
    return List.of(
        network(
            "one small tile of whole blocks of channels",
            new Shape(1, 4, 4),
            new Conv2d(16, 1),
            new Conv2d(32, 3).withPadding(1)),
        network(
            "small tiles beyond the end, and channels that fill no block",
            new Shape(1, 7, 8),
            new Conv2d(17, 1),
            new Conv2d(43, 3).withPadding(1).withoutBias(),
            new Conv2d(4, 1).withStride(3)),
        network(
            "a first convolution in small tiles, and one that pads more than itself",
            new Shape(16, 6, 6),
            new Conv2d(18, 3),
            new Conv2d(4, 3).withPadding(2),
            new Conv2d(19, 1),
            new Conv2d(16, 3)),
        network(
            "more input channels than are summed at once",
            new Shape(2, 4, 4),
            new Conv2d(67, 1),
            new Conv2d(16, 3).withPadding(1)));
  }

  /** Large tiles whose filters' gradient has channels in the lanes; a network of some size. */
  static List<Network> turned() {
    return List.of(
        network(
            "large tiles in two chunks, summed with channels in the lanes",
            new Shape(1, 5, 128),
            new Conv2d(64, 1),
            new Conv2d(8, 3),
            new Conv2d(2, 3).withStride(3)));
  }

  private static Network network(String name, Shape in, Layer... layers) {
    Layer[] all =
        Stream.concat(Stream.of(layers), Stream.of(new Flatten(), new Dense(3)))
            .toArray(Layer[]::new);
    return Network.of(name, in, all);
  }
}
