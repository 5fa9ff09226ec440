package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dropout drops: as often as it should, never the same twice, and nothing in prediction. */
class DropoutTest {

  private static final int SIZE = 1_000;
  private static final int BATCH = 40;
  private static final int RANDOM_NETWORKS = 300;
  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());

  /** What layers without parameters make of images of ones: {@code [place][element]}. */
  private static float[][] dropped(Backend backend, int batch, long draw, Layer... layers) {
    Network network = Network.of("ones", Shape.vector(SIZE), layers);
    float[] table = new float[256];
    Arrays.fill(table, 1f);
    Source ones = new Source(new byte[BATCH * SIZE], new int[BATCH], table);
    int[] order = IntStream.range(0, BATCH).toArray();
    try (Workers workers = new Workers(2)) {
      Plan plan = Plan.forTraining(network, batch, workers, backend);
      plan.train(new float[0], new float[0], ones, order, 0, batch, draw);
      float[][] out = new float[batch][SIZE];
      for (int n = 0; n < batch; n++) {
        for (int i = 0; i < SIZE; i++) {
          out[n][i] = plan.logit(n, i);
        }
      }
      return out;
    }
  }

  private static float[][] dropped(long draw, double rate) {
    return dropped(Backend.current(), BATCH, draw, new Dropout(rate));
  }

  /** The bound is five standard deviations; the numbers are always the same. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.1, 0.25, 0.5, 0.9, 1 - 0x1p-40})
  void dropsItsRateAndKeepsTheExpectedValue(double rate) {
    float scale = (float) (1 / (1 - rate));
    int zeros = 0;
    double sum = 0;
    int draws = 20;
    for (int draw = 0; draw < draws; draw++) {
      for (float[] image : dropped(draw, rate)) {
        for (float value : image) {
          zeros += value == 0 ? 1 : 0;
          sum += value;
          if (value != 0 && value != scale) {
            throw new AssertionError(value + " is neither 0 nor " + scale);
          }
        }
      }
    }
    double count = (double) draws * BATCH * SIZE;
    double deviation = Math.sqrt(rate * (1 - rate) / count);
    assertThat(zeros / count).isCloseTo(rate, within(5 * deviation));
    assertThat(sum / count).isCloseTo(1, within(1e-6 + 5 * deviation / (1 - rate)));
  }

  /** The definition, on which the bytes of models depend. */
  @Test
  void dropsWhatTheDefinitionSays() {
    Dropout layer = new Dropout(0.3);
    for (Backend backend : BACKENDS) {
      for (long draw : new long[] {0, -1, 1L << 40}) {
        float[][] twice = dropped(backend, BATCH, draw, layer, layer);
        ReferenceMask mask = new ReferenceMask(draw);
        for (int n = 0; n < BATCH; n++) {
          for (int i = 0; i < SIZE; i++) {
            boolean none = mask.drops(layer, 0, n, SIZE, i) || mask.drops(layer, 1, n, SIZE, i);
            assertThat(twice[n][i] == 0).as("image %d, element %d", n, i).isEqualTo(none);
          }
        }
      }
    }
  }

  /** The numbers were made by a separate program in another language. */
  @Test
  void dropsTheSameForEver() {
    StringBuilder mask = new StringBuilder();
    for (int n = 15; n < 18; n++) {
      for (int i = 990; i < SIZE; i++) {
        mask.append(dropped(42, 0.25)[n][i] == 0 ? 'x' : '.');
      }
    }
    assertThat(mask).hasToString("........x.x.....xx........x...");
  }

  /**
   * Two masks of rate 1/2 differ in half of their elements if they have nothing to do with each
   * other: masks of other runs, nodes, places in the batch, and shifted by an element.
   */
  @Test
  void masksHaveNothingInCommon() {
    float[][] mask = dropped(5, 0.5);
    Map<String, float[][]> others = new HashMap<>();
    others.put("the next run", dropped(6, 0.5));
    others.put("a far run", dropped(5 + (1L << 63), 0.5));
    others.put("the next image", shifted(mask, 1, 0));
    others.put("the next group", shifted(mask, 16, 0));
    others.put("the next element", shifted(mask, 0, 1));
    others.put("the same elsewhere", shifted(mask, 7, 130));
    Dropout none = new Dropout(0);
    Dropout half = new Dropout(0.5);
    others.put("the next node", dropped(Backend.current(), BATCH, 5, none, half));
    others.put("the next node but one", dropped(Backend.current(), BATCH, 5, none, none, half));
    others.forEach(
        (how, other) -> {
          int equal = 0;
          for (int n = 0; n < BATCH; n++) {
            for (int i = 0; i < SIZE; i++) {
              equal += (mask[n][i] == 0) == (other[n][i] == 0) ? 1 : 0;
            }
          }
          double deviation = Math.sqrt(0.25 / (BATCH * SIZE));
          assertThat((double) equal / (BATCH * SIZE)).as(how).isCloseTo(0.5, within(5 * deviation));
        });
  }

  private static float[][] shifted(float[][] mask, int images, int elements) {
    float[][] shifted = new float[BATCH][SIZE];
    for (int n = 0; n < BATCH; n++) {
      for (int i = 0; i < SIZE; i++) {
        shifted[n][i] = mask[(n + images) % BATCH][(i + elements) % SIZE];
      }
    }
    return shifted;
  }

  /** Neither how many images come after, nor how large the plan is. */
  @Test
  void theRestOfTheBatchDoesNotMatter() {
    float[][] all = dropped(9, 0.5);
    float[][] some = dropped(Backend.current(), 19, 9, new Dropout(0.5));
    assertThat(some).isDeepEqualTo(Arrays.copyOf(all, 19));
  }

  static Stream<Arguments> networks() {
    return TestNetworks.families().stream()
        .filter(DropoutTest::drops)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void nothingHappensInPrediction(Network network) {
    predictsAsWithout(network);
  }

  @Test
  void nothingHappensInPredictionOfRandomNetworks() {
    LongStream.range(0, RANDOM_NETWORKS)
        .mapToObj(RandomNetwork::of)
        .filter(DropoutTest::drops)
        .forEach(DropoutTest::predictsAsWithout);
  }

  private static boolean drops(Network network) {
    return network.nodes().stream().anyMatch(node -> node.layer() instanceof Dropout);
  }

  /** In a plan for training as well, whatever it did before. */
  private static void predictsAsWithout(Network network) {
    Problem problem = Problem.random(network, BATCH, 3);
    Network without = without(network);
    for (Backend backend : BACKENDS) {
      try (Workers workers = new Workers(3)) {
        Plan expected = Plan.forInference(without, BATCH, workers, backend);
        infer(expected, problem);
        Plan inference = Plan.forInference(network, BATCH, workers, backend);
        infer(inference, problem);
        Plan training = Plan.forTraining(network, BATCH, workers, backend);
        float[] gradient = new float[problem.parameters().length];
        float[] measured = problem.parameters().clone();
        training.train(measured, gradient, problem.source(), problem.order(), 0, BATCH, 1);
        infer(training, problem);
        for (Plan plan : List.of(inference, training)) {
          assertThat(plan.lossSum()).as(network.name()).isEqualTo(expected.lossSum());
          for (int c = 0; c < network.output().size(); c++) {
            assertThat(plan.logit(BATCH - 1, c))
                .as(network.name())
                .isEqualTo(expected.logit(BATCH - 1, c));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void somethingHappensInTraining(Network network) {
    Problem problem = Problem.random(network, BATCH, 3);
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(network, BATCH, workers, Backend.current());
      infer(plan, problem);
      double without = plan.lossSum();
      float[] gradient = new float[problem.parameters().length];
      plan.train(problem.parameters(), gradient, problem.source(), problem.order(), 0, BATCH, 1);
      assertThat(plan.lossSum()).isNotEqualTo(without);
    }
  }

  private static void infer(Plan plan, Problem problem) {
    plan.infer(problem.parameters(), problem.source(), problem.order(), 0, BATCH);
  }

  /** What reads a dropout reads what goes into it instead. */
  private static Network without(Network network) {
    Map<Integer, Integer> places = new HashMap<>(Map.of(Node.IMAGE, Node.IMAGE));
    List<Node> kept = new ArrayList<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      Node node = network.nodes().get(i);
      List<Integer> inputs = node.inputs().stream().map(places::get).toList();
      if (node.layer() instanceof Dropout) {
        places.put(i, inputs.getFirst());
      } else {
        kept.add(new Node(node.name(), node.layer(), inputs));
        places.put(i, kept.size() - 1);
      }
    }
    return new Network(network.name(), network.input(), kept);
  }

  /** A plan that only predicts spends nothing on it, neither time nor memory. */
  @Test
  void aPlanForPredictionHasNoFloatsForIt() {
    Network with =
        Network.of("with", Shape.vector(9), new Dropout(0.5), new Dense(3), new Dropout(0.5));
    assertThat(Plan.memory(with, 16, false)).isEqualTo(Plan.memory(without(with), 16, false));
    Layout layout = new Layout(with, false);
    assertThat(layout.value(0)).isEqualTo(layout.value(Node.IMAGE));
    assertThat(layout.value(2)).isEqualTo(layout.value(1));
  }
}
