package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How exact minimal filtering is on what it really gets: digits in a network that has begun to
 * learn, against direct sums in double precision. (Direct convolution in float has some 4e-7.)
 */
class WinogradTest {

  private static final double LARGEST_ERROR = 1e-5;
  private static final int BATCH = 32;
  private static final int SAMPLES = 400;

  static Stream<Arguments> convolutions() {
    return Zoo.tutorials().stream()
        .flatMap(
            network ->
                IntStream.range(0, network.nodes().size())
                    .filter(i -> Plan.layout(network, true).filters(i).isPresent())
                    .mapToObj(
                        i ->
                            Arguments.argumentSet(
                                network.name() + " " + network.nodes().get(i).name(), network, i)));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void exactEnough(Network network, int node) {
    Dataset digits = Mnist.train().slice(0, 512);
    Recipe recipe = Recipes.ofNetwork(network.name()).orElseThrow();
    Model model = recipe.trainer().epochs(1).batch(BATCH).seed(1).fit(digits).model();
    float[] parameters = model.parameters();
    Source source = new Source(digits.pixels(), digits.labels(), model.scaling().table());
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(network, BATCH, workers, Backend.current());
      plan.train(
          parameters,
          new float[parameters.length],
          source,
          IntStream.range(0, BATCH).toArray(),
          0,
          BATCH,
          1);
      new Check(network, node, plan).run();
    }
  }

  /** One convolution of a plan that has just run. */
  private static final class Check {

    private final Conv2d conv;
    private final int padding;
    private final WinogradStep step;
    private final Frame f;
    private final View in;
    private final View out;
    private final View dIn;
    private final View dOut;
    private final Random random = new Random(7);

    Check(Network network, int node, Plan plan) {
      this.conv = (Conv2d) network.nodes().get(node).layer();
      this.step = (WinogradStep) plan.steps(node).getFirst();
      this.f = plan.frame();
      this.in = step.in().view();
      this.padding = ConvStep.sides(conv, in).top();
      this.out = step.out().view();
      this.dIn = step.dIn().view();
      this.dOut = step.dOut().view();
    }

    void run() {
      // Again, because layers in place have overwritten what came out.
      step.forward(f, 0, f.groups, 0, 1);
      double output = error(s -> s.at(f, out, s.o, s.y, s.x), this::output);
      step.backward(f, 0, f.groups, 0, 1);
      double input = error(s -> s.at(f, dIn, s.i, s.y, s.x), this::inputGradient);
      step.gradients(f, 0, 1);
      double weights = error(s -> f.gradient[weight(s.o, s.i, s.v, s.u)], this::weightGradient);
      System.out.printf(
          Locale.ROOT,
          "relative error: output %.1e, input gradient %.1e, weight gradient %.1e%n",
          output,
          input,
          weights);
      assertThat(output).isLessThan(LARGEST_ERROR);
      assertThat(input).isLessThan(LARGEST_ERROR);
      assertThat(weights).isLessThan(LARGEST_ERROR);
    }

    /** The relative error of random elements: the root of the mean squares. */
    private double error(ToDoubleFunction<Sample> actual, ToDoubleFunction<Sample> expected) {
      double wrong = 0;
      double all = 0;
      for (int k = 0; k < SAMPLES; k++) {
        Sample s = new Sample(random, in, out, conv);
        double value = expected.applyAsDouble(s);
        wrong += Math.pow(actual.applyAsDouble(s) - value, 2);
        all += value * value;
      }
      assertThat(all).isPositive();
      return Math.sqrt(wrong / all);
    }

    private int weight(int o, int i, int v, int u) {
      int size = conv.kernelHeight() * conv.kernelWidth();
      return step.weightsAt() + (o * in.channels() + i) * size + v * conv.kernelWidth() + u;
    }

    private double output(Sample s) {
      double sum = f.parameters[step.biasAt() + s.o];
      for (int i = 0; i < in.channels(); i++) {
        for (int v = 0; v < conv.kernelHeight(); v++) {
          for (int u = 0; u < conv.kernelWidth(); u++) {
            double w = f.parameters[weight(s.o, i, v, u)];
            sum += w * s.at(f, in, i, s.y + v - padding, s.x + u - padding);
          }
        }
      }
      return sum;
    }

    private double inputGradient(Sample s) {
      double sum = 0;
      for (int o = 0; o < out.channels(); o++) {
        for (int v = 0; v < conv.kernelHeight(); v++) {
          for (int u = 0; u < conv.kernelWidth(); u++) {
            double w = f.parameters[weight(o, s.i, v, u)];
            sum += w * s.at(f, dOut, o, s.y + padding - v, s.x + padding - u);
          }
        }
      }
      return sum;
    }

    private double weightGradient(Sample s) {
      double sum = 0;
      for (int n = 0; n < BATCH; n++) {
        Sample image = s.ofImage(n);
        for (int y = 0; y < out.height(); y++) {
          for (int x = 0; x < out.width(); x++) {
            sum +=
                image.at(f, dOut, s.o, y, x)
                    * image.at(f, in, s.i, y + s.v - padding, x + s.u - padding);
          }
        }
      }
      return sum;
    }
  }

  /** An image, an input and an output channel, a place, and a tap. */
  private record Sample(int n, int i, int o, int y, int x, int v, int u) {

    Sample(Random random, View in, View out, Conv2d conv) {
      this(
          random.nextInt(BATCH),
          random.nextInt(in.channels()),
          random.nextInt(out.channels()),
          random.nextInt(out.height()),
          random.nextInt(out.width()),
          random.nextInt(conv.kernelHeight()),
          random.nextInt(conv.kernelWidth()));
    }

    Sample ofImage(int image) {
      return new Sample(image, i, o, y, x, v, u);
    }

    /** An element, or zero outside. */
    double at(Frame f, View view, int c, int row, int column) {
      if (row < 0 || row >= view.height() || column < 0 || column >= view.width()) {
        return 0;
      }
      return f.x[
          n / Lanes.COUNT * f.groupStride
              + view.at()
              + c * view.channelStride()
              + row * view.rowStride()
              + column * Lanes.COUNT
              + n % Lanes.COUNT];
    }
  }
}
