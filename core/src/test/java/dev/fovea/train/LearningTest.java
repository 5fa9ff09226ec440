package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.model.Evaluation;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** It learns: one epoch of the default recipe on all of MNIST, for several seeds. */
class LearningTest {

  private static final long[] SEEDS = {3, 4, 5};

  /** The tutorial has 96.35 % here. */
  private static final double ACCURACY = 0.955;

  private static Dataset train;
  private static Dataset test;

  @BeforeAll
  static void read() {
    train = Mnist.train();
    test = Mnist.test();
  }

  static LongStream seeds() {
    return Arrays.stream(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneEpoch(long seed) {
    TrainingResult result =
        Trainer.of(Recipe.find("lenet").orElseThrow()).epochs(1).seed(seed).test(test).fit(train);
    Evaluation evaluation = result.history().getLast().test().orElseThrow();
    assertThat(evaluation.total()).isEqualTo(10_000);
    assertThat(evaluation.accuracy()).isGreaterThanOrEqualTo(ACCURACY);
  }
}
