package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.Backend;
import dev.fovea.engine.GoldenFile;
import dev.fovea.engine.OneImage;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty random graphs, read from JSON, against PyTorch in double precision; see golden/graphs.py.
 */
class GoldenGraphsTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-5;

  private static final int GRAPHS = 20;
  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());
  private static final GoldenFile GOLDEN = GoldenFile.read("graphs");
  private static final List<Network> NETWORKS = networks();

  private static List<Network> networks() {
    String resource = "/dev/fovea/golden/graphs.json";
    try (InputStream in = GoldenGraphsTest.class.getResourceAsStream(resource)) {
      Json.Arr all = (Json.Arr) Json.parse(in.readAllBytes());
      return all.items().stream().map(NetworkJson::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> graphs() {
    return NETWORKS.stream().map(n -> Arguments.argumentSet(n.name(), n));
  }

  @Test
  void eachLayerIsInTwoOfThem() {
    assertThat(NETWORKS).hasSize(GRAPHS);
    for (String type : LayerJson.TYPES) {
      assertThat(NETWORKS)
          .as(type)
          .filteredOn(
              network ->
                  network.nodes().stream()
                      .anyMatch(n -> n.layer().getClass().getSimpleName().equals(type)))
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void training(Network network) {
    int batch = GOLDEN.setting(network.name(), "batch");
    for (Backend backend : BACKENDS) {
      try (Workers workers = new Workers(2)) {
        Plan plan = Plan.forTraining(network, batch, workers, backend);
        float[] parameters = parameters(network);
        float[] gradient = new float[parameters.length];
        int draw = GOLDEN.setting(network.name(), "draw");
        plan.train(parameters, gradient, source(network), order(batch), 0, batch, draw);
        close(network, "train.output", outputs(plan, network));
        close(network, "train.loss", new double[] {plan.lossSum() / plan.weightSum()});
        int at = 0;
        for (Tensor tensor : network.tensors()) {
          boolean trained = tensor.role().trained();
          float[] numbers = trained ? gradient : parameters;
          String name = (trained ? "grad." : "after.") + tensor.name();
          int size = (int) tensor.size();
          close(network, name, wide(Arrays.copyOfRange(numbers, at, at + size)));
          at += size;
        }
      }
    }
  }

  /** In a plan that only predicts, and in one that could train. */
  @ParameterizedTest
  @MethodSource("graphs")
  void prediction(Network network) {
    int batch = GOLDEN.setting(network.name(), "batch");
    for (Backend backend : BACKENDS) {
      try (Workers workers = new Workers(2)) {
        for (Plan plan :
            List.of(
                Plan.forInference(network, batch, workers, backend),
                Plan.forTraining(network, batch, workers, backend))) {
          plan.infer(parameters(network), source(network), order(batch), 0, batch);
          close(network, "eval.output", outputs(plan, network));
          close(network, "eval.loss", new double[] {plan.lossSum() / plan.weightSum()});
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void predictionOfOneImage(Network network) {
    int classes = network.output().size();
    int size = network.input().size();
    Source source = source(network);
    double[] outputs = new double[GOLDEN.setting(network.name(), "batch") * classes];
    for (Backend backend : BACKENDS) {
      OneImage.Run run = OneImage.of(network, parameters(network), backend).new Run();
      for (int i = 0; i < outputs.length; i++) {
        if (i % classes == 0) {
          int image = i / classes * size;
          run.infer(
              Arrays.copyOfRange(source.pixels(), image, image + size), source.table(), false);
        }
        outputs[i] = run.logit(i % classes);
      }
      close(network, "eval.output", outputs);
    }
  }

  private static float[] parameters(Network network) {
    float[] parameters = new float[(int) network.numberCount()];
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      float[] numbers = GOLDEN.floats(network.name() + "." + tensor.name());
      assertThat(numbers).hasSize((int) tensor.size());
      System.arraycopy(numbers, 0, parameters, at, numbers.length);
      at += numbers.length;
    }
    return parameters;
  }

  private static Source source(Network network) {
    float[] images = GOLDEN.floats(network.name() + ".images");
    byte[] pixels = new byte[images.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(images[i] * 64 + 127.5f);
    }
    double[] labels = GOLDEN.numbers(network.name() + ".labels");
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (i - 127.5f) / 64;
    }
    return new Source(pixels, Arrays.stream(labels).mapToInt(l -> (int) l).toArray(), table);
  }

  private static int[] order(int batch) {
    return IntStream.range(0, batch).toArray();
  }

  /** {@code [image][class]}. */
  private static double[] outputs(Plan plan, Network network) {
    int classes = network.output().size();
    return IntStream.range(0, GOLDEN.setting(network.name(), "batch") * classes)
        .mapToDouble(i -> plan.logit(i / classes, i % classes))
        .toArray();
  }

  private static double[] wide(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  private static void close(Network network, String name, double[] actual) {
    double[] expected = GOLDEN.numbers(network.name() + "." + name);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(TOLERANCE * largest));
    }
  }
}
