package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.model.ClassGradient;
import dev.fovea.model.Gradients;
import dev.fovea.model.Model;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What logits depend on, Grad-CAM and saliency, against PyTorch. */
class GoldenGradientsTest {

  private static final GoldenFile GOLDEN = GoldenModels.FILE;

  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> layers() {
    Model lenet = GoldenModels.lenet();
    Model residual = GoldenModels.residual();
    return Stream.concat(
        Stream.of("conv1", "relu1", "conv2", "relu2", "pool2")
            .map(layer -> Arguments.of("lenet", layer, lenet)),
        Stream.of("conv1", "bn1", "relu1", "bn2", "conv3", "bn4", "relu4")
            .map(layer -> Arguments.of("residual", layer, residual)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("layers")
  void gradientsAndGradCamAreThoseOfPyTorch(String name, String layer, Model model) {
    List<byte[]> images = GoldenModels.images(model);
    int[] labels = GoldenModels.labels(model);
    List<ClassGradient> all = Gradients.of(model, layer).of(images, labels);
    List<Grid> cams = GradCam.of(model, layer).of(images, labels);
    String at = name + "." + layer;
    for (int n = 0; n < labels.length; n++) {
      ClassGradient one = all.get(n);
      assertThat(one.label()).isEqualTo(labels[n]);
      close(name + ".logits", n, one.logit());
      close(at + ".activations", n, one.activations());
      close(at + ".gradient", n, one.gradient());
      close(name + ".inputGradient", n, one.inputGradient());
      close(at + ".cam", n, cams.get(n).values());
    }
  }

  private static void close(String tensor, int image, float... actual) {
    float[] all = GOLDEN.numbers(tensor);
    GoldenFile.close(tensor + " of " + image, actual, GOLDEN.row(tensor, image), all, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("models")
  void saliencyFollowsFromTheInputGradient(Model model) {
    String name = model.network().name();
    List<byte[]> images = GoldenModels.images(model);
    int[] labels = GoldenModels.labels(model);
    Saliency saliency = Saliency.of(model);
    int plane = model.network().input().height() * model.network().input().width();
    for (int n = 0; n < labels.length; n++) {
      float[] gradient = GOLDEN.row(name + ".inputGradient", n);
      float[] plain = new float[plane];
      float[] product = new float[plane];
      for (int i = 0; i < gradient.length; i++) {
        double input = ((images.get(n)[i] & 0xff) / 255.0 - 0.1307) / 0.3081;
        plain[i % plane] = Math.max(plain[i % plane], Math.abs(gradient[i]));
        product[i % plane] = (float) Math.max(product[i % plane], Math.abs(gradient[i] * input));
      }
      Grid made = saliency.of(images.get(n), labels[n], Saliency.Kind.GRADIENT);
      GoldenFile.close(name + " saliency", made.values(), plain, TOLERANCE);
      Grid times = saliency.of(images.get(n), labels[n], Saliency.Kind.GRADIENT_TIMES_INPUT);
      GoldenFile.close(name + " gradient times input", times.values(), product, TOLERANCE);
    }
  }

  static Stream<Model> models() {
    return Stream.of(GoldenModels.lenet(), GoldenModels.residual());
  }

  @Test
  void manyImagesAtOnceGiveWhatEachGivesAlone() {
    Model model = GoldenModels.residual();
    List<byte[]> images =
        Collections.nCopies(11, GoldenModels.images(model)).stream().flatMap(List::stream).toList();
    int[] labels = new int[images.size()];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = n % 4;
    }
    Gradients gradients = Gradients.of(model, "conv3");
    List<ClassGradient> together = gradients.of(images, labels);
    assertThat(together).hasSize(33);
    for (int n = 0; n < labels.length; n++) {
      ClassGradient alone = gradients.of(images.get(n), labels[n]);
      assertThat(together.get(n).gradient()).isEqualTo(alone.gradient());
      assertThat(together.get(n).inputGradient()).isEqualTo(alone.inputGradient());
      assertThat(together.get(n).activations()).isEqualTo(alone.activations());
    }
  }

  @Test
  void saysWhatIsWrong() {
    Model model = GoldenModels.lenet();
    assertThatThrownBy(() -> Gradients.of(model, "conv9"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "network lenet has no layer conv9 before its logits: it has conv1,");
    assertThatThrownBy(() -> Gradients.of(model, "logsoftmax1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no layer logsoftmax1 before its logits");
    assertThatThrownBy(() -> GradCam.of(model, "dense1"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "layer dense1 of network lenet has no rows and columns to look at: take a convolution"
                + " such as conv2");
    Gradients gradients = Gradients.of(model);
    assertThatThrownBy(() -> gradients.of(new byte[3], 0))
        .isInstanceOf(InputException.class)
        .hasMessage("network lenet takes images of 1 x 20 x 20, which is 400 bytes, not 3");
    assertThatThrownBy(() -> gradients.of(new byte[400], 5))
        .isInstanceOf(InputException.class)
        .hasMessage("network lenet has classes 0 to 4, but not 5");
    assertThatThrownBy(() -> gradients.of(List.of(new byte[400]), 1, 2))
        .isInstanceOf(InputException.class)
        .hasMessage("1 images need as many classes, not 2");
  }
}
