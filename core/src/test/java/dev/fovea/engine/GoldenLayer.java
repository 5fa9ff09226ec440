package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps of one layer, run alone on input and gradient put around it by hand, against what a
 * golden file says of them: tensors {@code NAME.input}, {@code .gradOutput}, those of the layer by
 * their own names, and the expected {@code .output}, {@code .gradInput} and {@code .gradWeight} and
 * the like, and {@code .after.NAME} for what is measured; its setting {@code batch} says how many
 * images.
 */
final class GoldenLayer {

  private static final int PARTS = 3;

  private GoldenLayer() {}

  /**
   * Compares, with both kinds of kernels.
   *
   * @param before a layer that learns and leaves the shape {@code in} as it is
   * @param tolerance as part of a tensor's largest number
   */
  static void compare(
      GoldenFile golden, String name, Layer before, Layer layer, Shape in, double tolerance) {
    // Two before it: a first convolution and the pooling that reads it would be one step.
    Network network = Network.of(name, in, before, before, layer, new Flatten(), new Dense(2));
    Layout layout = Plan.layout(network, true);
    Shape out = layer.output(in);
    int first = 2 * before.tensors(in).stream().mapToInt(t -> (int) t.size()).sum();
    int batch = golden.setting(name, "batch");
    for (Backend backend : List.of(Backend.scalar(), Backend.current())) {
      try (Workers workers = new Workers(1)) {
        Plan plan = Plan.forTraining(network, batch, workers, backend);
        List<Step> steps = plan.steps(2);
        Frame f = plan.frame();
        f.groups = (batch + Lanes.COUNT - 1) / Lanes.COUNT;
        f.images = batch;
        f.parameters = new float[(int) network.numberCount()];
        f.gradient = new float[f.parameters.length];
        int at = first;
        for (Tensor tensor : layer.tensors(in)) {
          float[] numbers = golden.floats(name + "." + tensor.name());
          System.arraycopy(numbers, 0, f.parameters, at, numbers.length);
          at += numbers.length;
        }
        put(f, layout.value(1), golden.floats(name + ".input"));
        put(f, layout.gradient(2), golden.floats(name + ".gradOutput"));
        for (Step step : steps) {
          IntStream.range(0, PARTS).forEach(part -> step.prepare(f, part, PARTS));
        }
        for (Step step : steps) {
          IntStream.range(0, PARTS).forEach(part -> step.forward(f, 0, f.groups, part, PARTS));
        }
        close(golden, name + ".output", get(f, layout.value(2), batch * out.size()), tolerance);
        for (Step step : steps.reversed()) {
          IntStream.range(0, PARTS).forEach(part -> step.backward(f, 0, f.groups, part, PARTS));
        }
        double[] gradInput = get(f, layout.gradient(1), batch * in.size());
        close(golden, name + ".gradInput", gradInput, tolerance);
        for (Step step : steps.reversed()) {
          IntStream.range(0, PARTS).forEach(part -> step.gradients(f, part, PARTS));
        }
        at = first;
        for (Tensor tensor : layer.tensors(in)) {
          int size = (int) tensor.size();
          if (tensor.role().trained()) {
            double[] gradient = numbers(f.gradient, at, size);
            close(golden, name + ".grad" + capital(tensor.name()), gradient, tolerance);
          } else {
            double[] after = numbers(f.parameters, at, size);
            close(golden, name + ".after." + tensor.name(), after, tolerance);
          }
          at += size;
        }
      }
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Puts {@code [image][channel][row][column]} where {@code view} says. */
  static void put(Frame f, View view, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      f.x[at(f, view, i)] = numbers[i];
    }
  }

  static double[] get(Frame f, View view, int count) {
    return IntStream.range(0, count).mapToDouble(i -> f.x[at(f, view, i)]).toArray();
  }

  private static int at(Frame f, View view, int i) {
    int column = i % view.width();
    int row = i / view.width() % view.height();
    int channel = i / view.width() / view.height() % view.channels();
    int image = i / view.width() / view.height() / view.channels();
    return image / Lanes.COUNT * f.groupStride
        + view.at()
        + channel * view.channelStride()
        + row * view.rowStride()
        + column * Lanes.COUNT
        + image % Lanes.COUNT;
  }

  private static double[] numbers(float[] array, int from, int count) {
    return IntStream.range(from, from + count).mapToDouble(i -> array[i]).toArray();
  }

  /** Compares numbers with those of a tensor. */
  static void close(GoldenFile golden, String name, double[] actual, double tolerance) {
    double[] expected = golden.numbers(name);
    double largest = 0;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(tolerance * largest));
    }
  }
}
