package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.Random;

/** Steps of an optimizer on random gradients, in which each thread updates a range. */
final class UpdaterRanges {

  private static final int PARAMETERS = 37;
  private static final int STEPS = 20;

  private UpdaterRanges() {}

  /** Updating in parts, in any order, gives the same bits as at once. */
  static void assertDoNotMatter(Optimizer optimizer) {
    float[] whole = run(optimizer, new int[] {0, PARAMETERS});
    assertThat(run(optimizer, new int[] {0, 1, 18, 18, PARAMETERS})).isEqualTo(whole);
    assertThat(run(optimizer, new int[] {0, 36, PARAMETERS})).isEqualTo(whole);
  }

  /** A network of so many parameters. */
  static Network network(int parameters) {
    Dense dense = new Dense(1).withoutBias();
    return Network.of("numbers", new Shape(parameters, 1, 1), new Flatten(), dense);
  }

  private static float[] run(Optimizer optimizer, int[] cuts) {
    Random random = new Random(1);
    float[] parameters = numbers(random);
    Updater updater = optimizer.start(network(PARAMETERS));
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = numbers(random);
      updater.nextStep(optimizer.learningRate());
      for (int i = cuts.length - 1; i > 0; i--) {
        updater.update(parameters, gradient, cuts[i - 1], cuts[i]);
      }
    }
    return parameters;
  }

  private static float[] numbers(Random random) {
    float[] numbers = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
