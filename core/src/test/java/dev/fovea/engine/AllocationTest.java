package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.Loss;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that is made allocates nothing any more, on any of its threads. */
class AllocationTest {

  private static final Network NETWORK =
      Network.of(
          "all layers",
          new Shape(1, 12, 12),
          new Conv2d(5, 5),
          new MaxPool2d(2),
          new Relu(),
          new Conv2d(6, 3, 3, 2, 1),
          new Relu(),
          new MaxPool2d(2, 1),
          new Dropout(0.25),
          new Flatten(),
          new Dense(10),
          new Relu(),
          new Dense(5));

  private static final Network POOLINGS =
      Network.of(
          "poolings and normalisations",
          new Shape(2, 12, 12),
          new Conv2d(4, 3),
          new MaxPool2d(3, 2).withPadding(1),
          new LayerNorm(),
          new AvgPool2d(3, 1).withPadding(1),
          new LocalResponseNorm(3),
          AdaptiveAvgPool2d.global(),
          new Dense(5));

  private static final Network GROUPED =
      Network.of(
          "groups",
          new Shape(2, 9, 9),
          new Conv2d(6, 3).withGroups(2),
          new Conv2d(6, 3).withGroups(6).withDilation(2).withPadding(Padding.SAME),
          new Conv2d(8, 3).withGroups(2).withStride(2).withoutBias(),
          new Flatten(),
          new Dense(5).withoutBias());

  private static final Network NORMALIZED =
      Network.of(
          "batch norm",
          new Shape(1, 12, 12),
          new Conv2d(5, 3).withPadding(1),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Conv2d(6, 3),
          new BatchNorm2d(),
          new Relu(),
          new Flatten(),
          new Dense(5));

  private static final Network BRANCHED = branched();

  /** A layer normalisation of rows with borders, which are no multiple of four. */
  private static Network branched() {
    NetworkBuilder net = new NetworkBuilder("branches", new Shape(1, 8, 8));
    int x = net.add(new Conv2d(3, 2));
    int a = net.add(new LayerNorm(), x);
    int b = net.add(new Conv2d(3, 3).withPadding(1), x);
    net.add(new Add(), a, b, x);
    net.add(new Concat(), net.last(), a);
    net.add(AdaptiveAvgPool2d.global());
    net.add(new Dense(5));
    return net.build();
  }

  private static final Network ACTIVE = TestActivations.every();

  private static final Network TILED = TestSmallTiles.networks().get(1);

  private static final int BATCH = 20;
  private static final int STEPS = 40;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void scalarFromTheSecondStep(int threads) {
    for (Network network : List.of(NETWORK, POOLINGS, NORMALIZED, ACTIVE, BRANCHED, TILED)) {
      scalarFromTheSecondStep(network, threads);
    }
  }

  private static void scalarFromTheSecondStep(Network network, int threads) {
    try (Run run = new Run(network, threads, Backend.scalar())) {
      run.steps(1);
      // The JVM itself may allocate when it compiles: but once, and no object is this small.
      assertThat(run.allocated(STEPS)).as(network.name()).isLessThan(16L * STEPS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void vectorOnceCompiled(int threads) {
    for (Network network :
        List.of(NETWORK, POOLINGS, GROUPED, NORMALIZED, ACTIVE, BRANCHED, TILED)) {
      vectorOnceCompiled(network, threads);
    }
  }

  private static void vectorOnceCompiled(Network network, int threads) {
    try (Run run = new Run(network, threads, Backend.current())) {
      long allocated = OnceCompiled.allocated(() -> run.allocated(STEPS));
      assertThat(allocated).as(network.name()).isZero();
    }
  }

  /** With targets of all kinds. */
  @Test
  void lossesAndMixedImages() {
    Mix mix = new Mix(0.3f, TestImages.order(BATCH, 1));
    for (Loss loss : List.of(new CrossEntropy(0.1), new MeanSquaredError())) {
      try (Run run = new Run(NETWORK, 2, Backend.current(), loss, mix)) {
        long allocated = OnceCompiled.allocated(() -> run.allocated(STEPS));
        assertThat(allocated).as(loss.toString()).isZero();
      }
    }
  }

  @Test
  void oneImageOnceCompiled() {
    Problem problem = Problem.random(NETWORK, 1, 1);
    OneImage.Run run = OneImage.of(NETWORK, problem.parameters(), Backend.current()).new Run();
    assertThat(OnceCompiled.allocated(() -> allocated(run, problem.source()))).isZero();
  }

  /** Bytes that this thread allocates for {@code STEPS} predictions. */
  private static long allocated(OneImage.Run run, Source source) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < STEPS; i++) {
      run.infer(source.pixels(), source.table(), false);
      if (Float.isNaN(run.logit(0))) {
        throw new AssertionError();
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Training and prediction, in turns, on threads whose allocations are counted. */
  private static final class Run implements AutoCloseable {

    private final Problem problem;
    private final Workers workers;
    private final Mix mix;
    private final Plan training;
    private final Plan inference;
    private final float[] gradient;

    Run(Network network, int threads, Backend backend) {
      this(network, threads, backend, new CrossEntropy(), null);
    }

    Run(Network network, int threads, Backend backend, Loss loss, Mix mix) {
      this.mix = mix;
      this.problem = Problem.random(network, BATCH, 1);
      this.workers = new Workers(threads);
      this.training = Plan.forTraining(network, loss, BATCH, workers, backend);
      this.inference = Plan.forInference(network, BATCH, workers, backend);
      this.gradient = new float[problem.parameters().length];
    }

    void steps(int count) {
      for (int i = 0; i < count; i++) {
        training.train(
            problem.parameters(), gradient, problem.source(), problem.order(), 0, BATCH, i, mix);
        inference.infer(problem.parameters(), problem.source(), problem.order(), 0, BATCH - 1);
        if (Double.isNaN(training.lossSum()) || training.correct() < 0) {
          throw new AssertionError();
        }
      }
    }

    /** Bytes that all threads together allocate in {@code count} steps. */
    long allocated(int count) {
      return OnceCompiled.allocatedBy(workers, () -> steps(count));
    }

    @Override
    public void close() {
      workers.close();
    }
  }
}
