package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How logits change with the image, against central differences of the reference in prediction
 * mode; and that what layers make on the way is what they make in it.
 */
class LogitGradientsTest {

  private static final int IMAGES = 3;
  private static final int MOST_INPUTS = 12;
  private static final double MARGIN = 1e-5;
  private static final double STEP = 1e-6;

  static Stream<Arguments> networks() {
    return Stream.of(
            TestNetworks.families(),
            List.of(poolFirst()),
            Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).map(RandomNetwork::of).toList())
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  /** A pooling that reads an image of one channel could be one step with what stands before it. */
  private static Network poolFirst() {
    return Network.of(
        "pool first",
        new Shape(1, 6, 6),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(4),
        new Softmax(),
        new LogSoftmax());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void likeDifferencesInPredictionMode(Network network) {
    Network logits = withoutSoftmax(network);
    Problem problem = awayFromKinks(network, logits);
    int classes = logits.output().size();
    int[] labels = {0, classes - 1, classes / 2};
    Node middle = logits.nodes().get(logits.nodes().size() / 2);
    for (Backend backend : List.of(Backend.scalar(), Backend.current())) {
      LogitGradients.Result result =
          LogitGradients.of(network, problem.parameters(), middle.name(), backend)
              .run(problem.source(), IMAGES, labels);
      Network part = logits.upTo(middle.name());
      for (int n = 0; n < IMAGES; n++) {
        float[] made = result.activations()[n];
        checkActivations(logits, part, problem, n, made);
        checkInputGradient(logits, problem, n, labels[n], result);
      }
    }
  }

  private static Problem awayFromKinks(Network network, Network logits) {
    for (long seed = 0; seed < 200; seed++) {
      Problem problem = Problem.random(network, IMAGES, seed);
      ReferenceNetwork reference = ReferenceNetwork.predicting(logits);
      reference.logits(problem.wide(), images(problem));
      if (reference.margin() > MARGIN) {
        return problem;
      }
    }
    throw new AssertionError(network.name() + ": no seed keeps away from kinks");
  }

  private static List<double[]> images(Problem problem) {
    return List.of(problem.image(0), problem.image(1), problem.image(2));
  }

  private static Network withoutSoftmax(Network network) {
    int size = network.nodes().size();
    while (network.nodes().get(size - 1).layer() instanceof Softmax
        || network.nodes().get(size - 1).layer() instanceof LogSoftmax) {
      size--;
    }
    return network.upTo(network.nodes().get(size - 1).name());
  }

  private static void checkActivations(
      Network whole, Network part, Problem problem, int n, float[] made) {
    // The part's parameters may stand elsewhere in the whole.
    double[] wide = new double[(int) part.numberCount()];
    int from = 0;
    int to = 0;
    List<String> names = part.tensors().stream().map(t -> t.name()).toList();
    for (var tensor : whole.tensors()) {
      int size = (int) tensor.size();
      if (names.contains(tensor.name())) {
        System.arraycopy(problem.wide(), from, wide, to, size);
        to += size;
      }
      from += size;
    }
    double[] expected =
        ReferenceNetwork.predicting(part).logits(wide, List.of(problem.image(n))).getFirst();
    check(made, expected, "activation");
  }

  private static void checkInputGradient(
      Network logits, Problem problem, int n, int label, LogitGradients.Result result) {
    double[] image = problem.image(n);
    ReferenceNetwork reference = ReferenceNetwork.predicting(logits);
    double[] wide = problem.wide();
    double expected = reference.logits(wide, List.of(image)).getFirst()[label];
    assertThat((double) result.logits()[n])
        .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
    float[] gradient = result.inputGradients()[n];
    double largest = 0;
    for (float each : gradient) {
      largest = Math.max(largest, Math.abs(each));
    }
    int[] order = TestImages.order(image.length, n);
    for (int k = 0; k < Math.min(MOST_INPUTS, order.length); k++) {
      int i = order[k];
      assertThat(result.inputs()[n][i]).isEqualTo((float) image[i]);
      double[] up = image.clone();
      double[] down = image.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double rise =
          reference.logits(wide, List.of(up)).getFirst()[label]
              - reference.logits(wide, List.of(down)).getFirst()[label];
      assertThat((double) gradient[i])
          .as("input %d of image %d", i, n)
          .isCloseTo(rise / (2 * STEP), within(1e-5 * largest + 1e-7));
    }
  }

  private static void check(float[] actual, double[] expected, String what) {
    double largest = 0;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s %d", what, i)
          .isCloseTo(expected[i], within(1e-5 * largest));
    }
  }

  @Test
  void refusesWhatIsNotThere() {
    Network network = poolFirst();
    float[] parameters = new float[(int) network.numberCount()];
    Backend backend = Backend.scalar();
    assertThatThrownBy(() -> LogitGradients.of(network, parameters, "softmax1", backend))
        .hasMessage(
            "network pool first has no layer softmax1 before its logits: it has pool1, flatten1,"
                + " dense1");
    Network nothing = Network.of("nothing", new Shape(4, 1, 1), new Softmax());
    assertThatThrownBy(() -> LogitGradients.of(nothing, new float[0], null, backend))
        .hasMessage("network nothing has nothing before its softmax");
    LogitGradients gradients = LogitGradients.of(network, parameters, null, backend);
    Source source = new Source(new byte[36], null, new float[256]);
    assertThatThrownBy(() -> gradients.run(source, 1, new int[] {4}))
        .hasMessage("there is no class 4");
    assertThatThrownBy(() -> gradients.run(source, 2, new int[] {0, 1}))
        .hasMessage("there is no image 1");
  }
}
