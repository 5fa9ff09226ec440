package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch normalisation against PyTorch in double precision; see golden/batch_norm.py. */
class GoldenBatchNormTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  private static final GoldenFile GOLDEN = GoldenFile.read("batch-norm");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void training(int number) {
    String name = "norm" + number;
    Shape in = shape(name);
    GoldenLayer.compare(GOLDEN, name, before(in), layer(name), in, TOLERANCE);
  }

  /** In a plan that only predicts, and in one that could train. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void prediction(int number) {
    String name = "norm" + number;
    Shape in = shape(name);
    Network network = Network.of(name, in, before(in), layer(name), new Flatten(), new Dense(2));
    int first = before(in).tensors(in).stream().mapToInt(t -> (int) t.size()).sum();
    int batch = GOLDEN.setting(name, "batch");
    for (Backend backend : List.of(Backend.scalar(), Backend.current())) {
      for (boolean training : new boolean[] {false, true}) {
        try (Workers workers = new Workers(1)) {
          Plan plan =
              training
                  ? Plan.forTraining(network, batch, workers, backend)
                  : Plan.forInference(network, batch, workers, backend);
          Layout layout = Plan.layout(network, training);
          Frame f = plan.frame();
          f.groups = (batch + Lanes.COUNT - 1) / Lanes.COUNT;
          f.images = batch;
          f.parameters = new float[(int) network.numberCount()];
          int at = first;
          for (Tensor tensor : layer(name).tensors(in)) {
            float[] numbers = GOLDEN.floats(name + "." + tensor.name());
            System.arraycopy(numbers, 0, f.parameters, at, numbers.length);
            at += numbers.length;
          }
          GoldenLayer.put(f, layout.value(0), GOLDEN.floats(name + ".input"));
          for (Step step : plan.steps(1)) {
            step.prepare(f, 0, 1);
            step.forward(f, 0, f.groups, 0, 1);
          }
          double[] output = GoldenLayer.get(f, layout.value(1), batch * in.size());
          GoldenLayer.close(GOLDEN, name + ".evalOutput", output, TOLERANCE);
        }
      }
    }
  }

  private static Shape shape(String name) {
    return new Shape(
        GOLDEN.setting(name, "c"), GOLDEN.setting(name, "h"), GOLDEN.setting(name, "w"));
  }

  private static Layer before(Shape in) {
    return in.isVector() ? new Dense(in.size()) : new Conv2d(in.channels(), 1);
  }

  private static BatchNorm2d layer(String name) {
    return new BatchNorm2d(
        GOLDEN.setting(name, "epsilon") * 1e-7, GOLDEN.setting(name, "momentum") / 100.0);
  }
}
