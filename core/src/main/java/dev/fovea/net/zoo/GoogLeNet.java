package dev.fovea.net.zoo;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;

/** Inception blocks: four branches whose channels are put one after the other. */
final class GoogLeNet {

  /** Torchvision's, from the TensorFlow original. */
  private static final BatchNorm2d NORM = new BatchNorm2d(0.001, 0.1);

  private GoogLeNet() {}

  static Network googlenet() {
    NetworkBuilder net = new NetworkBuilder("googlenet", new Shape(3, 224, 224));
    conv(net, "conv1", new Conv2d(64, 7).withStride(2).withPadding(3), net.last());
    net.add("maxpool1", new MaxPool2d(3, 2).withCeilMode());
    conv(net, "conv2", new Conv2d(64, 1), net.last());
    conv(net, "conv3", new Conv2d(192, 3).withPadding(1), net.last());
    net.add("maxpool2", new MaxPool2d(3, 2).withCeilMode());
    inception(net, new MaxPool2d(3, 2).withCeilMode(), new MaxPool2d(2, 2).withCeilMode());
    return head(net, 1000);
  }

  static Network googlenetFor32() {
    NetworkBuilder net = new NetworkBuilder("googlenet-32", new Shape(3, 32, 32));
    conv(net, "conv1", new Conv2d(192, 3).withPadding(1), net.last());
    MaxPool2d pool = new MaxPool2d(3, 2).withPadding(1);
    inception(net, pool, pool);
    return head(net, 10);
  }

  private static void inception(NetworkBuilder net, MaxPool2d third, MaxPool2d fourth) {
    block(net, "inception3a", 64, 96, 128, 16, 32, 32);
    block(net, "inception3b", 128, 128, 192, 32, 96, 64);
    net.add("maxpool3", third);
    block(net, "inception4a", 192, 96, 208, 16, 48, 64);
    block(net, "inception4b", 160, 112, 224, 24, 64, 64);
    block(net, "inception4c", 128, 128, 256, 24, 64, 64);
    block(net, "inception4d", 112, 144, 288, 32, 64, 64);
    block(net, "inception4e", 256, 160, 320, 32, 128, 128);
    net.add("maxpool4", fourth);
    block(net, "inception5a", 256, 160, 320, 32, 128, 128);
    block(net, "inception5b", 384, 192, 384, 48, 128, 128);
  }

  private static Network head(NetworkBuilder net, int classes) {
    net.add("avgpool", AdaptiveAvgPool2d.global());
    net.add("flatten", new Flatten());
    net.add("dropout", new Dropout(0.2));
    net.add("fc", new Dense(classes));
    return net.build();
  }

  /**
   * A block; its numbers are those of the paper's table 1: the filters of the 1x1 branch, those
   * before and of the 3x3 branch, those before and of the 5x5 branch, those after the pooling.
   */
  private static void block(
      NetworkBuilder net, String name, int b1, int before3, int b3, int before5, int b5, int pool) {
    int in = net.last();
    int first = conv(net, name + ".branch1", new Conv2d(b1, 1), in);
    int second = conv(net, name + ".branch2.0", new Conv2d(before3, 1), in);
    second = conv(net, name + ".branch2.1", new Conv2d(b3, 3).withPadding(1), second);
    int third = conv(net, name + ".branch3.0", new Conv2d(before5, 1), in);
    third = conv(net, name + ".branch3.1", new Conv2d(b5, 3).withPadding(1), third);
    int fourth = net.add(name + ".branch4.0", new MaxPool2d(3, 1, 1, true), in);
    fourth = conv(net, name + ".branch4.1", new Conv2d(pool, 1), fourth);
    net.add(name + ".concat", new Concat(), first, second, third, fourth);
  }

  /** A convolution with what follows it; returns the number of the last layer. */
  private static int conv(NetworkBuilder net, String name, Conv2d conv, int in) {
    net.add(name + ".conv", conv.withoutBias(), in);
    net.add(name + ".bn", NORM);
    return net.add(name + ".relu", new Relu());
  }
}
