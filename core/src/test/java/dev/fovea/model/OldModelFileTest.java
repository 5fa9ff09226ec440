package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file from before layers had dilation, groups, bias, and poolings padding: it reads. */
class OldModelFileTest {

  @TempDir private Path folder;

  @Test
  void meansWhatItMeantThen() {
    Path file = folder.resolve("old.safetensors");
    float[] parameters = new float[29];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = i / 8f;
    }
    SafetensorsWriter.write(
        file,
        Map.of(
            "format", "fovea",
            "version", "1",
            "network",
                "{\"name\":\"tiny\",\"input\":[1,6,6],\"layers\":["
                    + "{\"name\":\"conv1\",\"type\":\"Conv2d\",\"outChannels\":2,"
                    + "\"kernel\":[3,3],\"stride\":1,\"padding\":0},"
                    + "{\"name\":\"pool1\",\"type\":\"MaxPool2d\",\"kernel\":2,\"stride\":2},"
                    + "{\"name\":\"relu1\",\"type\":\"Relu\"},"
                    + "{\"name\":\"dropout1\",\"type\":\"Dropout\",\"rate\":0.25},"
                    + "{\"name\":\"flatten1\",\"type\":\"Flatten\"},"
                    + "{\"name\":\"dense1\",\"type\":\"Dense\",\"outFeatures\":1}]}",
            "classes", "[\"only\"]",
            "scaling", "{\"mean\":0.1307,\"deviation\":0.3081}",
            "preparation", "digit"),
        List.of(
            entry("conv1.weight", List.of(2, 1, 3, 3), parameters, 0, 18),
            entry("conv1.bias", List.of(2), parameters, 18, 2),
            entry("dense1.weight", List.of(1, 8), parameters, 20, 8),
            entry("dense1.bias", List.of(1), parameters, 28, 1)));
    Network network =
        Network.of(
            "tiny",
            new Shape(1, 6, 6),
            new Conv2d(2, 3),
            new MaxPool2d(2),
            new Relu(),
            new Dropout(0.25),
            new Flatten(),
            new Dense(1));
    Models.assertEqual(
        ModelFile.read(file),
        new Model(network, parameters, List.of("only"), Scaling.MNIST, Preparation.DIGIT));
    assertThat(ModelFile.read(file).predict(new byte[36]).best().label()).isZero();
  }

  private static SafetensorsWriter.Entry entry(
      String name, List<Integer> shape, float[] numbers, int from, int count) {
    return new SafetensorsWriter.Entry(name, shape, FloatBuffer.wrap(numbers, from, count));
  }
}
