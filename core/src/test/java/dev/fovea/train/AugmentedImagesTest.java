package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.Backend;
import dev.fovea.engine.OnceCompiled;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentedImagesTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 50);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  private static final List<Augmentation> ALL =
      List.of(
          new Shift(2),
          new Rotate(15),
          new Scale(0.9, 1.1),
          new Shear(5),
          Flip.HORIZONTAL,
          new RandomCrop(2),
          new Elastic(34, 4),
          new Erase(0.5),
          new Brightness(0.2),
          new Contrast(0.2));

  private static final int STEPS = 20;

  private static AugmentedImages images(long seed, int epoch, int threads) {
    AugmentedImages images =
        new AugmentedImages(Augmentations.of(ALL, Outside.BLACK, 1, 28, 28), seed, threads);
    images.start(epoch, 0);
    return images;
  }

  private static byte[] augmented(AugmentedImages images, int thread, int image) {
    byte[] into = new byte[784];
    images.apply(thread, DIGITS.pixels(), image * 784, image, into, 0);
    return into;
  }

  @Test
  void anImageDependsOnSeedEpochAndNumberAlone() {
    byte[] expected = augmented(images(1, 1, 1), 0, 7);
    AugmentedImages others = images(1, 1, 3);
    for (int image : new int[] {40, 7, 3, 7}) {
      byte[] made = augmented(others, image % 3, image);
      assertThat(Arrays.equals(made, expected)).isEqualTo(image == 7);
    }
    assertThat(augmented(images(2, 1, 1), 0, 7)).isNotEqualTo(expected);
    assertThat(augmented(images(1, 2, 1), 0, 7)).isNotEqualTo(expected);
    others.start(2, 0);
    others.start(1, 0);
    assertThat(augmented(others, 2, 7)).isEqualTo(expected);
  }

  /** A window's images are numbered as all are, beyond 2^31 as well. */
  @Test
  void aWindowsImagesKeepTheirNumbers() {
    byte[] expected = augmented(images(1, 1, 1), 0, 7);
    AugmentedImages window = images(1, 1, 1);
    byte[] into = new byte[784];
    window.start(1, 5);
    window.apply(0, DIGITS.pixels(), 7 * 784, 2, into, 0);
    assertThat(into).isEqualTo(expected);
    window.start(1, 5 + (1L << 32));
    window.apply(0, DIGITS.pixels(), 7 * 784, 2, into, 0);
    assertThat(into).isNotEqualTo(expected);
  }

  /** Where an image may come in several batches of an epoch. */
  @Test
  void againInAnotherBatchItIsAnother() {
    byte[] once = augmented(images(1, 1, 1), 0, 7);
    AugmentedImages images = images(1, 1, 3);
    images.again(0);
    byte[] first = augmented(images, 0, 7);
    images.again(1);
    byte[] second = augmented(images, 1, 7);
    assertThat(first).isNotEqualTo(once).isNotEqualTo(second);
    images.again(0);
    assertThat(augmented(images, 2, 7)).isEqualTo(first);
    images.start(1, 0);
    assertThat(augmented(images, 2, 7)).isEqualTo(once);
  }

  /** A plan sees the augmented images in training: it computes what it does for their bytes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void thePlanTakesTheImagesThatAreMade(int threads) {
    AugmentedImages images = images(1, 1, threads);
    byte[] made = new byte[DIGITS.pixels().length];
    for (int i = 0; i < DIGITS.size(); i++) {
      images.apply(0, DIGITS.pixels(), i * 784, i, made, i * 784);
    }
    float[] table = Scaling.MNIST.table();
    int[] order = IntStream.range(0, 50).map(i -> 49 - i).toArray();
    float[] parameters = Initializers.DEFAULT.numbers(NETWORK, 1);
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forTraining(NETWORK, 35, workers, Backend.current());
      float[] expected = new float[parameters.length];
      float[] gradient = new float[parameters.length];
      plan.train(parameters, expected, new Source(made, DIGITS.labels(), table), order, 3, 35, 0);
      double loss = plan.lossSum();
      plan.train(parameters, gradient, source(images, table), order, 3, 35, 0);
      assertThat(gradient).isEqualTo(expected);
      assertThat(plan.lossSum()).isEqualTo(loss);
      plan.infer(parameters, new Source(DIGITS.pixels(), DIGITS.labels(), table), order, 3, 35);
      assertThat(plan.lossSum()).isNotEqualTo(loss);
    }
  }

  private static Source source(AugmentedImages images, float[] table) {
    return new Source(DIGITS.pixels(), DIGITS.labels(), table, false, images);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noStepAllocates(int threads) {
    float[] parameters = Initializers.DEFAULT.numbers(NETWORK, 1);
    float[] gradient = new float[parameters.length];
    int[] order = IntStream.range(0, 50).toArray();
    Source source =
        new Source(
            DIGITS.pixels(), DIGITS.labels(), Scaling.UNIT.table(), true, images(1, 1, threads));
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forTraining(NETWORK, 35, workers, Backend.current());
      Runnable steps =
          () -> {
            for (int step = 0; step < STEPS; step++) {
              plan.train(parameters, gradient, source, order, 5, 35, 0);
            }
          };
      long allocated = OnceCompiled.allocated(() -> OnceCompiled.allocatedBy(workers, steps));
      assertThat(allocated).isZero();
    }
  }
}
