package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan refuses, before the kernels, which check nothing, could go astray. */
class PlanTest {

  private static final int IMAGES = 10;
  private static final Network NETWORK =
      Network.of("small", new Shape(1, 4, 4), new Conv2d(2, 4), new Dense(3));
  private static final Problem PROBLEM = Problem.random(NETWORK, IMAGES, 1);

  private final Workers workers = new Workers(1);
  private final float[] gradient = new float[PROBLEM.parameters().length];

  @AfterEach
  void close() {
    workers.close();
  }

  private Plan plan(Network network, int batch) {
    return Plan.forTraining(network, batch, workers, Backend.current());
  }

  private void train(Plan plan, float[] parameters, Source source, int[] order, int from, int n) {
    plan.train(parameters, gradient, source, order, from, n, 1);
  }

  @Test
  void countsWhatIsRight() {
    Plan plan = plan(NETWORK, IMAGES);
    train(plan, PROBLEM.parameters(), PROBLEM.source(), PROBLEM.order(), 2, 7);
    int correct = 0;
    for (int n = 0; n < 7; n++) {
      int best = 0;
      for (int c = 1; c < 3; c++) {
        best = plan.logit(n, c) > plan.logit(n, best) ? c : best;
      }
      correct += best == PROBLEM.label(PROBLEM.order()[2 + n]) ? 1 : 0;
    }
    assertThat(plan.correct()).isEqualTo(correct).isBetween(1, 6);
    assertThat(plan.batch()).isEqualTo(IMAGES);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,-1", "0,11", "1,10", "-1,2", "10,1", "2147483647,1"})
  void imagesThatAreNotThere(int from, int count) {
    Plan plan = plan(NETWORK, IMAGES);
    assertThatThrownBy(
            () -> train(plan, PROBLEM.parameters(), PROBLEM.source(), PROBLEM.order(), from, count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%d images from %d", count, from);
  }

  @Test
  void moreThanTheBatch() {
    Plan plan = plan(NETWORK, 5);
    assertThatThrownBy(
            () -> train(plan, PROBLEM.parameters(), PROBLEM.source(), PROBLEM.order(), 0, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("6 images from 0");
  }

  @Test
  void imagesAndClassesAndParametersThatDoNotFit() {
    Plan plan = plan(NETWORK, IMAGES);
    float[] parameters = PROBLEM.parameters();
    Source source = PROBLEM.source();
    for (int wrong : new int[] {-1, IMAGES}) {
      assertThatThrownBy(() -> train(plan, parameters, source, new int[] {0, wrong}, 0, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no image " + wrong);
    }
    for (int wrong : new int[] {-1, 3}) {
      Source labelled = new Source(source.pixels(), new int[] {0, wrong}, source.table());
      assertThatThrownBy(() -> train(plan, parameters, labelled, new int[] {0, 1}, 0, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no class " + wrong);
    }
    Source unlabelled = new Source(source.pixels(), new int[] {0}, source.table());
    assertThatThrownBy(() -> train(plan, parameters, unlabelled, new int[] {0, 1}, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no image 1");
    Source shortTable = new Source(source.pixels(), source.labels(), new float[255]);
    assertThatThrownBy(() -> train(plan, parameters, shortTable, new int[] {0, 1}, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table for 1 channels cannot have 255 entries");
    assertThatThrownBy(() -> train(plan, new float[7], source, PROBLEM.order(), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(parameters.length + " parameters are needed");
  }

  @Test
  void trainingNeedsAPlanForItAndLabels() {
    Plan inference = Plan.forInference(NETWORK, IMAGES, workers, Backend.current());
    assertThatThrownBy(
            () -> train(inference, PROBLEM.parameters(), PROBLEM.source(), PROBLEM.order(), 0, 1))
        .isInstanceOf(IllegalStateException.class);
    Source unlabelled = new Source(PROBLEM.source().pixels(), null, PROBLEM.source().table());
    assertThatThrownBy(
            () -> train(plan(NETWORK, 1), PROBLEM.parameters(), unlabelled, PROBLEM.order(), 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void logitsThatThereAreNot() {
    Plan plan = plan(NETWORK, IMAGES);
    train(plan, PROBLEM.parameters(), PROBLEM.source(), PROBLEM.order(), 0, 2);
    assertThat(plan.logit(1, 2)).isFinite();
    for (int[] wrong : new int[][] {{2, 0}, {-1, 0}, {0, 3}, {0, -1}}) {
      assertThatThrownBy(() -> plan.logit(wrong[0], wrong[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  static Stream<Arguments> impossible() {
    Shape digit = new Shape(1, 28, 28);
    return Stream.of(
        refused(
            Network.of("open", digit, new Conv2d(2, 5)),
            1,
            "network open must end in one number for each class, not in 2 x 24 x 24: add a"
                + " Flatten and a Dense"),
        refused(
            Network.of("pixel", digit, new Conv2d(2, 5), new Conv2d(9, 24)),
            1,
            "network pixel must not end in a convolution: add a Flatten"),
        refused(Zoo.lenet(), 0, "a batch must have at least 1 image, not 0"),
        refused(
            Network.of("huge", Shape.vector(60_000), new Dense(60_000), new Dense(2)),
            1,
            "network huge is too large: it has 3600180002 parameters, and an array holds at most"
                + " 2147483639"),
        refused(
            Network.of("wide", digit, new Conv2d(1, 1, 1, 1 << 20, 1 << 24)),
            1,
            "network wide is too large: sixteen images need more than 8 GB"),
        refused(
            Network.of("wider", digit, new Conv2d(1, 1, 1, 1 << 29, (1 << 30) - 100)),
            1,
            "network wider is too large: sixteen images need more than 8 GB"),
        refused(
            Network.of(
                "many",
                new Shape(8, 5, 5),
                new Conv2d((1 << 22) - 8, 3).withPadding(1),
                new Flatten(),
                new Dense(1)),
            1,
            "network many is too large: sixteen images need more than 8 GB"));
  }

  private static Arguments refused(Network network, int batch, String message) {
    return Arguments.argumentSet(network.name(), network, batch, message);
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void networksThatCannotRun(Network network, int batch, String message) {
    assertThatThrownBy(() -> plan(network, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"1000000", "2147483647"})
  void batchesThatNeedTooMuchMemory(int batch) {
    assertThatThrownBy(() -> plan(Zoo.fashion(), batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a batch of " + batch + " images of fashion needs ")
        .hasMessageContaining("choose a smaller batch");
  }
}
