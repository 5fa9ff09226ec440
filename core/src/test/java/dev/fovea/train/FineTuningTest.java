package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Going on with a model's numbers, with another head, with frozen layers. */
class FineTuningTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 128);
  private static final Shape IMAGE = new Shape(1, 28, 28);

  private static Network network(int classes) {
    return Network.of(
        "small",
        IMAGE,
        new Conv2d(4, 5),
        new MaxPool2d(4),
        new Relu(),
        new Flatten(),
        new Dense(12),
        new Relu(),
        new Dense(classes));
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network).optimizer(new Sgd(0.02, 0.9)).batch(16).epochs(2).threads(1);
  }

  private static Model model() {
    return trainer(network(10)).scaling(Scaling.MNIST).fit(DIGITS).model();
  }

  /** Even and odd digits. */
  private static Dataset evenOrOdd() {
    int[] labels = Arrays.stream(DIGITS.labels()).map(label -> label % 2).toArray();
    return new Dataset("parity", 1, 28, 28, DIGITS.pixels(), labels, List.of("even", "odd"));
  }

  private static Map<String, float[]> tensors(Network network, float[] numbers) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      tensors.put(tensor.name(), Arrays.copyOfRange(numbers, at, at + (int) tensor.size()));
      at += (int) tensor.size();
    }
    return tensors;
  }

  private static float[] atFirst(Trainer trainer, Dataset data) {
    return trainer.stopWhen(() -> true).fit(data).model().parameters();
  }

  @Test
  void takesWhatFits() {
    Model model = model();
    Trainer trainer = trainer(network(2)).from(model).seed(7);
    Transfer transfer = trainer.transfer().orElseThrow();
    assertThat(transfer.taken())
        .containsExactly("conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias");
    assertThat(transfer.initialised()).containsExactly("dense2.weight", "dense2.bias");
    assertThat(transfer.left()).containsExactly("dense2.weight", "dense2.bias");
    Map<String, float[]> given = tensors(model.network(), model.parameters());
    Map<String, float[]> first = tensors(network(2), atFirst(trainer, evenOrOdd()));
    Map<String, float[]> fresh = tensors(network(2), Initializers.DEFAULT.numbers(network(2), 7));
    transfer.taken().forEach(name -> assertThat(first.get(name)).isEqualTo(given.get(name)));
    transfer.initialised().forEach(name -> assertThat(first.get(name)).isEqualTo(fresh.get(name)));
    assertThat(trainer.stopWhen(() -> false).fit(evenOrOdd()).model().scaling())
        .isEqualTo(Scaling.MNIST);
  }

  @Test
  void aHeadThatFitsMayBeInitialised() {
    Model model = model();
    Trainer trainer = trainer(network(10)).from(model, "dense2");
    assertThat(trainer.transfer().orElseThrow().initialised())
        .containsExactly("dense2.weight", "dense2.bias");
    assertThat(trainer(network(10)).from(model).transfer().orElseThrow().initialised()).isEmpty();
    assertThat(atFirst(trainer(network(10)).from(model), DIGITS)).isEqualTo(model.parameters());
    assertThat(atFirst(trainer, DIGITS)).isNotEqualTo(model.parameters());
    assertThat(trainer(network(10)).transfer()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Model model = model();
    Network other = Network.of("other", IMAGE, new Flatten(), new Dense(10));
    assertThatThrownBy(() -> trainer(other).from(model).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "nothing of a model of small fits network other: its tensors need the same names and"
                + " shapes");
    assertThatThrownBy(() -> trainer(network(10)).from(model, "fc").check(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage("network small has no layer fc to initialise");
  }

  /** Also with a moving average, weights that decay, and any number of threads. */
  @Test
  void frozenNumbersNeverChange() {
    Model model = model();
    float[] expected = null;
    for (int threads = 1; threads <= 3; threads++) {
      Trainer trainer = trainer(network(2)).from(model).freeze("conv1", "dense1").average(0.9);
      Model tuned = trainer.optimizer(new Adam(0.01)).threads(threads).fit(evenOrOdd()).model();
      Map<String, float[]> before = tensors(model.network(), model.parameters());
      Map<String, float[]> after = tensors(network(2), tuned.parameters());
      for (String name : List.of("conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias")) {
        assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
      }
      float[] head = tensors(network(2), atFirst(trainer, evenOrOdd())).get("dense2.weight");
      assertThat(after.get("dense2.weight")).isNotEqualTo(head);
      expected = expected == null ? tuned.parameters() : expected;
      assertThat(tuned.parameters()).isEqualTo(expected);
    }
  }

  /** Half would be guessed right. */
  @Test
  void theHeadLearns() {
    TrainingResult result =
        trainer(network(2)).from(model()).freeze("conv1").epochs(12).fit(evenOrOdd());
    assertThat(result.history().getLast().trainAccuracy()).isGreaterThan(0.8);
  }

  @Test
  void whatIsMeasuredInFrozenLayersStays() {
    Network network =
        Network.of(
            "normal",
            IMAGE,
            new Conv2d(2, 3),
            new BatchNorm2d(),
            new Conv2d(3, 3),
            new BatchNorm2d(),
            new Flatten(),
            new Dense(2));
    float[] numbers = new float[(int) network.numberCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Frozen frozen = new Frozen(network, Set.of("conv1", "norm1"), numbers);
    Arrays.fill(numbers, -1);
    frozen.putBack(numbers);
    Map<String, float[]> tensors = tensors(network, numbers);
    int at = 2 * 9 + 2 + 2 + 2;
    assertThat(tensors.remove("norm1.running_mean")).containsExactly(at, at + 1);
    assertThat(tensors.remove("norm1.running_var")).containsExactly(at + 2, at + 3);
    tensors.forEach((name, values) -> assertThat(values).as(name).containsOnly(-1));
  }

  @Test
  void refusesToFreeze() {
    assertThatThrownBy(() -> trainer(network(10)).freeze("conv9").check(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "network small has no layer conv9 to freeze: choose among conv1, pool1, relu1,"
                + " flatten1, dense1, relu2, dense2");
    assertThatThrownBy(() -> trainer(network(10)).freeze("conv1", "dense1", "dense2").check(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage("network small has nothing left to train: freeze fewer layers");
  }
}
