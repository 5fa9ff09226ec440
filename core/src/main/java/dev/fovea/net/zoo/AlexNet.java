package dev.fovea.net.zoo;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;

/** Five convolutions and three dense layers. */
final class AlexNet {

  private AlexNet() {}

  static Network alexnet() {
    NetworkBuilder net = new NetworkBuilder("alexnet", new Shape(3, 224, 224));
    Named.sequential(net, "features", features(new Conv2d(64, 11).withStride(4).withPadding(2)));
    net.add("avgpool", new AdaptiveAvgPool2d(6, 6));
    net.add("flatten", new Flatten());
    Named.sequential(net, "classifier", classifier(4096, 1000));
    return net.build();
  }

  static Network alexnetFor32() {
    NetworkBuilder net = new NetworkBuilder("alexnet-32", new Shape(3, 32, 32));
    Named.sequential(net, "features", features(new Conv2d(64, 5).withPadding(2)));
    net.add("flatten", new Flatten());
    Named.sequential(net, "classifier", classifier(1024, 10));
    return net.build();
  }

  private static List<Layer> features(Conv2d first) {
    return List.of(
        first,
        new Relu(),
        new MaxPool2d(3, 2),
        new Conv2d(192, 5).withPadding(2),
        new Relu(),
        new MaxPool2d(3, 2),
        new Conv2d(384, 3).withPadding(1),
        new Relu(),
        new Conv2d(256, 3).withPadding(1),
        new Relu(),
        new Conv2d(256, 3).withPadding(1),
        new Relu(),
        new MaxPool2d(3, 2));
  }

  private static List<Layer> classifier(int features, int classes) {
    return List.of(
        new Dropout(0.5),
        new Dense(features),
        new Relu(),
        new Dropout(0.5),
        new Dense(features),
        new Relu(),
        new Dense(classes));
  }
}
