package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop around the engine, on a data set that a straight line divides. */
@ExtendWith(NoThreadIsLeft.class)
class TrainerTest {

  private static final int IMAGES = 70;
  private static final Dataset DATA = dataset(IMAGES, 1);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 3, 3), new Flatten(), new Dense(4), new Relu(), new Dense(2));

  /** Bright images are of class 1. */
  private static Dataset dataset(int images, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[images * 9];
    int[] labels = new int[images];
    for (int n = 0; n < images; n++) {
      labels[n] = random.nextInt(2);
      for (int i = 0; i < 9; i++) {
        pixels[n * 9 + i] = (byte) (random.nextInt(100) + 120 * labels[n]);
      }
    }
    return new Dataset("brightness", 1, 3, 3, pixels, labels, List.of("dark", "bright"));
  }

  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(0.1, 0.9)).batch(16).epochs(20).threads(2);
  }

  @Test
  void learns() {
    TrainingResult result = trainer().test(dataset(50, 2)).fit(DATA);
    assertThat(result.stopped()).isFalse();
    assertThat(result.history())
        .extracting(EpochResult::epoch)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    EpochResult last = result.history().getLast();
    assertThat(last.trainAccuracy()).isEqualTo(1);
    assertThat(last.trainLoss()).isLessThan(result.history().getFirst().trainLoss());
    assertThat(last.test().orElseThrow().accuracy()).isEqualTo(1);
    assertThat(last.imagesPerSecond()).isPositive();
    assertThat(last.seconds()).isPositive();
  }

  @Test
  void theModelIsWhatWasSaid() {
    Model model = trainer().scaling(Scaling.MNIST).fit(DATA.preparedAs(Preparation.DIGIT)).model();
    assertThat(model.network()).isEqualTo(NETWORK);
    assertThat(model.classes()).containsExactly("dark", "bright");
    assertThat(model.scaling()).isEqualTo(Scaling.MNIST);
    assertThat(model.preparation()).isEqualTo(Preparation.DIGIT);
  }

  /** Test images are not augmented, nor is what a model predicts; the model says nothing of it. */
  @Test
  void onlyTrainingImagesAreAugmented() {
    Dataset test = dataset(50, 2);
    TrainingResult plain = trainer().epochs(2).test(test).fit(DATA);
    TrainingResult result = trainer().epochs(2).test(test).augment(new Brightness(1)).fit(DATA);
    EpochResult last = result.history().getLast();
    assertThat(last.trainLoss()).isNotEqualTo(plain.history().getLast().trainLoss());
    assertThat(last.test()).contains(result.model().evaluate(test, 1));
    assertThat(trainer().epochs(2).augment().fit(DATA).model().parameters())
        .isEqualTo(plain.model().parameters());
  }

  @Test
  void refusesAugmentationsThatDoNotFit() {
    assertThatThrownBy(() -> trainer().augment(new Shift(400)).check(DATA))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Shift[pixels=400.0] could move images of ");
  }

  /** The test's numbers are those of the model after the epoch, and training goes on unmoved. */
  @Test
  void measuresTheModelOfTheEpoch() {
    Dataset test = dataset(50, 2);
    List<Evaluation> told = new ArrayList<>();
    List<Evaluation> measured = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochResult result, Model model) {
            told.add(result.test().orElseThrow());
            measured.add(model.evaluate(test, 2));
          }
        };
    TrainingResult with = trainer().epochs(3).test(test).listener(listener).fit(DATA);
    assertThat(told).hasSize(3).isEqualTo(measured);
    TrainingResult without = trainer().epochs(3).fit(DATA);
    assertThat(without.model().parameters()).isEqualTo(with.model().parameters());
    assertThat(without.history().getLast().test()).isEmpty();
  }

  /** 70 images in batches of 16: the fifth has 6. */
  @Test
  void tellsOfEachBatchAndEpoch() {
    List<String> heard = new ArrayList<>();
    double[] lossSums = new double[2];
    List<EpochResult> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            heard.add(epoch + ":" + batch + "/" + batches);
            lossSums[epoch - 1] += loss * (batch < batches ? 16 : 6);
          }

          @Override
          public void epoch(EpochResult result, Model model) {
            heard.add("epoch " + result.epoch());
            epochs.add(result);
          }
        };
    TrainingResult result = trainer().epochs(2).listener(listener).fit(DATA);
    assertThat(heard)
        .containsExactly(
            "1:1/5", "1:2/5", "1:3/5", "1:4/5", "1:5/5", "epoch 1", "2:1/5", "2:2/5", "2:3/5",
            "2:4/5", "2:5/5", "epoch 2");
    assertThat(result.history()).isEqualTo(epochs);
    for (int i = 0; i < 2; i++) {
      assertThat(epochs.get(i).trainLoss()).isCloseTo(lossSums[i] / IMAGES, within(1e-12));
    }
  }

  /** With a rate too small to change anything, only the order of the images is left to differ. */
  @Test
  void takesEachImageOnceAnEpochInAnotherOrder() {
    List<List<Double>> losses = List.of(new ArrayList<>(), new ArrayList<>());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            losses.get(epoch - 1).add(loss);
          }
        };
    trainer().optimizer(new Sgd(1e-30)).batch(1).epochs(2).listener(listener).fit(DATA);
    assertThat(losses.get(0)).hasSize(IMAGES).isNotEqualTo(losses.get(1));
    assertThat(losses.get(0)).containsExactlyInAnyOrderElementsOf(losses.get(1));
    // Two images may have the same loss, but not many.
    assertThat(new HashSet<>(losses.get(0))).hasSizeGreaterThan(IMAGES - 5);
  }

  @Test
  void stopsWithTheLastWholeEpoch() {
    AtomicInteger asked = new AtomicInteger();
    // Before the third batch of the third epoch.
    TrainingResult stopped = trainer().stopWhen(() -> asked.incrementAndGet() > 12).fit(DATA);
    assertThat(asked).hasValue(13);
    assertThat(stopped.stopped()).isTrue();
    assertThat(stopped.history()).hasSize(2);
    assertThat(stopped.model().parameters())
        .isEqualTo(trainer().epochs(2).fit(DATA).model().parameters());
  }

  @Test
  void stoppedAtOnceItHasTheFirstParameters() {
    TrainingResult stopped = trainer().seed(9).stopWhen(() -> true).fit(DATA);
    assertThat(stopped.stopped()).isTrue();
    assertThat(stopped.history()).isEmpty();
    assertThat(stopped.model().parameters()).isEqualTo(Initializers.DEFAULT.numbers(NETWORK, 9));
  }

  @Test
  void aListenersFailureEndsTheTraining() {
    IllegalStateException failure = new IllegalStateException("disk full");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochResult result, Model model) {
            throw failure;
          }
        };
    assertThatThrownBy(() -> trainer().listener(listener).fit(DATA)).isSameAs(failure);
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    assertThatThrownBy(() -> trainer().optimizer(new Sgd(1e30)).fit(DATA))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching(
            "the loss is no longer a number in epoch 1, batch \\d, at learning rate 1.0E30: layer"
                + " dense\\d is the first whose values are not finite; try a smaller rate");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void numbersAreAtLeastOne(int number) {
    assertRefused(() -> trainer().batch(number), "the batch must be at least 1, not " + number);
    assertRefused(
        () -> trainer().epochs(number), "the number of epochs must be at least 1, not " + number);
    assertThatThrownBy(() -> trainer().threads(number))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the number of threads must be at least 1")
        .hasMessageEndingWith("not " + number);
  }

  @Test
  void theBatchIsAtMostTheData() {
    assertRefused(
        () -> trainer().batch(71).fit(DATA),
        "a batch of 71 is larger than brightness, which has 70 images: choose a smaller one");
    assertThat(trainer().batch(70).epochs(1).fit(DATA).history()).hasSize(1);
  }

  @Test
  void theDataMustFitTheNetwork() {
    Dataset wide = new Dataset("wide", 1, 1, 9, DATA.pixels(), DATA.labels(), DATA.classes());
    String shape = "network line takes images of 1 x 3 x 3, but those of wide are 1 x 1 x 9";
    assertRefused(() -> trainer().fit(wide), shape);
    assertRefused(() -> trainer().test(wide).fit(DATA), shape);
    Dataset three =
        new Dataset("three", 1, 3, 3, DATA.pixels(), DATA.labels(), List.of("a", "b", "c"));
    assertRefused(
        () -> trainer().fit(three), "network line tells 2 classes apart, but three has 3");
    Dataset none = new Dataset("none", 1, 3, 3, new byte[0], new int[0], List.of("a", "b"));
    assertRefused(() -> trainer().fit(none), "none has no images");
  }

  @Test
  void theNetworkMustEndInClasses() {
    Network flat = Network.of("flat", new Shape(1, 3, 3), new Relu());
    Dataset nine =
        new Dataset(
            "nine",
            1,
            3,
            3,
            DATA.pixels(),
            DATA.labels(),
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8"));
    assertRefused(
        () -> Trainer.of(flat).fit(nine),
        "network flat must end in one number for each class, not in 1 x 3 x 3: add a Flatten and"
            + " a Dense");
  }

  @Test
  void theBatchMustFitTheMemory() {
    Network large =
        Network.of(
            "large",
            new Shape(1, 1, 1),
            new Conv2d(600, 1).withPadding(100),
            new Flatten(),
            new Dense(2));
    byte[] pixels = new byte[64];
    Dataset dots = new Dataset("dots", 1, 1, 1, pixels, new int[64], List.of("a", "b"));
    assertThatThrownBy(() -> Trainer.of(large).batch(64).fit(dots))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a batch of 64 images of large needs")
        .hasMessageContaining("choose a smaller batch");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(InputException.class).hasMessage(message);
  }
}
