package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training really does what optimizer, schedule, clipping and initialisers say. */
class TrainerSettingsTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 500);
  private static final Recipe LENET = Recipes.find("lenet").orElseThrow();

  /** A float takes it for nothing. */
  private static final double TINY = 1e-60;

  static Stream<Trainer> trainers() {
    return Stream.of(
        lenet().optimizer(new Sgd(0.02, 0.9).withNesterov().withWeightDecay(1e-4)),
        lenet().optimizer(new RmsProp(0.001)),
        lenet().optimizer(new RmsProp(0.0005).withMomentum(0.5).withCentered()),
        lenet().optimizer(new Muon(0.02, new AdamW(0.003))),
        lenet().optimizer(new AdamW(0.002)),
        lenet().optimizer(new AdamW(0.004)).schedule(WarmUp.epochs(1, new OneCycle())),
        lenet()
            .optimizer(new Adam(0.002))
            .initializers(Initializers.of(new Initializer.He()))
            .clipNorm(5),
        lenet().optimizer(new Adam(0.002)).initializers(Initializers.KERAS));
  }

  private static Trainer lenet() {
    return LENET.trainer().batch(20).epochs(4).threads(1);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void learns(Trainer trainer) {
    List<EpochResult> history = trainer.fit(DIGITS).history();
    assertThat(history.getLast().trainAccuracy()).isGreaterThan(0.88);
    assertThat(history.getLast().trainLoss()).isLessThan(history.getFirst().trainLoss() / 2);
  }

  @Test
  void theScheduleSetsTheRateOfEachStep() {
    Trainer trainer = lenet().schedule(new StepDecay(1, TINY));
    assertThat(parameters(trainer.epochs(3))).isEqualTo(parameters(trainer.epochs(1)));
    Trainer usual = lenet().schedule(new Constant());
    assertThat(parameters(usual.epochs(1))).isEqualTo(parameters(trainer.epochs(1)));
    assertThat(parameters(usual.epochs(3))).isNotEqualTo(parameters(usual.epochs(1)));
  }

  @Test
  void thePlateauSeesTheLossOfEachEpoch() {
    Trainer trainer = lenet().schedule(new ReduceOnPlateau(TINY, 0, 0.999, 0));
    float[] two = parameters(trainer.epochs(2));
    assertThat(parameters(trainer.epochs(4))).isEqualTo(two);
    assertThat(parameters(trainer.epochs(1))).isNotEqualTo(two);
  }

  @Test
  void theGradientIsClipped() {
    float[] initial = Initializers.DEFAULT.numbers(LENET.network(), 42);
    assertThat(parameters(lenet().clipNorm(TINY))).isEqualTo(initial);
    assertThat(parameters(lenet().clipNorm(1))).isNotEqualTo(parameters(lenet()));
    assertThat(parameters(lenet().clipNorm(1e6))).isEqualTo(parameters(lenet()));
  }

  @Test
  void theInitializersAreUsed() {
    Initializers keras = Initializers.KERAS;
    float[] initial = keras.numbers(LENET.network(), 42);
    assertThat(parameters(lenet().initializers(keras).clipNorm(TINY))).isEqualTo(initial);
  }

  private static float[] parameters(Trainer trainer) {
    return trainer.fit(DIGITS.slice(0, 100)).model().parameters();
  }
}
