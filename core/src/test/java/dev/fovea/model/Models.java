package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Models to write, with random parameters. */
final class Models {

  private Models() {}

  /** Few bytes: 29 parameters. */
  static Model tiny() {
    return of(
        Network.of(
            "tiny",
            new Shape(1, 6, 6),
            new Conv2d(2, 3),
            new MaxPool2d(2),
            new Relu(),
            new Flatten(),
            new Dense(1)));
  }

  static Model of(Network network) {
    SplittableRandom random = new SplittableRandom(5);
    float[] parameters = new float[Math.toIntExact(network.numberCount())];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextDouble(-1, 1);
    }
    return with(network, parameters);
  }

  static Model with(Network network, float[] parameters) {
    List<String> classes =
        IntStream.range(0, network.output().size()).mapToObj(i -> "\u00e4 \"" + i + "\"").toList();
    return new Model(network, parameters, classes, Scaling.MNIST, Preparation.DIGIT);
  }

  static void assertEqual(Model actual, Model expected) {
    assertThat(actual.network()).isEqualTo(expected.network());
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.classes()).isEqualTo(expected.classes());
    assertThat(actual.scaling()).isEqualTo(expected.scaling());
    assertThat(actual.preparation()).isEqualTo(expected.preparation());
  }
}
