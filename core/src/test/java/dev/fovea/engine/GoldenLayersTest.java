package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
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

  private static void compare(String name, Layer before, Layer layer, Shape in) {
    GoldenLayer.compare(GOLDEN, name, before, layer, in, TOLERANCE);
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
      GoldenLayer.put(f, view, logits);
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
      GoldenLayer.close(GOLDEN, "loss0.loss", new double[] {mean}, TOLERANCE);
      double[] gradient = GoldenLayer.get(f, dView, batch * classes);
      GoldenLayer.close(GOLDEN, "loss0.gradLogits", gradient, TOLERANCE);
    }
  }
}
