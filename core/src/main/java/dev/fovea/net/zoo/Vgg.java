package dev.fovea.net.zoo;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.BatchNorm2d;
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
import java.util.ArrayList;
import java.util.List;

/** Stages of 3x3 convolutions, each ending in a pooling. */
final class Vgg {

  /** The filters of each convolution, stage by stage: the paper's configuration A. */
  private static final List<List<Integer>> A =
      List.of(List.of(64), List.of(128), List.of(256, 256), List.of(512, 512), List.of(512, 512));

  /** Configuration D. */
  private static final List<List<Integer>> D =
      List.of(
          List.of(64, 64),
          List.of(128, 128),
          List.of(256, 256, 256),
          List.of(512, 512, 512),
          List.of(512, 512, 512));

  private Vgg() {}

  static Network vgg11() {
    return large("vgg-11", A);
  }

  static Network vgg16() {
    return large("vgg-16", D);
  }

  private static Network large(String name, List<List<Integer>> stages) {
    NetworkBuilder net = new NetworkBuilder(name, new Shape(3, 224, 224));
    Named.sequential(net, "features", features(stages, false, new MaxPool2d(2)));
    net.add("avgpool", new AdaptiveAvgPool2d(7, 7));
    net.add("flatten", new Flatten());
    Named.sequential(
        net,
        "classifier",
        List.of(
            new Dense(4096),
            new Relu(),
            new Dropout(0.5),
            new Dense(4096),
            new Relu(),
            new Dropout(0.5),
            new Dense(1000)));
    return net.build();
  }

  static Network vgg11For32() {
    return small("vgg-11-32", A);
  }

  static Network vgg16For32() {
    return small("vgg-16-32", D);
  }

  private static Network small(String name, List<List<Integer>> stages) {
    NetworkBuilder net = new NetworkBuilder(name, new Shape(3, 32, 32));
    // Ceil mode changes nothing at 32 pixels, and leaves an image of 28 something to pool.
    Named.sequential(net, "features", features(stages, true, new MaxPool2d(2).withCeilMode()));
    net.add("avgpool", AdaptiveAvgPool2d.global());
    net.add("flatten", new Flatten());
    net.add("classifier", new Dense(10));
    return net.build();
  }

  private static List<Layer> features(
      List<List<Integer>> stages, boolean batchNorm, MaxPool2d pool) {
    List<Layer> layers = new ArrayList<>();
    for (List<Integer> stage : stages) {
      for (int filters : stage) {
        layers.add(new Conv2d(filters, 3).withPadding(1));
        if (batchNorm) {
          layers.add(new BatchNorm2d());
        }
        layers.add(new Relu());
      }
      layers.add(pool);
    }
    return layers;
  }
}
