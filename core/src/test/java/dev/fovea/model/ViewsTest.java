package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are means over versions of an image. */
class ViewsTest {

  private static final Shape INPUT = new Shape(2, 3, 4);
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int IMAGES = 1100; // more than are moved at once

  private final Model model = Models.of(Network.of("n", INPUT, new Flatten(), new Dense(3)));
  private final Dataset data = data();

  private static Dataset data() {
    byte[] pixels = new byte[IMAGES * INPUT.size()];
    new Random(1).nextBytes(pixels);
    int[] labels = new Random(2).ints(IMAGES, 0, 3).toArray();
    return new Dataset("random", 2, 3, 4, pixels, labels, CLASSES);
  }

  /** A network whose classes are pixels: the answer tells where each pixel of a version is from. */
  @Test
  void versionsByHand() {
    byte[] image = {
      10, 20, 30, 40,
      50, 60, 70, 80,
      90, 100, 110, 120,
    };
    byte[] mirror = {
      40, 30, 20, 10,
      80, 70, 60, 50,
      120, 110, 100, 90,
    };
    byte[] up = {
      50, 60, 70, 80,
      90, 100, 110, 120,
      0, 0, 0, 0,
    };
    byte[] down = {
      0, 0, 0, 0,
      10, 20, 30, 40,
      50, 60, 70, 80,
    };
    byte[] left = {
      20, 30, 40, 0,
      60, 70, 80, 0,
      100, 110, 120, 0,
    };
    byte[] right = {
      0, 10, 20, 30,
      0, 50, 60, 70,
      0, 90, 100, 110,
    };
    assertThat(mean(Views.PLAIN, image)).isEqualTo(mean(image));
    assertThat(mean(Views.MIRRORED, image)).containsExactly(mean(image, mirror), within(1e-6));
    assertThat(mean(Views.SHIFTED, image))
        .containsExactly(mean(image, up, down, left, right), within(1e-6));
    byte[][] all = {image, up, down, left, right};
    byte[][] both = Arrays.copyOf(all, 10);
    for (int i = 0; i < all.length; i++) {
      both[all.length + i] = mirrorImage(all[i]);
    }
    assertThat(mean(Views.MIRRORED_SHIFTED, image)).containsExactly(mean(both), within(1e-6));
  }

  private static double[] mean(Views views, byte[] image) {
    return probabilities(views.predict(pixelsAsClasses(), image));
  }

  private static double[] mean(byte[]... versions) {
    double[] mean = new double[versions[0].length];
    for (byte[] version : versions) {
      double[] each = probabilities(pixelsAsClasses().predict(version));
      for (int c = 0; c < mean.length; c++) {
        mean[c] += each[c] / versions.length;
      }
    }
    return mean;
  }

  private static Model pixelsAsClasses() {
    int pixels = 12;
    Shape input = new Shape(1, 3, 4);
    Network network =
        Network.of("pixels", input, new Flatten(), new Dense(pixels), new LogSoftmax());
    float[] parameters = new float[Math.toIntExact(network.numberCount())];
    for (int i = 0; i < pixels; i++) {
      parameters[i * pixels + i] = 5;
    }
    List<String> names = IntStream.range(0, pixels).mapToObj(i -> "p" + i).toList();
    return new Model(network, parameters, names, Scaling.UNIT, Preparation.AS_IS);
  }

  private static double[] probabilities(Prediction prediction) {
    double[] probabilities = new double[prediction.ranked().size()];
    prediction.ranked().forEach(guess -> probabilities[guess.label()] = guess.probability());
    return probabilities;
  }

  /** What is measured of many images at once is what is predicted of each. */
  @ParameterizedTest
  @EnumSource
  void evaluatesAsItPredicts(Views views) {
    int correct = 0;
    double loss = 0;
    for (int n = 0; n < IMAGES; n++) {
      Prediction said = views.predict(model, data.image(n));
      assertThat(said.ranked().stream().mapToDouble(Prediction.Guess::probability).sum())
          .isEqualTo(1, within(1e-9));
      correct += said.best().label() == data.label(n) ? 1 : 0;
      loss -= Math.log(probabilities(said)[data.label(n)]) / IMAGES;
    }
    Evaluation evaluation = views.evaluate(model, data, 2);
    assertThat(evaluation.correct()).isEqualTo(correct);
    assertThat(evaluation.total()).isEqualTo(IMAGES);
    assertThat(evaluation.loss()).isEqualTo(loss, within(1e-5));
    assertThat(views.evaluate(model, data, 1)).isEqualTo(evaluation);
  }

  /** A model that knows nothing of left and right is as sure of an image as of its mirror image. */
  @Test
  void mirrorImagesGetTheSameAnswer() {
    byte[] image = data.image(0);
    for (Views views : List.of(Views.MIRRORED, Views.MIRRORED_SHIFTED)) {
      assertThat(probabilities(views.predict(model, mirrorImage(image))))
          .containsExactly(probabilities(views.predict(model, image)), within(1e-12));
    }
  }

  private static byte[] mirrorImage(byte[] image) {
    byte[] mirror = image.clone();
    for (int row = 0; row < image.length; row += 4) {
      for (int x = 0; x < 4; x++) {
        mirror[row + x] = image[row + 3 - x];
      }
    }
    return mirror;
  }

  @Test
  void anImageOfAnotherSize() {
    assertThatThrownBy(() -> Views.MIRRORED.predict(model, new byte[23]))
        .isInstanceOf(InputException.class)
        .hasMessage("network n takes images of 2 x 3 x 4, which is 24 bytes, not 23");
  }

  @Test
  void noImages() {
    assertThatThrownBy(() -> Views.SHIFTED.evaluate(model, data.slice(0, 0), 1))
        .isInstanceOf(InputException.class)
        .hasMessage("random has no images");
  }

  @Test
  void words() {
    assertThat(Views.values())
        .extracting(Views::toString)
        .containsExactly("plain", "mirrored", "shifted", "mirrored-shifted");
    assertThat(Views.values()).extracting(Views::count).containsExactly(1, 2, 5, 10);
  }
}
