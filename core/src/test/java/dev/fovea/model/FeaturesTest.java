package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.Add;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What layers within a network compute. */
class FeaturesTest {

  private static final Shape INPUT = new Shape(2, 6, 5);

  private final Model model = model();
  private final byte[] image = new byte[INPUT.size()];

  FeaturesTest() {
    new Random(1).nextBytes(image);
  }

  private static Model model() {
    NetworkBuilder net = new NetworkBuilder("small", INPUT);
    int x = net.add(new Conv2d(3, 3).withPadding(1));
    net.add(new Conv2d(3, 1), x);
    int y = net.add(new Relu());
    net.add(new Add(), x, y);
    net.add(new Relu());
    net.add(new Flatten());
    net.add(new Dense(2));
    Network network = net.build();
    return new Model(
        network,
        Initializers.DEFAULT.numbers(network, 1),
        List.of("a", "b"),
        Scaling.UNIT,
        Preparation.AS_IS);
  }

  @Test
  void eachLayerFollowsFromTheOnesBeforeIt() {
    float[] x = Features.of(model, "conv1").of(image);
    float[] middle = Features.of(model, "conv2").of(image);
    float[] y = Features.of(model, "relu1").of(image);
    float[] sum = Features.of(model, "add1").of(image);
    float[] flat = Features.of(model, "flatten1").of(image);
    assertThat(Features.of(model, "conv1").shape()).isEqualTo(new Shape(3, 6, 5));
    assertThat(x).hasSize(90).isNotEqualTo(middle);
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).isEqualTo(Math.max(0, middle[i]));
      assertThat(sum[i]).isEqualTo(x[i] + y[i]);
      assertThat(flat[i]).isEqualTo(Math.max(0, sum[i]));
    }
  }

  @Test
  void theLastLayerGivesWhatThePredictionIsMadeOf() {
    float[] logits = Features.of(model, "dense1").of(image);
    double odds = Math.exp(logits[0] - logits[1]);
    double first =
        model.predict(image).ranked().stream()
            .filter(guess -> guess.label() == 0)
            .findFirst()
            .orElseThrow()
            .probability();
    assertThat(first).isCloseTo(odds / (1 + odds), within(1e-6));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Features.of(model, "conv9"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "network small has no layer conv9: it has conv1, conv2, relu1, add1, relu2, flatten1,"
                + " dense1");
    assertThatThrownBy(() -> Features.of(model, "conv1").of(new byte[3]))
        .isInstanceOf(InputException.class)
        .hasMessage("network small takes images of 2 x 6 x 5, which is 60 bytes, not 3");
  }
}
