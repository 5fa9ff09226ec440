package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;

/** Small networks with each setting of a convolution, alone and together. */
final class TestConvolutions {

  private TestConvolutions() {}

  static List<Network> networks() {
    return List.of(
        network(
            "dilation, with strides that share a factor with it and do not",
            new Shape(2, 11, 10),
            new Conv2d(3, 3).withPadding(2).withDilation(2),
            new Relu(),
            new Conv2d(4, 3, 2, 2, 2).withDilation(2),
            new Relu(),
            new Conv2d(2, 2, 3, 3, 3).withDilation(2)),
        network(
            "a dilation beyond the image",
            new Shape(1, 5, 6),
            new Conv2d(3, 2),
            new Conv2d(4, 3).withPadding(7).withDilation(7).withoutBias(),
            new Relu(),
            new Conv2d(2, 3, 1, 1, 0)),
        network(
            "same padding, even and uneven, with strides",
            new Shape(1, 9, 10),
            new Conv2d(3, 4, 2, 1, 0).withPadding(Padding.SAME),
            new Relu(),
            new Conv2d(4, 3).withPadding(Padding.SAME).withStride(2),
            new Conv2d(3, 5, 4, 1, 0).withPadding(Padding.SAME).withStride(3),
            new Relu(),
            new Conv2d(2, 2).withPadding(Padding.SAME).withDilation(3),
            new Conv2d(2, 1).withPadding(Padding.SAME).withStride(2)),
        network(
            "padding of rows alone, of columns alone, and more than the kernel",
            new Shape(2, 6, 5),
            new Conv2d(3, 3).withPadding(new Padding.Zeros(1, 0)),
            new Conv2d(3, 1, 4, 1, 0).withPadding(new Padding.Zeros(0, 2)).withStride(2),
            new Relu(),
            new Conv2d(2, 2).withPadding(new Padding.Zeros(3, 1))),
        network(
            "groups of several channels, with each number of outputs that has a tile of its own",
            new Shape(2, 6, 6),
            new Conv2d(6, 3).withPadding(1),
            new Relu(),
            new Conv2d(8, 3).withGroups(2).withPadding(1),
            new Conv2d(6, 2).withGroups(2).withStride(2).withoutBias(),
            new Relu(),
            new Conv2d(4, 2).withGroups(2).withPadding(1),
            new Conv2d(2, 1).withGroups(2)),
        network(
            "depthwise convolutions as in a mobile network",
            new Shape(2, 8, 7),
            new Conv2d(5, 3).withStride(2).withPadding(1).withoutBias(),
            new Relu(),
            new Conv2d(5, 3).withGroups(5).withPadding(1).withoutBias(),
            new Relu(),
            new Conv2d(7, 1),
            new Relu(),
            new Conv2d(7, 3).withGroups(7).withStride(2).withPadding(Padding.SAME),
            new Conv2d(3, 1).withoutBias()),
        network(
            "depthwise convolutions with several outputs for each input, dilated, of even size",
            new Shape(2, 7, 6),
            new Conv2d(3, 1),
            new Conv2d(6, 3).withGroups(3).withDilation(2).withPadding(2),
            new Relu(),
            new Conv2d(18, 2, 4, 1, 0).withGroups(6).withPadding(Padding.SAME),
            new Conv2d(18, 5, 5, 3, 2).withGroups(18)),
        network(
            "a depthwise convolution of the image, and pooling",
            new Shape(3, 7, 8),
            new Conv2d(6, 3).withGroups(3),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(4, 2).withGroups(2)),
        network(
            "a first convolution with dilation, stride and same padding, and its pooling",
            new Shape(2, 12, 11),
            new Conv2d(5, 2, 3, 2, 0).withDilation(3).withPadding(Padding.SAME).withoutBias(),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(3, 1, 1, 2, 0).withoutBias()),
        network(
            "a first convolution of one channel with uneven padding, and its pooling",
            new Shape(1, 8, 9),
            new Conv2d(1, 3, 4, 1, 0).withPadding(new Padding.Zeros(0, 3)),
            new MaxPool2d(3),
            new Relu()));
  }

  /** With a dense layer without bias at its end. */
  private static Network network(String name, Shape in, Layer... convolutions) {
    List<Layer> layers = new ArrayList<>(List.of(convolutions));
    layers.add(new Flatten());
    layers.add(new Dense(3).withoutBias());
    return Network.of(name, in, layers.toArray(Layer[]::new));
  }
}
