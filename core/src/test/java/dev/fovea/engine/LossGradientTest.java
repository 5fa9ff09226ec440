package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Conv2d;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.net.Outputs;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each loss at the end of a whole network, with and without mixed images, against its definition
 * and central differences; and that kernels and threads do not matter.
 */
class LossGradientTest {

  private static final int IMAGES = 40;
  private static final int[] BATCHES = {1, 17, 33};
  private static final double TOLERANCE = 1e-5;
  private static final double STEP = 1e-5;
  private static final Shape IMAGE = new Shape(2, 5, 4);
  private static final List<Double> WEIGHTS = List.of(0.5, 1.0, 3.0, 0.25, 2.0);

  /** Its output is linear in each parameter, so that there is no kink to keep away from. */
  private static final Network LINEAR = network();

  private static Network network(Layer... end) {
    List<Layer> layers = List.of(new Conv2d(3, 3), new Flatten(), new Dense(4), new Dense(5));
    return Network.of(
        "linear", IMAGE, Stream.concat(layers.stream(), Stream.of(end)).toArray(Layer[]::new));
  }

  static Stream<Arguments> losses() {
    Network probabilities = network(new Softmax());
    Network logarithms = network(new LogSoftmax());
    return Stream.of(
        of(LINEAR, new CrossEntropy()),
        of(LINEAR, new CrossEntropy(0.1)),
        of(LINEAR, new CrossEntropy(0, WEIGHTS)),
        of(LINEAR, new CrossEntropy(0.3, WEIGHTS)),
        of(LINEAR, new MeanSquaredError()),
        of(probabilities, new NegativeLogLikelihood()),
        of(probabilities, new NegativeLogLikelihood(WEIGHTS)),
        of(probabilities, new MeanSquaredError()),
        of(logarithms, new NegativeLogLikelihood()),
        of(logarithms, new NegativeLogLikelihood(WEIGHTS)));
  }

  private static Arguments of(Network network, Loss loss) {
    return Arguments.argumentSet(loss + " of " + Outputs.of(network), network, loss);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void likeDifferences(Network network, Loss loss) {
    Problem problem = Problem.random(network, IMAGES, 1);
    for (int count : BATCHES) {
      compare(problem, loss, count, null);
      compare(problem, loss, count, new Mix(0.3f, TestImages.order(count, 9)));
    }
  }

  private static void compare(Problem problem, Loss loss, int count, Mix mix) {
    Batch batch = new Batch(problem, loss, count, mix);
    Result first = Result.of(batch, Backend.scalar(), 1);
    double expected = batch.mean(batch.parameters());
    assertThat(first.loss).isCloseTo(expected, within(1e-5 * (1 + expected)));
    double largest = 0;
    for (float d : first.gradient) {
      largest = Math.max(largest, Math.abs(d));
    }
    for (int i = 0; i < first.gradient.length; i += 7) {
      assertThat((double) first.gradient[i])
          .as("parameter %d, %d images", i, count)
          .isCloseTo(batch.difference(i), within(TOLERANCE * largest + 1e-7));
    }
    for (Backend backend : LossRun.BACKENDS) {
      for (int threads = 1; threads <= 3; threads++) {
        Result same = Result.of(batch, backend, threads);
        String how = "%d images, %d threads, %s".formatted(count, threads, backend.name());
        assertThat(same.loss).as(how).isEqualTo(first.loss);
        assertThat(same.gradient).as(how).isEqualTo(first.gradient);
      }
    }
  }

  /** The last two layers of one network are the loss of another. */
  @Test
  void likelihoodOfLogSoftmaxIsCrossEntropy() {
    Network logarithms = network(new LogSoftmax());
    Problem logits = Problem.random(LINEAR, IMAGES, 2);
    Problem logs = Problem.random(logarithms, IMAGES, 2);
    Loss cross = new CrossEntropy(0, WEIGHTS);
    Loss likelihood = new NegativeLogLikelihood(WEIGHTS);
    Result expected = Result.of(new Batch(logits, cross, 33, null), Backend.current(), 1);
    Result actual = Result.of(new Batch(logs, likelihood, 33, null), Backend.current(), 1);
    assertThat(actual.loss).isCloseTo(expected.loss, within(1e-6));
    for (int i = 0; i < expected.gradient.length; i++) {
      assertThat(actual.gradient[i]).isCloseTo(expected.gradient[i], within(1e-6f));
    }
  }

  /** Some images, and what the definition makes of them. */
  private record Batch(Problem problem, Loss loss, int count, Mix mix) {

    double[] parameters() {
      float[] narrow = problem.parameters();
      return IntStream.range(0, narrow.length).mapToDouble(i -> narrow[i]).toArray();
    }

    private int other(int place) {
      return image(mix == null ? place : mix.partners()[place]);
    }

    private int image(int place) {
      return problem.order()[problem.from(count) + place];
    }

    double mean(double[] parameters) {
      ReferenceNetwork reference = new ReferenceNetwork(LINEAR, Problem.DRAW);
      double share = mix == null ? 1 : mix.share();
      double sum = 0;
      double weights = 0;
      List<double[]> images = new ArrayList<>();
      for (int place = 0; place < count; place++) {
        double[] image = problem.image(image(place));
        double[] second = problem.image(other(place));
        for (int i = 0; i < image.length; i++) {
          image[i] = share * image[i] + (1 - share) * second[i];
        }
        images.add(image);
      }
      List<double[]> logits = reference.logits(parameters, images);
      Outputs kind = Outputs.of(problem.network());
      for (int place = 0; place < count; place++) {
        int label = problem.label(image(place));
        int label2 = problem.label(other(place));
        sum += ReferenceLoss.of(loss, kind, logits.get(place), label, label2, share);
        weights += ReferenceLoss.weight(loss, label, label2, share);
      }
      return sum / weights;
    }

    double difference(int i) {
      double[] parameters = parameters();
      double middle = parameters[i];
      parameters[i] = middle + STEP;
      double above = mean(parameters);
      parameters[i] = middle - STEP;
      return (above - mean(parameters)) / (2 * STEP);
    }
  }

  private record Result(double loss, float[] gradient) {

    static Result of(Batch batch, Backend backend, int threads) {
      Problem p = batch.problem();
      float[] gradient = new float[p.parameters().length];
      try (Workers workers = new Workers(threads)) {
        Plan plan = Plan.forTraining(p.network(), batch.loss(), IMAGES, workers, backend);
        plan.train(
            p.parameters(),
            gradient,
            p.source(),
            p.order(),
            p.from(batch.count()),
            batch.count(),
            Problem.DRAW,
            batch.mix());
        return new Result(plan.lossSum() / plan.weightSum(), gradient);
      }
    }
  }
}
