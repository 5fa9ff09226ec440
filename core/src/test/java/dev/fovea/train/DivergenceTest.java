package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.engine.LargestValue;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Sgd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that fail: where it is said to be, and what is left. */
@ExtendWith(NoThreadIsLeft.class)
class DivergenceTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 160);
  private static final Network NETWORK =
      Network.of(
          "dense",
          new Shape(1, 28, 28),
          new Flatten(),
          new Dense(10),
          new Relu(),
          new Dense(10),
          new Relu(),
          new Dense(10));

  @TempDir private Path folder;

  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(0.05)).batch(16).threads(2);
  }

  private static TrainingException failure(Trainer trainer) {
    return catchThrowableOfType(TrainingException.class, () -> trainer.fit(DIGITS));
  }

  /** From the fifth batch of the third epoch on, at another rate. */
  private static Trainer failing(double rate) {
    Trainer trainer = trainer();
    trainer.rates = Optional.of(step -> step < 24 ? 0.05 : rate);
    return trainer;
  }

  @Test
  void anExplosionIsTold() {
    TrainingException failure = failure(failing(1e5));
    assertThat(failure)
        .hasMessageMatching(
            "the loss went from 2\\.\\d+ to \\S+e\\+\\d+ in epoch 3, batch 6, at learning rate"
                + " 100000\\.0: layer dense1 is the first with large values, \\S+e\\+\\d+;"
                + " try a smaller rate");
  }

  /** Squared errors explode before any value is large. */
  @Test
  void namesTheLayerWithTheLargestValuesWhereNoneIsLarge() {
    List<LargestValue> values =
        List.of(new LargestValue("conv1", 3), new LargestValue("dense1", 200));
    assertThat(Divergence.sentence(40_000, 0.5, "epoch 1", values))
        .isEqualTo(
            "the loss went from 0.500 to 4.00e+04 in epoch 1: layer dense1 has the largest values,"
                + " 200; try a smaller rate");
  }

  @Test
  void wholeEpochsAreKept() {
    TrainingResult expected = trainer().epochs(2).validation(0.2).fit(DIGITS);
    Trainer trainer = failing(1e30).validation(0.2).checkpoints(folder);
    TrainingException failure = failure(trainer);
    assertThat(failure).hasMessageContaining("at learning rate 1.0E30: layer dense");
    TrainingResult kept = failure.result().orElseThrow();
    assertThat(kept.history()).hasSizeBetween(2, 3);
    assertThat(kept.history().get(1).trainLoss()).isEqualTo(expected.history().get(1).trainLoss());
    assertThat(ModelFile.read(folder.resolve("best.safetensors")).parameters())
        .isEqualTo(kept.best().parameters());
    assertThat(folder.resolve("last.checkpoint")).exists();
  }

  @Test
  void nothingIsKeptOfTheFirstEpoch() {
    assertThat(failure(trainer().optimizer(new Sgd(1e30))).result()).isEmpty();
  }

  /** Each layer in turn is given a number that overflows. */
  @Test
  void namesTheFirstLayerThatWentWrong() {
    int[] ends = {7850, 7960, 8070};
    for (int layer = 1; layer <= 3; layer++) {
      float[] numbers = Initializers.DEFAULT.numbers(NETWORK, 1);
      int bias = ends[layer - 1] - 1;
      numbers[bias] = layer < 3 ? Float.POSITIVE_INFINITY : Float.NaN;
      Model broken =
          new Model(NETWORK, numbers, DIGITS.classes(), Scaling.UNIT, DIGITS.preparation());
      assertThat(failure(trainer().from(broken)))
          .hasMessage(
              "the loss is no longer a number in epoch 1, batch 1, at learning rate 0.05: layer"
                  + " dense%d is the first whose values are not finite; try a smaller rate",
              layer);
    }
  }

  /** One step an epoch: what it does shows in no loss of that epoch. */
  @Test
  void theLastStepOfAnEpoch() {
    assertThat(failure(trainer().batch(160).optimizer(new Sgd(1e60))))
        .hasMessageStartingWith("the parameters are no longer numbers in epoch 1, batch 1, at")
        .hasMessageEndingWith("is the first; try a smaller rate");
  }

  @Test
  void whatIsAnExplosion() {
    assertThat(Divergence.is(Double.NaN, 2, 10)).isTrue();
    assertThat(Divergence.is(Double.POSITIVE_INFINITY, 2, 10)).isTrue();
    assertThat(Divergence.is(30_000, 3, 10)).isFalse();
    assertThat(Divergence.is(30_001, 3, 10)).isTrue();
    // A model that is good already may have a bad batch.
    assertThat(List.of(Divergence.is(1, 1e-6, 10), Divergence.is(23_000, 1e-6, 10)))
        .containsOnly(false);
    assertThat(Divergence.is(24_000, 1e-6, 10)).isTrue();
  }
}
