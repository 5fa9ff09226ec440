package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activations and softmax against PyTorch in double precision; see golden/activations.py. */
class GoldenActivationsTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  /** Likewise where outputs near 1 all but cancel in the gradient. */
  private static final double CANCELLING = 2e-6;

  private static final GoldenFile GOLDEN = GoldenFile.read("activations");

  @ParameterizedTest
  @ValueSource(strings = {"relu0", "relu1", "relu2"})
  void relu(String name) {
    compare(name, new Relu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky0", "leaky1", "leaky2"})
  void leakyRelu(String name) {
    compare(name, new LeakyRelu(GOLDEN.setting(name, "percent") / 100.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid0", "sigmoid1", "sigmoid2"})
  void sigmoid(String name) {
    compare(name, new Sigmoid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh0", "tanh1", "tanh2"})
  void tanh(String name) {
    compare(name, new Tanh());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gelu0", "gelu1", "gelu2"})
  void gelu(String name) {
    compare(name, new Gelu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silu0", "silu1", "silu2"})
  void silu(String name) {
    compare(name, new Silu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax0", "softmax1", "softmax2"})
  void softmax(String name) {
    compare(name, new Softmax(), CANCELLING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logsoftmax0", "logsoftmax1", "logsoftmax2"})
  void logSoftmax(String name) {
    compare(name, new LogSoftmax());
  }

  private static void compare(String name, Layer layer) {
    compare(name, layer, TOLERANCE);
  }

  private static void compare(String name, Layer layer, double tolerance) {
    Shape in =
        new Shape(GOLDEN.setting(name, "c"), GOLDEN.setting(name, "h"), GOLDEN.setting(name, "w"));
    Layer before = in.isVector() ? new Dense(in.channels()) : new Conv2d(in.channels(), 1);
    GoldenLayer.compare(GOLDEN, name, before, layer, in, tolerance);
  }
}
