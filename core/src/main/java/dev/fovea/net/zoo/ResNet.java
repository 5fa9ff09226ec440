package dev.fovea.net.zoo;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;

/** Residual blocks: two convolutions whose result is added to what went in. */
final class ResNet {

  private ResNet() {}

  static Network resnet18() {
    NetworkBuilder net = new NetworkBuilder("resnet-18", new Shape(3, 224, 224));
    first(net, new Conv2d(64, 7).withStride(2).withPadding(3));
    net.add("maxpool", new MaxPool2d(3, 2).withPadding(1));
    return rest(net, 1000);
  }

  static Network resnet18For32() {
    NetworkBuilder net = new NetworkBuilder("resnet-18-32", new Shape(3, 32, 32));
    first(net, new Conv2d(64, 3).withPadding(1));
    return rest(net, 10);
  }

  private static void first(NetworkBuilder net, Conv2d conv) {
    net.add("conv1", conv.withoutBias());
    net.add("bn1", new BatchNorm2d());
    net.add("relu", new Relu());
  }

  private static Network rest(NetworkBuilder net, int classes) {
    for (int stage = 1; stage <= 4; stage++) {
      int filters = 32 << stage;
      block(net, "layer" + stage + ".0", filters, stage == 1 ? 1 : 2);
      block(net, "layer" + stage + ".1", filters, 1);
    }
    net.add("avgpool", AdaptiveAvgPool2d.global());
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(classes));
    return net.build();
  }

  private static void block(NetworkBuilder net, String name, int filters, int stride) {
    int in = net.last();
    Conv2d conv = new Conv2d(filters, 3).withPadding(1).withoutBias();
    net.add(name + ".conv1", conv.withStride(stride));
    net.add(name + ".bn1", new BatchNorm2d());
    net.add(name + ".relu1", new Relu());
    net.add(name + ".conv2", conv);
    int body = net.add(name + ".bn2", new BatchNorm2d());
    int shortcut = in;
    if (stride > 1) {
      Conv2d projection = new Conv2d(filters, 1).withStride(stride).withoutBias();
      net.add(name + ".downsample.0", projection, in);
      shortcut = net.add(name + ".downsample.1", new BatchNorm2d());
    }
    net.add(name + ".add", new Add(), body, shortcut);
    net.add(name + ".relu2", new Relu());
  }
}
