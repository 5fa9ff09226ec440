package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single layers and the loss against PyTorch in double precision; see golden/layers.py. */
class GoldenLayersTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());
  private static final GoldenFile GOLDEN = GoldenFile.read("layers");

  @ParameterizedTest
  @ValueSource(strings = {"conv0", "conv1", "conv2", "conv3", "conv4", "conv5"})
  void convolution(String name) {
    Conv2d layer =
        new Conv2d(
            GOLDEN.setting(name, "out"),
            GOLDEN.setting(name, "kh"),
            GOLDEN.setting(name, "kw"),
            GOLDEN.setting(name, "stride"),
            GOLDEN.setting(name, "padding"));
    Shape in =
        new Shape(GOLDEN.setting(name, "in"), GOLDEN.setting(name, "h"), GOLDEN.setting(name, "w"));
    compare(name, new Conv2d(in.channels(), 1), layer, in);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool0", "pool1", "pool2", "pool3"})
  void pooling(String name) {
    MaxPool2d layer = new MaxPool2d(GOLDEN.setting(name, "kernel"), GOLDEN.setting(name, "stride"));
    Shape in =
        new Shape(GOLDEN.setting(name, "c"), GOLDEN.setting(name, "h"), GOLDEN.setting(name, "w"));
    compare(name, new Conv2d(in.channels(), 1), layer, in);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense0", "dense1"})
  void dense(String name) {
    Shape in = Shape.vector(GOLDEN.setting(name, "in"));
    compare(name, new Dense(in.size()), new Dense(GOLDEN.setting(name, "out")), in);
  }

  /** Runs the step of {@code layer} alone, on input and gradient put around it by hand. */
  private static void compare(String name, Layer before, Layer layer, Shape in) {
    // Two before it: a first convolution and the pooling that reads it would be one step.
    Network network = Network.of(name, in, before, before, layer, new Flatten(), new Dense(2));
    Layout layout = Plan.layout(network, true);
    Shape out = layer.output(in);
    int first = 2 * before.tensors(in).stream().mapToInt(t -> (int) t.size()).sum();
    int batch = GOLDEN.setting(name, "batch");
    for (Backend backend : BACKENDS) {
      try (Workers workers = new Workers(1)) {
        Plan plan = Plan.forTraining(network, batch, workers, backend);
        Frame f = plan.frame();
        Step step = plan.step(2);
        f.groups = (batch + Lanes.COUNT - 1) / Lanes.COUNT;
        f.parameters = new float[(int) network.parameterCount()];
        f.gradient = new float[f.parameters.length];
        if (!layer.tensors(in).isEmpty()) {
          float[] weight = GOLDEN.floats(name + ".weight");
          float[] bias = GOLDEN.floats(name + ".bias");
          System.arraycopy(weight, 0, f.parameters, first, weight.length);
          System.arraycopy(bias, 0, f.parameters, first + weight.length, bias.length);
        }
        put(f, layout.value(1), GOLDEN.floats(name + ".input"));
        put(f, layout.gradient(2), GOLDEN.floats(name + ".gradOutput"));
        for (int part = 0; part < 3; part++) {
          step.prepare(f, part, 3);
        }
        for (int part = 0; part < 3; part++) {
          step.forward(f, 0, f.groups, part, 3);
        }
        close(name + ".output", get(f, layout.value(2), batch * out.size()));
        for (int part = 0; part < 3; part++) {
          step.backward(f, 0, f.groups, part, 3);
        }
        close(name + ".gradInput", get(f, layout.gradient(1), batch * in.size()));
        for (int part = 0; part < 3; part++) {
          step.gradients(f, part, 3);
        }
        if (!layer.tensors(in).isEmpty()) {
          int weights = GOLDEN.numbers(name + ".weight").length;
          close(name + ".gradWeight", gradient(f, first, weights));
          close(name + ".gradBias", gradient(f, first + weights, out.channels()));
        }
      }
    }
  }

  @Test
  void loss() {
    float[] logits = GOLDEN.floats("loss0.logits");
    int classes = GOLDEN.setting("loss0", "classes");
    int batch = GOLDEN.setting("loss0", "batch");
    int[] labels = new int[batch];
    for (int n = 0; n < batch; n++) {
      labels[n] = (int) GOLDEN.numbers("loss0.labels")[n];
    }
    View view = new View(0, classes, 1, 1, Lanes.COUNT, Lanes.COUNT);
    View dView = new View(classes * Lanes.COUNT, classes, 1, 1, Lanes.COUNT, Lanes.COUNT);
    for (Backend backend : BACKENDS) {
      int stride = 2 * classes * Lanes.COUNT;
      Frame f = new Frame(backend.kernels(), new float[2 * stride], stride, 0, 0);
      put(f, view, logits);
      float[] losses = new float[batch];
      for (int g = 0; g < 2; g++) {
        int from = g * Lanes.COUNT;
        f.kernels.softmaxCrossEntropy(
            f.x,
            g * stride,
            g * stride + dView.at(),
            classes,
            labels,
            IntStream.range(0, batch).toArray(),
            from,
            Math.min(Lanes.COUNT, batch - from),
            1f / batch,
            losses,
            new int[batch],
            from,
            f.scratch);
      }
      double mean = IntStream.range(0, batch).mapToDouble(n -> losses[n]).sum() / batch;
      close("loss0.loss", new double[] {mean});
      close("loss0.gradLogits", get(f, dView, batch * classes));
    }
  }

  /** Puts {@code [image][channel][row][column]} where {@code view} says. */
  private static void put(Frame f, View view, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      f.x[at(f, view, i)] = numbers[i];
    }
  }

  private static double[] get(Frame f, View view, int count) {
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

  private static double[] gradient(Frame f, int from, int count) {
    return IntStream.range(from, from + count).mapToDouble(i -> f.gradient[i]).toArray();
  }

  private static void close(String name, double[] actual) {
    double[] expected = GOLDEN.numbers(name);
    double largest = 0;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(TOLERANCE * largest));
    }
  }
}
