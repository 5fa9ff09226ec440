package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Networks of few numbers that need more than the 2 GB of memory that the tests have: a small file
 * can hold them, and whatever is asked of such a model, the answer is one sentence.
 */
@ExtendWith(NoThreadIsLeft.class)
class TooLargeTest {

  private static final String REMEDY = ": choose a smaller network, or give Java more with -Xmx";

  /** Its one channel fills one of sixteen lanes. */
  private static final Network WIDE =
      Network.of(
          "wide",
          new Shape(1, 6000, 6000),
          new Conv2d(1, 1),
          AdaptiveAvgPool2d.global(),
          new Flatten(),
          new Dense(2));

  private static Model model(Network network) {
    return Models.with(network, new float[Math.toIntExact(network.numberCount())]);
  }

  private static Dataset images(Network network, int count) {
    Shape in = network.input();
    byte[] pixels = new byte[count * in.size()];
    List<String> classes = model(network).classes();
    return new Dataset(
        "dark", in.channels(), in.height(), in.width(), pixels, new int[count], classes);
  }

  private static void assertRefused(ThrowingCallable asked, String start, String end) {
    assertThatThrownBy(asked)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith(end);
  }

  private static void assertOneImageRefused(ThrowingCallable asked, String network, String needs) {
    assertRefused(
        asked, "one image of %s needs %s of memory, but at most".formatted(network, needs), REMEDY);
  }

  @Test
  void theValuesOfOneImage() {
    Model model = model(WIDE);
    byte[] image = new byte[WIDE.input().size()];
    assertOneImageRefused(() -> model.predict(image), "wide", "2.4 GB");
    assertOneImageRefused(
        () -> model.predict(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY)),
        "wide",
        "2.4 GB");
    assertOneImageRefused(() -> Features.of(model, "conv1"), "wide", "2.4 GB");
  }

  @Test
  void theValuesOfManyImages() {
    Model model = model(WIDE);
    Dataset images = images(WIDE, 1);
    String start = "a batch of 16 images of wide needs 4.6 GB of memory, but at most ";
    String end = ": choose a smaller batch, or give Java more with -Xmx";
    assertRefused(() -> model.evaluate(images, 3), start, end);
    assertRefused(() -> new LayerOutputs(model, "dense1", 3), start, end);
  }

  /** Weights of channels that do not see each other are zeros once they are packed. */
  @Test
  void packedWeights() {
    Network network =
        Network.of(
            "depthwise",
            new Shape(30_000, 1, 1),
            new Conv2d(30_000, 1).withGroups(30_000),
            new Dense(1));
    assertOneImageRefused(() -> model(network).predict(new byte[30_000]), "depthwise", "3.6 GB");
    assertOneImageRefused(() -> Features.of(model(network), "conv1"), "depthwise", "3.6 GB");
  }

  /** Each pooling has windows of about as many shapes as it may. */
  private static Network poolings(int count) {
    List<Layer> layers =
        new ArrayList<>(Collections.nCopies(count, new AvgPool2d(103, 1).withPadding(51)));
    layers.add(AdaptiveAvgPool2d.global());
    layers.add(new Dense(2));
    return Network.of("poolings", new Shape(1, 103, 103), layers.toArray(Layer[]::new));
  }

  @Test
  void tablesOfPoolings() {
    Network network = poolings(40);
    Model model = model(network);
    assertOneImageRefused(() -> model.predict(new byte[103 * 103]), "poolings", "2.6 GB");
    // Here it only turns out when they are made.
    assertRefused(
        () -> model.evaluate(images(network, 1), 3),
        "network poolings needs more memory than this JVM has left",
        REMEDY);
  }
}
