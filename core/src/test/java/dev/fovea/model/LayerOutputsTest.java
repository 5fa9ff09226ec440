package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What layers make of many images at once. */
@ExtendWith(NoThreadIsLeft.class)
class LayerOutputsTest {

  private static final Shape INPUT = new Shape(2, 12, 11);
  private static final int IMAGES = 300; // more than a batch

  private final Model model = model();
  private final Dataset data = data();

  private static Model model() {
    NetworkBuilder net = new NetworkBuilder("small", INPUT);
    int x = net.add(new Conv2d(9, 3).withPadding(1));
    net.add(new Conv2d(9, 3).withPadding(1), x);
    net.add(new BatchNorm2d());
    int y = net.add(new Relu());
    net.add(new Add(), x, y);
    net.add(new MaxPool2d(2));
    net.add(new Flatten());
    net.add(new Dense(3));
    Network network = net.build();
    return new Model(
        network,
        Initializers.DEFAULT.numbers(network, 1),
        List.of("a", "b", "c"),
        Scaling.UNIT,
        Preparation.AS_IS);
  }

  private static Dataset data() {
    byte[] pixels = new byte[IMAGES * INPUT.size()];
    new Random(1).nextBytes(pixels);
    int[] labels = new Random(2).ints(IMAGES, 0, 3).toArray();
    return new Dataset("random", 2, 12, 11, pixels, labels, List.of("a", "b", "c"));
  }

  @Test
  void eachLayerGivesWhatItGivesForASingleImage() {
    for (Node node : model.network().nodes()) {
      LayerRows rows;
      try (LayerOutputs outputs = new LayerOutputs(model, node.name(), 2)) {
        rows = outputs.of(data);
      }
      Features features = Features.of(model, node.name());
      assertThat(rows.shape()).isEqualTo(features.shape());
      assertThat(rows.count()).isEqualTo(IMAGES);
      assertThat(rows.labels()).containsExactly(data.labels());
      for (int n : new int[] {0, 17, 255, 256, IMAGES - 1}) {
        float[] row = rows.row(n);
        float[] expected = features.of(data.image(n));
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
          worst = Math.max(worst, Math.abs(row[i] - expected[i]));
        }
        assertThat(row).hasSameSizeAs(expected);
        assertThat(worst).as(node.name()).isLessThan(1e-5);
      }
    }
  }

  @Test
  void theLargestOutputsAreThoseThatAnEvaluationCounts() {
    try (LayerOutputs outputs = new LayerOutputs(model, 1)) {
      LayerRows rows = outputs.of(data);
      int correct = 0;
      for (int n = 0; n < IMAGES; n++) {
        float[] row = rows.row(n);
        int best = row[1] > row[0] ? 1 : 0;
        best = row[2] > row[best] ? 2 : best;
        correct += best == data.label(n) ? 1 : 0;
      }
      assertThat(correct).isEqualTo(model.evaluate(data, 3).correct()).isPositive();
    }
  }

  @Test
  void threadsDoNotMatter() {
    try (LayerOutputs one = new LayerOutputs(model, "conv2", 1);
        LayerOutputs three = new LayerOutputs(model, "conv2", 3)) {
      assertThat(three.of(data).values()).isEqualTo(one.of(data).values());
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new LayerOutputs(model, "conv9", 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("network small has no layer conv9: it has conv1,");
    Dataset other = new Dataset("other", 1, 2, 2, new byte[4], new int[1], List.of("a", "b", "c"));
    String sentence = "network small takes images of 2 x 12 x 11, but those of other are 1 x 2 x 2";
    try (LayerOutputs outputs = new LayerOutputs(model, 2)) {
      assertThatThrownBy(() -> outputs.of(other))
          .isInstanceOf(InputException.class)
          .hasMessage(sentence);
    }
    assertThatThrownBy(() -> model.evaluate(other, 2))
        .isInstanceOf(InputException.class)
        .hasMessage(sentence);
  }
}
