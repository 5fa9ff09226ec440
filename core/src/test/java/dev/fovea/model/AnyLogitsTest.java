package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.zoo.Zoo;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Probabilities are numbers that add to 1 for any logits that a float can hold, and where values
 * grow beyond that the model says so. The last layer's biases are the logits: its weights are 0.
 */
class AnyLogitsTest {

  private static final int CLASSES = 11;
  private static final Shape IMAGE = new Shape(1, 3, 3);
  private static final float[] CORNERS = {
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0f,
    -0f,
    Float.MIN_VALUE,
    1e-30f,
    88.8f,
    -88.8f,
    1e30f,
    -1e30f
  };

  @Test
  void ofABareNetwork() {
    addToOne();
  }

  @Test
  void afterSoftmax() {
    addToOne(new Softmax());
  }

  @Test
  void afterItsLogarithm() {
    addToOne(new LogSoftmax());
  }

  private static void addToOne(Layer... last) {
    Layer[] layers = new Layer[2 + last.length];
    layers[0] = new Flatten();
    layers[1] = new Dense(CLASSES);
    System.arraycopy(last, 0, layers, 2, last.length);
    Network network = Network.of("any", IMAGE, layers);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      float[] numbers = new float[(int) network.numberCount()];
      for (int c = 0; c < CLASSES; c++) {
        numbers[numbers.length - CLASSES + c] = logit(random);
      }
      Model model = Models.with(network, numbers);
      Prediction prediction = model.predict(new byte[9]);
      double sum = 0;
      for (Prediction.Guess guess : prediction.ranked()) {
        assertThat(guess.probability()).isBetween(0.0, 1.0);
        sum += guess.probability();
      }
      assertThat(sum).as(() -> Arrays.toString(numbers)).isBetween(1 - 1e-5, 1 + 1e-5);
    }
  }

  /** Any bits that are a number, or one at the border of what some step can hold. */
  private static float logit(Random random) {
    while (true) {
      float any =
          random.nextBoolean()
              ? Float.intBitsToFloat(random.nextInt())
              : CORNERS[random.nextInt(CORNERS.length)];
      if (Float.isFinite(any)) {
        return any;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e20f, Float.MAX_VALUE})
  void valuesThatNoFloatHoldsAreTold(float weight) {
    Network network = Zoo.lenet();
    float[] numbers = new float[(int) network.numberCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i % 3 == 0 ? -weight : weight;
    }
    Model model = Models.with(network, numbers);
    Dataset digits = Mnist.test().slice(0, 40);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> model.predict(digits.image(0)))
        .withMessageContaining("no answer for this image");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> model.evaluate(digits))
        .withMessageContaining("no answer for some images of mnist");
  }

  /** A convolution's sum of infinities of both signs is no number from the first layer on. */
  @Test
  void infinitiesOfBothSigns() {
    Network network =
        Network.of("both", IMAGE, new Conv2d(2, 3), new Conv2d(2, 1), new Flatten(), new Dense(2));
    float[] numbers = new float[(int) network.numberCount()];
    Arrays.fill(numbers, Float.MAX_VALUE);
    numbers[numbers.length - 3] = -Float.MAX_VALUE;
    byte[] bright = new byte[9];
    Arrays.fill(bright, (byte) 255);
    Model model = Models.with(network, numbers);
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> model.predict(bright));
  }

  /** Also where the other classes have logits that would answer. */
  @Test
  void aLogitThatIsTooLargeDownwards() {
    Network network = Network.of("down", IMAGE, new Flatten(), new Dense(3));
    float[] numbers = new float[(int) network.numberCount()];
    Arrays.fill(numbers, 0, 9, -Float.MAX_VALUE);
    byte[] bright = new byte[9];
    Arrays.fill(bright, (byte) 255);
    Model model = Models.with(network, numbers);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> model.predict(bright))
        .withMessageContaining("no answer for this image");
    // Its loss is 0 if the right class is another one.
    Dataset other = new Dataset("bright", 1, 3, 3, bright, new int[] {1}, model.classes());
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> model.evaluate(other))
        .withMessageContaining("no answer for some images of bright");
  }
}
