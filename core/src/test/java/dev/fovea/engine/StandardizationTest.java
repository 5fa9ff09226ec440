package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the first layer: a dense layer with a single one in each row shows all inputs. */
class StandardizationTest {

  private static final Shape IMAGE = new Shape(3, 5, 6);
  private static final Network SHOW =
      Network.of("show", IMAGE, new Flatten(), new Dense(IMAGE.size()));

  private static final int IMAGES = 21;

  private static float[] identity() {
    float[] parameters = new float[IMAGE.size() * (IMAGE.size() + 1)];
    for (int i = 0; i < IMAGE.size(); i++) {
      parameters[i * (IMAGE.size() + 1)] = 1;
    }
    return parameters;
  }

  /** A table for each channel, none of them a straight line. */
  private static float[] table() {
    float[] table = new float[3 * 256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.sqrt(i) / (1 + i / 256);
    }
    return table;
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[IMAGES * IMAGE.size()];
    new Random(1).nextBytes(pixels);
    Arrays.fill(pixels, 0, IMAGE.size(), (byte) 9);
    return pixels;
  }

  /** In two passes, by the definition. */
  private static double[] expected(byte[] pixels, int image, float[] table, boolean standardize) {
    double[] inputs = new double[IMAGE.size()];
    double mean = 0;
    for (int i = 0; i < inputs.length; i++) {
      int pixel = pixels[image * inputs.length + i] & 0xff;
      inputs[i] = table[table.length == 256 ? pixel : i / 30 * 256 + pixel];
      mean += inputs[i] / inputs.length;
    }
    double square = 0;
    for (double input : inputs) {
      square += (input - mean) * (input - mean) / inputs.length;
    }
    double deviation = Math.max(Math.sqrt(square), 1 / Math.sqrt(inputs.length));
    for (int i = 0; i < inputs.length && standardize; i++) {
      inputs[i] = (inputs[i] - mean) / deviation;
    }
    return inputs;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void inputsAreWhatTheDefinitionSays(int threads) {
    byte[] pixels = pixels();
    float[] one = Arrays.copyOf(table(), 256);
    int[] order = IntStream.range(0, IMAGES).map(i -> IMAGES - 1 - i).toArray();
    for (float[] table : new float[][] {one, table()}) {
      for (boolean standardize : new boolean[] {false, true}) {
        Source source = new Source(pixels, null, table, standardize, null);
        OneImage.Run single = OneImage.of(SHOW, identity(), Backend.current()).new Run();
        try (Workers workers = new Workers(threads)) {
          Plan plan = Plan.forInference(SHOW, IMAGES, workers, Backend.current());
          plan.infer(identity(), source, order, 0, IMAGES);
          for (int n = 0; n < IMAGES; n++) {
            double[] expected = expected(pixels, order[n], table, standardize);
            int at = order[n] * IMAGE.size();
            single.infer(Arrays.copyOfRange(pixels, at, at + IMAGE.size()), table, standardize);
            for (int i = 0; i < expected.length; i++) {
              assertThat((double) plan.logit(n, i)).isEqualTo(expected[i], within(1e-5));
              assertThat((double) single.logit(i)).isEqualTo(expected[i], within(1e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void refusesTablesOfOtherSizes() {
    OneImage.Run run = OneImage.of(SHOW, identity(), Backend.current()).new Run();
    assertThatThrownBy(() -> run.infer(new byte[90], new float[512], false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table for 3 channels cannot have 512 entries");
  }
}
