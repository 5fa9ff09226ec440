package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What reaches the first layer when images are mixed: a dense layer shows all inputs. */
class MixTest {

  private static final Shape IMAGE = new Shape(2, 5, 3);
  private static final int SIZE = IMAGE.size();
  private static final Network SHOW = Network.of("show", IMAGE, new Flatten(), new Dense(SIZE));

  private static final int IMAGES = 60;
  private static final float SHARE = 0.7f;

  /** Turns each byte round, and remembers nothing. */
  private record Negative(int threads) implements Augmenter {

    @Override
    public void apply(int thread, byte[] pixels, int from, int image, byte[] into, int to) {
      for (int i = 0; i < SIZE; i++) {
        into[to + i] = (byte) ~pixels[from + i];
      }
    }
  }

  private static byte[] pixels(boolean negative) {
    byte[] pixels = new byte[IMAGES * SIZE];
    new Random(1).nextBytes(pixels);
    for (int i = 0; i < pixels.length && negative; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    return pixels;
  }

  private static float[] table() {
    float[] table = new float[2 * 256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.sqrt(i) - 5;
    }
    return table;
  }

  static Stream<Arguments> ways() {
    return Stream.of(1, 2, 3)
        .flatMap(
            threads ->
                Stream.of(false, true)
                    .flatMap(
                        standardize ->
                            Stream.of(false, true)
                                .map(augment -> Arguments.of(threads, standardize, augment))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void inputsAreThePartsOfTwo(int threads, boolean standardize, boolean augment) {
    Augmenter augmenter = augment ? new Negative(threads) : null;
    int[] labels = new int[IMAGES];
    Source source = new Source(pixels(false), labels, table(), standardize, augmenter);
    Source alone = new Source(pixels(augment), labels, table(), standardize, null);
    float[] parameters = new float[SIZE * (SIZE + 1)];
    for (int i = 0; i < SIZE; i++) {
      parameters[i * (SIZE + 1)] = 1;
    }
    int[] order = TestImages.order(IMAGES, 3);
    float[] gradient = new float[parameters.length];
    // Few groups are shared by all threads, many are not.
    for (int count : new int[] {5, 17, 48, 56}) {
      Mix mix = new Mix(SHARE, TestImages.order(count, 4));
      try (Workers workers = new Workers(threads)) {
        Plan mixed = Plan.forTraining(SHOW, IMAGES, workers, Backend.current());
        mixed.train(parameters, gradient, source, order, 2, count, 0, mix);
        Plan plan = Plan.forInference(SHOW, IMAGES, workers, Backend.current());
        plan.infer(parameters, alone, order, 2, count);
        for (int n = 0; n < count; n++) {
          for (int i = 0; i < SIZE; i++) {
            float first = plan.logit(n, i);
            float second = plan.logit(mix.partners()[n], i);
            assertThat(mixed.logit(n, i))
                .isEqualTo(SHARE * first + (1 - SHARE) * second, within(1e-6f));
          }
        }
        // The next batch is as it is.
        mixed.train(parameters, gradient, source, order, 2, count, 0);
        assertThat(mixed.logit(0, 0)).isEqualTo(plan.logit(0, 0));
      }
    }
  }

  @Test
  void refusesWhatIsNoMix() {
    Source source = new Source(pixels(false), new int[IMAGES], table());
    int[] order = TestImages.order(IMAGES, 3);
    int size = SIZE * (SIZE + 1);
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(SHOW, IMAGES, workers, Backend.current());
      Object[][] wrong = {
        {new Mix(-0.1f, new int[] {0, 1}), "a share must be from 0 to 1, not -0.1"},
        {new Mix(Float.NaN, new int[] {0, 1}), "a share must be from 0 to 1, not NaN"},
        {new Mix(0.5f, new int[] {0}), "1 partners for 2 images"},
        {new Mix(0.5f, new int[] {0, 2}), "there is no partner 2"},
        {new Mix(0.5f, new int[] {-1, 0}), "there is no partner -1"},
      };
      for (Object[] w : wrong) {
        assertThatThrownBy(
                () ->
                    plan.train(
                        new float[size], new float[size], source, order, 0, 2, 0, (Mix) w[0]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage((String) w[1]);
      }
    }
  }
}
