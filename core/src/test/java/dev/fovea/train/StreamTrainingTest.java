package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Rng;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.Backend;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.Updater;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on a stream: which images it sees, in which order, and that nothing else matters. */
class StreamTrainingTest {

  private static final int IMAGES = 150;
  private static final int BATCH = 16;
  private static final int EPOCHS = 2;
  private static final long SEED = 7;
  private static final Dataset DIGITS = Mnist.train().slice(0, IMAGES);
  private static final Network NETWORK =
      Network.of(
          "small",
          new Shape(1, 28, 28),
          new Conv2d(3, 5),
          new MaxPool2d(4),
          new Relu(),
          new Flatten(),
          new Dropout(0.3),
          new Dense(10));

  private static Trainer trainer() {
    return Trainer.of(NETWORK)
        .optimizer(new Sgd(0.1, 0.9))
        .batch(BATCH)
        .epochs(EPOCHS)
        .seed(SEED)
        .threads(1)
        .augment(new Shift(2), new Rotate(10));
  }

  /**
   * The same training by hand, on all images in memory: the order of each window is drawn on its
   * own, each image is there exactly once an epoch, and what augments it is its number among all.
   */
  private static float[] byHand(int window) {
    float[] parameters = Initializers.DEFAULT.numbers(NETWORK, SEED);
    float[] gradient = new float[parameters.length];
    Updater updater = new Sgd(0.1, 0.9).start(NETWORK);
    AugmentedImages images =
        new AugmentedImages(
            Augmentations.of(List.of(new Shift(2), new Rotate(10)), Outside.BLACK, 1, 28, 28),
            SEED,
            1);
    Source source =
        new Source(DIGITS.pixels(), DIGITS.labels(), Scaling.UNIT.table(), false, images);
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(NETWORK, BATCH, workers, Backend.current());
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        images.start(epoch, 0);
        List<Integer> order = new ArrayList<>();
        for (int first = 0, w = 0; first < IMAGES; first += window, w++) {
          long stream = w == 0 ? epoch : epoch * 0x1_0000_0000L + 0x8000_0000L + w;
          int[] some = new Rng(SEED, stream).permutation(Math.min(window, IMAGES - first));
          int begin = first;
          IntStream.of(some).forEach(i -> order.add(begin + i));
        }
        assertThat(order).doesNotHaveDuplicates().hasSize(IMAGES);
        int[] all = order.stream().mapToInt(i -> i).toArray();
        for (int from = 0, b = 0; from < IMAGES; from += BATCH, b++) {
          long draw = new Rng(SEED, epoch * 0x1_0000_0000L + b).nextLong();
          int count = Math.min(BATCH, IMAGES - from);
          plan.train(parameters, gradient, source, all, from, count, draw);
          updater.nextStep(0.1);
          updater.update(parameters, gradient, 0, parameters.length);
        }
      }
    }
    return parameters;
  }

  @ParameterizedTest
  @CsvSource({"16,1", "48,1", "48,2", "48,5", "64,3", "144,2"})
  void trainsAsIfAllWereInMemory(int window, int threads) {
    FakeStream stream = new FakeStream(DIGITS);
    TrainingResult result = trainer().threads(threads).window(window).fit(stream);
    assertThat(result.model().parameters()).isEqualTo(byHand(window));
    assertThat(result.stopped()).isFalse();
    assertThat(stream.reads).hasSize(EPOCHS * ((IMAGES + window - 1) / window));
    long at = 0;
    for (long[] read : stream.reads) {
      assertThat(read[0]).as("in order, epoch after epoch").isEqualTo(at);
      assertThat(read[1]).isEqualTo(Math.min(at + window, IMAGES));
      at = read[1] % IMAGES;
    }
  }

  @Test
  void theWindowDecidesTheOrder() {
    assertThat(byHand(48)).isNotEqualTo(byHand(64));
  }

  /** A window that takes all: the model of the data set in memory, and each image is read once. */
  @ParameterizedTest
  @ValueSource(ints = {145, 150, 1_000_000, Integer.MAX_VALUE})
  void oneWindowIsADatasetInMemory(int window) {
    TrainingResult expected = trainer().test(DIGITS.slice(0, 50)).fit(DIGITS);
    FakeStream stream = new FakeStream(DIGITS);
    FakeStream test = new FakeStream(DIGITS.slice(0, 50));
    TrainingResult result = trainer().window(window).test(test).fit(stream);
    assertThat(result.model().parameters()).isEqualTo(expected.model().parameters());
    assertThat(result.model().parameters()).isEqualTo(byHand(IMAGES));
    assertThat(result.history())
        .extracting(EpochResult::trainLoss, EpochResult::trainAccuracy, EpochResult::test)
        .isEqualTo(
            expected.history().stream()
                .map(e -> tuple(e.trainLoss(), e.trainAccuracy(), e.test()))
                .toList());
    assertThat(stream.reads).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1,16", "16,16", "17,32", "40,48"})
  void aWindowIsWholeBatches(int asked, int window) {
    FakeStream stream = new FakeStream(DIGITS);
    float[] parameters = trainer().window(asked).fit(stream).model().parameters();
    assertThat(stream.reads.getFirst()).containsExactly(0, window);
    assertThat(parameters).isEqualTo(byHand(window));
  }

  @Test
  void theListenerHearsOfAllBatches() {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            heard.add(epoch + " " + batch + "/" + batches);
          }
        };
    trainer().window(48).listener(listener).fit(new FakeStream(DIGITS));
    List<String> expected =
        IntStream.rangeClosed(1, EPOCHS)
            .boxed()
            .flatMap(e -> IntStream.rangeClosed(1, 10).mapToObj(b -> e + " " + b + "/10"))
            .toList();
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void aNetworkLearnsFromAStream() {
    Network line = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    Dataset some = Mnist.train().slice(0, 2_000);
    TrainingResult result =
        Trainer.of(line).optimizer(new Sgd(0.05, 0.9)).window(500).fit(new FakeStream(some));
    assertThat(result.history().getLast().trainAccuracy()).isGreaterThan(0.9);
    assertThat(result.model().evaluate(new FakeStream(some)))
        .isEqualTo(result.model().evaluate(some));
  }

  /** More than one part is read for it: 6,000 images of 784 bytes, in parts of 4 MiB. */
  @Test
  void evaluationOnAStreamIsThatInMemory() {
    Network line = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    Dataset some = Mnist.train().slice(0, 6_000);
    Model model = Trainer.of(line).epochs(1).fit(DIGITS).model();
    assertThat(model.evaluate(new FakeStream(some), 2)).isEqualTo(model.evaluate(some, 1));
  }

  @Test
  void aBatchLargerThanTheStreamIsRefused() {
    assertThatThrownBy(() -> trainer().batch(151).window(1_000).fit(new FakeStream(DIGITS)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a batch of 151 is larger than");
  }
}
