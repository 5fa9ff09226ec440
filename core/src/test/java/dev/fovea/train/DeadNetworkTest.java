package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tanh;
import dev.fovea.net.Tensor;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.WarmUp;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that can learn no more, and those that only look like it. */
class DeadNetworkTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 160);
  private static final Shape IMAGE = new Shape(1, 28, 28);
  private static final Network CHAIN = chain(new Relu());

  /** A tensor of so low numbers makes what comes after it negative. */
  private static final float LOW = -1e4f;

  private static Network chain(Layer second) {
    return Network.of(
        "chain",
        IMAGE,
        new Flatten(),
        new Dense(10),
        new Relu(),
        new Dense(10),
        second,
        new Dense(10));
  }

  private static Network convolution(Layer first, Layer second) {
    return Network.of("conv", IMAGE, new Conv2d(3, 5), first, second, new Flatten(), new Dense(10));
  }

  /** A block with a sum, and a ReLU after it. */
  private static Network residual() {
    NetworkBuilder net = new NetworkBuilder("residual", IMAGE);
    net.add(new Flatten());
    net.add(new Dense(10));
    int x = net.add(new Relu());
    net.add(new Dense(10));
    net.add(new Relu());
    net.add(new Add(), net.add(new Dense(10)), x);
    net.add(new Relu());
    net.add(new Dense(10));
    return net.build();
  }

  /** Two ways from the image to the output. */
  private static Network branches() {
    NetworkBuilder net = new NetworkBuilder("branches", IMAGE);
    int x = net.add(new Flatten());
    net.add(new Dense(10), x);
    int a = net.add(new Relu());
    net.add(new Dense(10), x);
    net.add(new Concat(), a, net.add(new Relu()));
    net.add(new Dense(10));
    return net.build();
  }

  /** Begins with these tensors low. */
  private static Trainer trainer(Network network, String... low) {
    float[] numbers = Initializers.DEFAULT.numbers(network, 1);
    Set.of(low).forEach(tensor -> fill(network, numbers, tensor, LOW));
    return trainer(network, numbers, DIGITS);
  }

  private static Trainer trainer(Network network, float[] numbers, Dataset data) {
    Model model = new Model(network, numbers, data.classes(), Scaling.UNIT, data.preparation());
    Trainer trainer = Trainer.of(network).optimizer(new Sgd(0.05)).batch(16).threads(2);
    return trainer.from(model).epochs(2);
  }

  private static void fill(Network network, float[] numbers, String name, float value) {
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int end = at + (int) tensor.size();
      if (tensor.name().equals(name)) {
        Arrays.fill(numbers, at, end, value);
      }
      at = end;
    }
  }

  private static void assertAlive(Trainer trainer, Dataset data) {
    assertThat(trainer.fit(data).history()).hasSize(2);
  }

  private static void assertDead(Trainer trainer, Dataset data, int batch, String who) {
    assertThatThrownBy(() -> trainer.fit(data))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "the network is dead in epoch 1, batch %d, at learning rate 0.05: %s for every image of"
                + " the batch, so that nothing before %s learns any more; begin again with a"
                + " smaller rate or another seed",
            batch, who, who.startsWith("layers") ? "them" : "it");
  }

  static Stream<Arguments> dead() {
    return Stream.of(
        Arguments.argumentSet("chain", trainer(CHAIN, "dense2.bias"), "layer relu2 gives 0"),
        // The layer between still learns its bias, but never anything of an image.
        Arguments.argumentSet("early", trainer(CHAIN, "dense1.bias"), "layer relu1 gives 0"),
        Arguments.argumentSet(
            "no ReLU", trainer(chain(new Gelu()), "dense2.bias"), "layer gelu1 gives 0"),
        Arguments.argumentSet(
            "before a pooling",
            trainer(convolution(new Relu(), new MaxPool2d(2)), "conv1.bias"),
            "layer relu1 gives 0"),
        Arguments.argumentSet(
            "after a pooling",
            trainer(convolution(new MaxPool2d(2), new Relu()), "conv1.bias"),
            "layer relu1 gives 0"),
        Arguments.argumentSet(
            "residual", trainer(residual(), "dense3.bias"), "layer relu3 gives 0"),
        Arguments.argumentSet(
            "before a residual block", trainer(residual(), "dense1.bias"), "layer relu1 gives 0"),
        Arguments.argumentSet(
            "both branches",
            trainer(branches(), "dense1.bias", "dense2.bias"),
            "layers relu1 and relu2 give 0"),
        Arguments.argumentSet(
            "partly frozen",
            trainer(CHAIN, "dense2.bias").freeze("dense1"),
            "layer relu2 gives 0"));
  }

  @ParameterizedTest
  @MethodSource("dead")
  void isTold(Trainer trainer, String who) {
    assertDead(trainer, DIGITS, 10, who);
  }

  /** The last batch of at least 16 images tells, also where smaller ones follow. */
  @ParameterizedTest
  @CsvSource({"33, 16, 2", "32, 16, 2", "129, 64, 2", "144, 64, 3", "159, 16, 9", "16, 16, 1"})
  void theLastBatchThatIsLargeEnough(int images, int batch, int told) {
    Trainer trainer = trainer(CHAIN, "dense2.bias").batch(batch);
    assertDead(trainer, DIGITS.slice(0, images), told, "layer relu2 gives 0");
  }

  @Test
  void fewImagesTellNothing() {
    assertAlive(trainer(CHAIN, "dense2.bias").batch(15), DIGITS);
  }

  static Stream<Arguments> alive() {
    return Stream.of(
        Arguments.argumentSet("chain", trainer(CHAIN)),
        Arguments.argumentSet("a sum's branch", trainer(residual(), "dense2.bias")),
        Arguments.argumentSet("one branch of two", trainer(branches(), "dense1.bias")),
        // Whatever the frozen layers say, the last one was all there was to learn.
        Arguments.argumentSet(
            "the head alone", trainer(CHAIN, "dense2.bias").freeze("dense1", "dense2")));
  }

  @ParameterizedTest
  @MethodSource("alive")
  void isNotTold(Trainer trainer) {
    assertAlive(trainer, DIGITS);
  }

  /** One ReLU of many that is silent is nothing unusual. */
  @Test
  void oneChannelThatSpeaksIsEnough() {
    float[] numbers = Initializers.DEFAULT.numbers(CHAIN, 1);
    Arrays.fill(numbers, 7950, 7959, LOW);
    numbers[7959] = 1;
    assertAlive(trainer(CHAIN, numbers, DIGITS), DIGITS);
  }

  /** At 0 the gradient passes a tanh; the first step is one of rate 0. */
  @Test
  void aLayerThatBeginsWithZerosMayLearn() {
    Network network = chain(new Tanh());
    float[] numbers = Initializers.DEFAULT.numbers(network, 1);
    List.of("dense2.weight", "dense2.bias").forEach(name -> fill(network, numbers, name, 0));
    Trainer trainer = trainer(network, numbers, DIGITS).batch(160);
    assertAlive(trainer.schedule(WarmUp.steps(2, new Constant()).from(0)), DIGITS);
  }

  /** Its loss is 0 to the last bit, and each gradient. */
  @Test
  void aNetworkThatKnowsAllIsNotDead() {
    Network network =
        Network.of(
            "two pixels",
            new Shape(1, 1, 2),
            new Flatten(),
            new Dense(2, false),
            new Relu(),
            new Dense(2, false));
    byte[] pixels = new byte[64];
    int[] labels = new int[32];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = n % 2;
      pixels[2 * n + labels[n]] = (byte) 255;
    }
    Dataset data = new Dataset("pixels", 1, 1, 2, pixels, labels, List.of("left", "right"));
    float[] numbers = {1, 0, 0, 1, 200, 0, 0, 200};
    TrainingResult result = trainer(network, numbers, data).fit(data);
    assertThat(result.history()).extracting(EpochResult::trainLoss).containsExactly(0.0, 0.0);
    assertThat(result.model().parameters()).containsExactly(numbers);
  }

  /** Where all images are of one class, silence is the right answer. */
  @Test
  void silenceThatIsRightIsNotDead() {
    float[] numbers = Initializers.DEFAULT.numbers(CHAIN, 1);
    fill(CHAIN, numbers, "dense2.bias", LOW);
    numbers[numbers.length - 10 + 3] = 50;
    int[] labels = new int[DIGITS.size()];
    Arrays.fill(labels, 3);
    Dataset threes = new Dataset("threes", 1, 28, 28, DIGITS.pixels(), labels, DIGITS.classes());
    assertAlive(trainer(CHAIN, numbers, DIGITS), threes);
  }
}
