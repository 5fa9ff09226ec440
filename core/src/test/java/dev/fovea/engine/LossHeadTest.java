package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.net.Outputs;
import dev.fovea.net.zoo.Zoo;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan makes of its last values, where the golden files do not look. */
class LossHeadTest {

  private static final int CLASSES = 4;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final float POISON = Float.intBitsToFloat(0x7fc0dead);

  static Stream<Arguments> losses() {
    List<Double> weights = List.of(1.0, 2.0, 0.5, 4.0);
    return Stream.of(
        Arguments.of(new CrossEntropy(), Outputs.LOGITS),
        Arguments.of(new CrossEntropy(0.1, weights), Outputs.LOGITS),
        Arguments.of(new NegativeLogLikelihood(weights), Outputs.LOG_PROBABILITIES),
        Arguments.of(new NegativeLogLikelihood(weights), Outputs.PROBABILITIES),
        Arguments.of(new MeanSquaredError(), Outputs.LOGITS));
  }

  private static float[] outputs(Outputs kind, int images) {
    Random random = new Random(1);
    float[] outputs = new float[images * CLASSES];
    for (int i = 0; i < outputs.length; i++) {
      float some = random.nextFloat();
      outputs[i] = kind == Outputs.LOG_PROBABILITIES ? (float) Math.log(some) : some;
    }
    return outputs;
  }

  private static int[] labels(int images) {
    return new Random(2).ints(images, 0, CLASSES).toArray();
  }

  /** With NaN in all other floats it computes the same, and leaves them as they were. */
  @ParameterizedTest
  @MethodSource("losses")
  void touchesWhatItSays(Loss loss, Outputs kind) {
    int batch = 19;
    for (Backend backend : LossRun.BACKENDS) {
      for (Mix mix : new Mix[] {null, new Mix(0.7f, TestImages.order(batch, 3))}) {
        LossRun free = new LossRun(loss, kind, CLASSES, batch, backend);
        free.put(outputs(kind, batch));
        free.run(labels(batch), mix);
        LossRun run = new LossRun(loss, kind, CLASSES, batch, backend);
        run.put(outputs(kind, batch));
        BitSet touched = touched(run);
        float[] x = run.f.x;
        for (int i = 0; i < x.length; i++) {
          x[i] = touched.get(i) ? x[i] : POISON;
        }
        run.run(labels(batch), mix);
        assertThat(run.mean()).isEqualTo(free.mean());
        assertThat(run.gradientOfAllLanes()).isEqualTo(free.gradientOfAllLanes());
        for (int i = touched.nextClearBit(0); i < x.length; i = touched.nextClearBit(i + 1)) {
          assertThat(Float.floatToRawIntBits(x[i])).isEqualTo(0x7fc0dead);
        }
      }
    }
  }

  private static BitSet touched(LossRun run) {
    Reaches reaches = new Reaches(run.f.groupStride);
    run.head.reach(reaches);
    BitSet touched = new BitSet();
    for (Reach reach : reaches.list()) {
      int from = (int) reach.from();
      int to = (int) reach.to();
      switch (reach.place()) {
        case BLOCK -> {
          for (int at = 0; at < run.f.own; at += run.f.groupStride) {
            touched.set(at + from, at + to);
          }
        }
        case OWN -> touched.set(run.f.own + from, run.f.own + to);
        case SCRATCH -> assertThat(to).isEqualTo(run.f.scratch.length);
        case SHARED, PARAMETERS -> throw new AssertionError(reach);
      }
    }
    return touched;
  }

  @ParameterizedTest
  @ValueSource(ints = {-16, -1, 1, 16})
  void aWrongPlaceIsRefused(int by) {
    Network network = Zoo.lenet();
    Layout layout = new Layout(network, true);
    int last = network.nodes().size() - 1;
    View out = layout.value(last);
    View gradient = layout.gradient(last);
    Loss loss = new CrossEntropy();
    Proof.check(network, layout, new LossHead(loss, Outputs.LOGITS, out, gradient, 1));
    for (View[] wrong :
        new View[][] {{WrongTables.by(out, by), gradient}, {out, WrongTables.by(gradient, by)}}) {
      LossHead head = new LossHead(loss, Outputs.LOGITS, wrong[0], wrong[1], 1);
      assertThatThrownBy(() -> Proof.check(network, layout, head))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the loss reaches for ");
    }
  }

  @Test
  void targetsHaveARoom() {
    Network network = Zoo.lenet();
    Layout layout = new Layout(network, true);
    int last = network.nodes().size() - 1;
    LossHead head =
        new LossHead(
            new CrossEntropy(0.1), Outputs.LOGITS, layout.value(last), layout.gradient(last), 1);
    Reaches reaches = new Reaches(layout.size());
    head.reach(reaches);
    assertThat(reaches.list()).contains(new Reach(Place.OWN, 0, 10 * Lanes.COUNT));
    assertThat(layout.own()).isGreaterThanOrEqualTo(10 * Lanes.COUNT);
  }

  /** Once compiled, as {@link AllocationTest} has it for whole plans. */
  @ParameterizedTest
  @MethodSource("losses")
  void allocatesNothing(Loss loss, Outputs kind) {
    int batch = 33;
    int[] labels = labels(batch);
    Mix mix = new Mix(0.6f, TestImages.order(batch, 4));
    LossRun run = new LossRun(loss, kind, CLASSES, batch, Backend.current());
    run.put(outputs(kind, batch));
    int[] order = TestImages.order(batch, 5);
    assertThat(OnceCompiled.allocated(() -> allocated(run, labels, order, mix))).isZero();
  }

  private static long allocated(LossRun run, int[] labels, int[] order, Mix mix) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int k = 0; k < 20; k++) {
      run.head.start(labels, order, 0, order.length, k % 2 == 0 ? mix : null);
      for (int g = 0; g < 3; g++) {
        run.head.run(run.f, g, g);
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** A probability that underflowed is a large loss, and is learnt from. */
  @Test
  void aProbabilityOfZero() {
    for (Backend backend : LossRun.BACKENDS) {
      LossRun run = new LossRun(new NegativeLogLikelihood(), Outputs.PROBABILITIES, 3, 1, backend);
      run.put(new float[] {0, 1, 0});
      run.run(new int[] {0}, null);
      assertThat(run.mean()).isCloseTo(126 * Math.log(2), within(1e-5));
      assertThat(run.gradient()).containsExactly(-1, 1, 0);
      run.run(new int[] {1}, null);
      assertThat(run.mean()).isZero();
    }
  }

  @Test
  void finiteOutputsOfAnySize() {
    float[] outputs = {Float.MAX_VALUE, -Float.MAX_VALUE, 0, 1e20f};
    for (Backend backend : LossRun.BACKENDS) {
      for (double smoothing : new double[] {0, 0.1}) {
        LossRun run = new LossRun(new CrossEntropy(smoothing), Outputs.LOGITS, 4, 1, backend);
        run.put(outputs);
        run.run(new int[] {0}, new Mix(1, new int[] {0}));
        assertThat(run.mean()).isNotNaN();
        assertThat(run.gradient()).doesNotContain(Double.NaN);
        assertThat(run.head.correct()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void countsWhatIsRight(Loss loss, Outputs kind) {
    int batch = 33;
    float[] outputs = outputs(kind, batch);
    outputs[1] = outputs[0]; // a tie goes to the first
    int[] labels = labels(batch);
    int[] partners = TestImages.order(batch, 8);
    for (Backend backend : LossRun.BACKENDS) {
      LossRun run = new LossRun(loss, kind, CLASSES, batch, backend);
      run.put(outputs);
      run.run(labels, null);
      assertThat(run.head.correct()).isEqualTo(correct(outputs, labels)).isBetween(1, 32);
      run.run(labels, new Mix(0.6f, partners));
      assertThat(run.head.correct()).isEqualTo(correct(outputs, labels));
      run.run(labels, new Mix(0.4f, partners));
      int[] theirs = Arrays.stream(partners).map(n -> labels[n]).toArray();
      assertThat(run.head.correct())
          .isEqualTo(correct(outputs, theirs))
          .isNotEqualTo(correct(outputs, labels));
    }
  }

  private static int correct(float[] outputs, int[] labels) {
    int correct = 0;
    for (int n = 0; n < labels.length; n++) {
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        best = outputs[n * CLASSES + c] > outputs[n * CLASSES + best] ? c : best;
      }
      correct += best == labels[n] ? 1 : 0;
    }
    return correct;
  }

  /** Targets of one label alone are the plain loss, to what float may lose. */
  @Test
  void generalCrossEntropyIsThePlainOne() {
    int batch = 20;
    LossRun plain = new LossRun(new CrossEntropy(), Outputs.LOGITS, 4, batch, Backend.current());
    plain.put(outputs(Outputs.LOGITS, batch));
    plain.run(labels(batch), null);
    double expected = plain.mean();
    double[] gradient = plain.gradient();
    plain.run(labels(batch), new Mix(1, TestImages.order(batch, 5)));
    assertThat(plain.mean()).isCloseTo(expected, within(1e-7));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(plain.gradient()[i]).isCloseTo(gradient[i], within(1e-8));
    }
  }
}
