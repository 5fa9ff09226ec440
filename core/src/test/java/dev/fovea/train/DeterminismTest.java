package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.Backend;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.WarmUp;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same bits, whatever runs it; another seed gives others. */
class DeterminismTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 400);
  private static final Recipe LENET = Recipes.find("lenet").orElseThrow();

  private static final Augmentation[] ALL = {
    new Shift(2),
    new Rotate(15),
    new Scale(0.9, 1.1),
    new Shear(5),
    Flip.HORIZONTAL,
    new RandomCrop(2),
    new Elastic(34, 4),
    new Erase(0.5),
    new Brightness(0.2),
    new Contrast(0.2)
  };

  /** Dropout in place and beside its input, on rows and on vectors. */
  private static final Network DROPOUT =
      Network.of(
          "dropout",
          new Shape(1, 28, 28),
          new Conv2d(5, 5),
          new MaxPool2d(2),
          new Dropout(0.25),
          new Conv2d(7, 3).withPadding(1),
          new Relu(),
          new Dropout(0.1),
          new MaxPool2d(2),
          new Flatten(),
          new Dropout(0.4),
          new Dense(20),
          new Relu(),
          new Dropout(0.5),
          new Dense(10));

  /** Batch norm of maps, pooled or not, and of vectors. */
  private static final Network BATCH_NORM =
      Network.of(
          "batch norm",
          new Shape(1, 28, 28),
          new Conv2d(5, 5).withPadding(2).withoutBias(),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Conv2d(8, 3).withoutBias(),
          new BatchNorm2d(),
          new Relu(),
          new Conv2d(9, 3).withStride(2),
          new Flatten(),
          new Dense(20).withoutBias(),
          new BatchNorm2d(),
          new Relu(),
          new Dense(10));

  static Stream<Arguments> trainings() {
    Recipe fashion = Recipes.find("fashion").orElseThrow();
    return Stream.of(
        Arguments.argumentSet("lenet, batch 50", LENET.trainer().batch(50)),
        Arguments.argumentSet("lenet, batch 17", LENET.trainer().batch(17)),
        Arguments.argumentSet("lenet, batch 400", LENET.trainer().batch(400)),
        Arguments.argumentSet(
            "augmented and standardized, batch 50",
            LENET.trainer().batch(50).augment(ALL).scaling(Scaling.UNIT.standardized())),
        Arguments.argumentSet(
            "mixed, smoothed, augmented and standardized, batch 50",
            LENET
                .trainer()
                .batch(50)
                .augment(ALL)
                .scaling(Scaling.UNIT.standardized())
                .loss(new CrossEntropy(0.1))
                .mixup(0.3)),
        Arguments.argumentSet(
            "validated, accumulated, averaged, balanced, frozen",
            Trainer.of(DROPOUT)
                .batch(17)
                .validation(0.2)
                .accumulate(3)
                .average(0.9)
                .sampling(Sampling.balanced())
                .freeze("conv2")),
        Arguments.argumentSet("dropout, batch 17", Trainer.of(DROPOUT).batch(17)),
        Arguments.argumentSet("dropout, batch 100", Trainer.of(DROPOUT).batch(100)),
        Arguments.argumentSet("batch norm, batch 17", Trainer.of(BATCH_NORM).batch(17)),
        Arguments.argumentSet("batch norm, batch 100", Trainer.of(BATCH_NORM).batch(100)),
        Arguments.argumentSet(
            "fashion, Adam", fashion.trainer().optimizer(new Adam(0.001)).batch(50)),
        Arguments.argumentSet(
            "lenet, Muon, clipped, one cycle",
            LENET
                .trainer()
                .optimizer(new Muon(0.02))
                .schedule(WarmUp.epochs(0.5, new OneCycle()))
                .clipNorm(1)
                .initializers(Initializers.of(new Initializer.He()))
                .batch(50)));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void anyNumberOfThreads(Trainer trainer) {
    Result expected = Result.of(trainer.threads(1));
    for (int threads : new int[] {1, 2, 3, 5, 8}) {
      assertThat(Result.of(trainer.threads(threads))).as("%d threads", threads).isEqualTo(expected);
    }
  }

  static Stream<Network> networks() {
    return Stream.of(LENET.network(), DROPOUT, BATCH_NORM);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void anyKernels(Network network) {
    Result expected = Result.of(Trainer.of(network).backend(Backend.current()));
    assertThat(Result.of(Trainer.of(network).backend(Backend.scalar()))).isEqualTo(expected);
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    Result one = Result.of(LENET.trainer().seed(1));
    assertThat(Result.of(LENET.trainer().seed(1))).isEqualTo(one);
    assertThat(Result.of(LENET.trainer().seed(2))).isNotEqualTo(one);
  }

  /** A hash of all bits of a model, and the losses on the way. */
  private record Result(String parameters, String losses) {

    static Result of(Trainer trainer) {
      TrainingResult result = trainer.epochs(2).test(DIGITS.slice(0, 100)).fit(DIGITS);
      float[] parameters = result.model().parameters();
      ByteBuffer bits = ByteBuffer.allocate(parameters.length * Float.BYTES);
      bits.asFloatBuffer().put(parameters);
      return new Result(
          HexFormat.of().formatHex(sha256(bits.array())),
          result.history().stream()
              .map(e -> e.trainLoss() + " " + e.trainAccuracy() + e.validation() + " " + e.test())
              .toList()
              .toString());
    }

    private static byte[] sha256(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }
}
