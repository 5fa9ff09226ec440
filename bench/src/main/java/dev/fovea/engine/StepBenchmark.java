package dev.fovea.engine;

import dev.fovea.bench.Heat;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One layer in one direction, for a whole batch on one thread: its steps in a plan, so the kernels
 * at the shapes, strides and places in memory that they really have. It stands in the engine's
 * package because a plan shows its steps to nobody else. {@code bench/kernels} chooses the
 * parameters and prints GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {

  /** Enough for every kernel to be compiled. */
  private static final int MIXED_STEPS = 300;

  /** Also of a network with a million parameters and more, whose steps are long. */
  private static final int MIXED_LONG_STEPS = 25;

  /**
   * {@code NETWORK[:BATCH] LAYER PASS}, the pass being forward, or backward with the weights'
   * gradient.
   */
  @Param("lenet:64 conv2 forward")
  public String work;

  /** Whether the JVM has trained all networks before. */
  @Param("false")
  public boolean mixed;

  private List<Step> steps;
  private Frame frame;
  private int groups;
  private String pass;

  /** Trains a step, so that the steps have real numbers to work on. */
  @Setup
  public void setup() {
    if (mixed) {
      for (Network network : Zoo.tutorials()) {
        train(network, 64, network.parameterCount() < 1e6 ? MIXED_STEPS : MIXED_LONG_STEPS);
      }
    }
    String[] words = work.split(" ", 3);
    Heat heat = Heat.find(words[0]).orElseThrow();
    Plan plan = train(heat.network(), heat.batch(), 1);
    steps = plan.steps(index(Reordering.reluAfterPooling(heat.network()), words[1]));
    frame = plan.frame();
    groups = frame.groups;
    pass = words[2];
  }

  private static Plan train(Network network, int batch, int times) {
    Random random = new Random(42);
    byte[] pixels = new byte[batch * network.input().size()];
    random.nextBytes(pixels);
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = i / 255f;
    }
    int[] labels = random.ints(batch, 0, network.output().size()).toArray();
    Source source = new Source(pixels, labels, table);
    float[] parameters = new float[(int) network.numberCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian() * 0.05f;
    }
    Plan plan = Plan.forTraining(network, batch, new Workers(1), Backend.current());
    int[] order = IntStream.range(0, batch).toArray();
    for (int i = 0; i < times; i++) {
      plan.train(parameters, new float[parameters.length], source, order, 0, batch, i);
    }
    return plan;
  }

  /** The layers that have steps of their own, and are not part of another one's. */
  public static List<String> layers(Heat heat) {
    Network network = Reordering.reluAfterPooling(heat.network());
    Plan plan = Plan.forTraining(network, 1, new Workers(1), Backend.current());
    return IntStream.range(0, network.nodes().size())
        .filter(i -> !plan.steps(i).isEmpty())
        .mapToObj(i -> network.nodes().get(i).name())
        .toList();
  }

  private static int index(Network network, String layer) {
    return IntStream.range(0, network.nodes().size())
        .filter(i -> network.nodes().get(i).name().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  /** The layer. */
  @Benchmark
  public void run() {
    switch (pass) {
      case "forward" -> {
        for (int i = 0; i < steps.size(); i++) {
          steps.get(i).prepare(frame, 0, 1);
        }
        for (int i = 0; i < steps.size(); i++) {
          steps.get(i).forward(frame, 0, groups, 0, 1);
        }
      }
      case "backward" -> {
        for (int i = steps.size() - 1; i >= 0; i--) {
          steps.get(i).backward(frame, 0, groups, 0, 1);
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
          steps.get(i).gradients(frame, 0, 1);
        }
      }
      default -> throw new IllegalArgumentException(pass);
    }
  }
}
