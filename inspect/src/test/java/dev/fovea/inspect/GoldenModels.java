package dev.fovea.inspect;

import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tanh;
import dev.fovea.net.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The networks of {@code src/test/golden/gradients.py}, with its weights. */
final class GoldenModels {

  static final GoldenFile FILE = GoldenFile.of("gradients");

  private GoldenModels() {}

  static Model lenet() {
    return model(
        Network.of(
            "lenet",
            new Shape(1, 20, 20),
            new Conv2d(4, 5),
            new MaxPool2d(2),
            new Relu(),
            new Conv2d(6, 3),
            new Relu(),
            new MaxPool2d(2),
            new Dropout(0.5),
            new Flatten(),
            new Dense(16),
            new Tanh(),
            new Dense(5),
            new LogSoftmax()));
  }

  static Model residual() {
    NetworkBuilder net = new NetworkBuilder("residual", new Shape(3, 12, 12));
    net.add("conv1", new Conv2d(8, 3).withPadding(1).withoutBias());
    net.add("bn1", new BatchNorm2d());
    int x = net.add("relu1", new Relu());
    net.add("conv2", new Conv2d(8, 3).withPadding(1).withoutBias());
    net.add("bn2", new BatchNorm2d());
    net.add("relu2", new Relu());
    net.add("conv3", new Conv2d(8, 3).withPadding(1).withoutBias());
    int y = net.add("bn3", new BatchNorm2d());
    net.add("add1", new Add(), x, y);
    net.add("relu3", new Relu());
    net.add("pool1", new MaxPool2d(2));
    net.add("conv4", new Conv2d(12, 3).withStride(2).withoutBias());
    net.add("bn4", new BatchNorm2d());
    net.add("relu4", new Relu());
    net.add("mean1", new AdaptiveAvgPool2d(1, 1));
    net.add("flatten1", new Flatten());
    net.add("dense1", new Dense(4));
    return model(net.build());
  }

  private static Model model(Network network) {
    float[] parameters = new float[(int) network.numberCount()];
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      float[] numbers = FILE.numbers(network.name() + "." + tensor.name());
      System.arraycopy(numbers, 0, parameters, at, numbers.length);
      at += numbers.length;
    }
    List<String> classes =
        IntStream.range(0, network.output().size()).mapToObj(String::valueOf).toList();
    return new Model(network, parameters, classes, new Scaling(0.1307, 0.3081), Preparation.AS_IS);
  }

  /** The images of a network. */
  static List<byte[]> images(Model model) {
    String name = model.network().name() + ".images";
    return IntStream.range(0, FILE.size(name, 0)).mapToObj(n -> bytes(FILE.row(name, n))).toList();
  }

  private static byte[] bytes(float[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) numbers[i];
    }
    return bytes;
  }

  /** The class that each image is asked about. */
  static int[] labels(Model model) {
    float[] numbers = FILE.numbers(model.network().name() + ".labels");
    return IntStream.range(0, numbers.length).map(n -> (int) numbers[n]).toArray();
  }
}
