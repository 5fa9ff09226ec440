package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.ReferenceActivations;
import dev.fovea.net.Activation;
import dev.fovea.net.Gelu;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Tanh;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The activations against their definitions in double precision, at floats of every size, of both
 * kinds of kernels; what they may be wrong by is what the Javadoc of {@link Curves} says.
 */
class CurvesTest {

  private static final float SLOPE = 0.25f;

  /** Each so many floats one is tried, among them zeros, infinities and NaN. */
  private static final int EVERY = 4_001;

  /** And so many from -20 to 20. */
  private static final int BETWEEN = 300_000;

  private static final float[] X = arguments();

  private static float[] arguments() {
    int all = (int) ((1L << 32) / EVERY);
    float[] x = new float[Lanes.padded(all + BETWEEN + 6)];
    for (int i = 0; i < all; i++) {
      x[i] = Float.intBitsToFloat(i * EVERY);
    }
    for (int i = 0; i < BETWEEN; i++) {
      x[all + i] = (i - BETWEEN / 2) * (40f / BETWEEN);
    }
    float[] ends = {-0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.NaN};
    System.arraycopy(ends, 0, x, all + BETWEEN, ends.length);
    x[all + BETWEEN + 4] = Float.POSITIVE_INFINITY;
    x[all + BETWEEN + 5] = Float.NEGATIVE_INFINITY;
    return x;
  }

  static Stream<Arguments> curves() {
    return Stream.of(
        Arguments.of(Curve.Kind.LEAKY, new LeakyRelu(SLOPE), (double) Float.MIN_VALUE, 0),
        Arguments.of(Curve.Kind.SIGMOID, new Sigmoid(), 0.9e-7, 0.9e-7),
        Arguments.of(Curve.Kind.TANH, new Tanh(), 0.9e-7, 1.8e-7),
        Arguments.of(Curve.Kind.GELU, new Gelu(), 1.3e-7, 2.7e-7),
        Arguments.of(Curve.Kind.SILU, new Silu(), 1.5e-7, 2.2e-7));
  }

  /**
   * Compares.
   *
   * @param error how much a value may be wrong, as part of the largest of 1 and itself
   * @param slopeError likewise a derivative
   */
  @ParameterizedTest
  @MethodSource("curves")
  void likeItsDefinition(Curve.Kind kind, Activation layer, double error, double slopeError) {
    Curve curve = new Curve(kind, SLOPE);
    float[] scalar = run(new ScalarKernels(), curve);
    float[] vector = run(new VectorKernels(), curve);
    Twins.checkEqual(scalar, vector);
    Worst value = new Worst();
    Worst slope = new Worst();
    for (int i = 0; i < X.length; i++) {
      value.take(X[i], scalar[X.length + i], ReferenceActivations.value(layer, X[i]));
      slope.take(X[i], scalar[3 * X.length + i], ReferenceActivations.derivative(layer, X[i]));
    }
    assertThat(value.error).as("value at " + value.at).isLessThanOrEqualTo(error);
    assertThat(slope.error).as("derivative at " + slope.at).isLessThanOrEqualTo(slopeError);
  }

  /** Arguments, values, a gradient of 1, and what that becomes. */
  private static float[] run(Kernels kernels, Curve curve) {
    int size = X.length;
    float[] x = new float[4 * size];
    System.arraycopy(X, 0, x, 0, size);
    Arrays.fill(x, 2 * size, 3 * size, 1f);
    kernels.activations().forward(curve, part(0), part(1), x, 0, 0, 1);
    View kept = curve.fromInput() ? part(0) : part(1);
    kernels.activations().backward(curve, kept, part(2), part(3), x, 0, 0, 1);
    return x;
  }

  private static View part(int n) {
    return new View(n * X.length, 1, 1, X.length / Lanes.COUNT, X.length, X.length);
  }

  private static final class Worst {
    private double error;
    private float at;

    void take(float x, float actual, double exact) {
      boolean finite = Float.isFinite(actual) && Double.isFinite(exact);
      double wrong =
          finite ? Math.abs(actual - exact) / Math.max(1, Math.abs(exact)) : odd(actual, exact);
      if (!(wrong <= error)) {
        error = wrong;
        at = x;
      }
    }

    private static double odd(float actual, double exact) {
      return Float.compare(actual, (float) exact) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
  }

  @Test
  void zeroKeepsItsSign() {
    for (Curve.Kind kind : Curve.Kind.values()) {
      boolean half = kind == Curve.Kind.SIGMOID;
      assertThat(value(kind, 0f)).as(kind.name()).isEqualTo(half ? 0.5f : 0f);
      assertThat(value(kind, -0f)).as(kind.name()).isEqualTo(half ? 0.5f : -0f);
    }
  }

  @Test
  void tinyNumbersStay() {
    for (float x : new float[] {Float.MIN_VALUE, -Float.MIN_VALUE, 1e-40f, Float.MIN_NORMAL}) {
      assertThat(value(Curve.Kind.TANH, x)).isEqualTo(x);
    }
  }

  private static float value(Curve.Kind kind, float x) {
    float[] array = new float[Lanes.COUNT];
    array[0] = x;
    View view = new View(0, 1, 1, 1, Lanes.COUNT, Lanes.COUNT);
    Twins.SCALAR.activations().forward(new Curve(kind, SLOPE), view, view, array, 0, 0, 1);
    return array[0];
  }

  /** As in PyTorch: what comes back is multiplied by the slope. */
  @Test
  void leakySlopeAtZero() {
    for (float zero : new float[] {0f, -0f}) {
      for (float slope : new float[] {0f, SLOPE}) {
        float[] x = new float[2 * Lanes.COUNT];
        x[0] = zero;
        x[Lanes.COUNT] = 3f;
        View kept = new View(0, 1, 1, 1, Lanes.COUNT, Lanes.COUNT);
        View d = new View(Lanes.COUNT, 1, 1, 1, Lanes.COUNT, Lanes.COUNT);
        Curve leaky = new Curve(Curve.Kind.LEAKY, slope);
        Twins.VECTOR.activations().backward(leaky, kept, d, d, x, 0, 0, 1);
        assertThat(x[Lanes.COUNT]).isEqualTo(3 * slope);
      }
    }
  }
}
