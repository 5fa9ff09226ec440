package dev.fovea.bench;

import dev.fovea.data.InputException;
import dev.fovea.engine.StepBenchmark;
import dev.fovea.net.Network;
import dev.fovea.net.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link StepBenchmark} for every layer, in each direction, each in a fresh JVM with the
 * launcher's flags, and prints the time of one thread; GFLOP/s for layers that multiply, and for
 * the others GB/s, their input and output counted once. {@code bench/kernels} builds everything and
 * starts this.
 *
 * <pre>bench/kernels [--mixed] [--quick] [NETWORK...]</pre>
 *
 * <p>{@code --mixed} trains all networks before, so that the JVM has compiled every kernel for
 * other shapes too: what it has seen can change what it makes of a kernel.
 */
public final class KernelTable {

  /** Unless others are named; {@code resnet-18-32} takes long. */
  private static final List<String> NETWORKS =
      List.of("lenet", "doodle", "fashion", "fashion-bn", "digits-deep", "digits-deep:128");

  private KernelTable() {}

  /** Measures and prints; exit code 2 for a network that there is not. */
  public static void main(String[] args)
      throws RunnerException, IOException, InterruptedException, Child.Failure {
    List<String> networks = new ArrayList<>(List.of(args));
    boolean mixed = networks.remove("--mixed");
    boolean quick = networks.remove("--quick");
    if (networks.isEmpty()) {
      networks.addAll(NETWORKS);
    }
    try {
      measure(heats(networks), mixed, quick);
    } catch (InputException e) {
      System.err.println("kernels: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void measure(List<Heat> heats, boolean mixed, boolean quick)
      throws RunnerException, IOException, InterruptedException, Child.Failure {
    double peak = peak();
    System.out.println("One thread; FMA peak %.0f GFLOP/s".formatted(peak));
    for (Heat heat : heats) {
      System.err.println("kernels: measuring " + heat.name());
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("network", "layer", "pass", "us", "GFLOP/s", "% of peak", "GB/s"));
      rows.addAll(measure(heat, peak, mixed, quick));
      // Each when it is through: all together take an hour.
      System.out.print("\n" + TextTable.render(rows));
    }
  }

  private static List<Heat> heats(List<String> names) {
    return names.stream().map(KernelTable::heat).toList();
  }

  private static Heat heat(String name) {
    return Heat.find(name)
        .orElseThrow(
            () ->
                new InputException(
                    "no recipe has a network '%s': see ./fovea recipes".formatted(name)));
  }

  /** The parameters of all benchmarks that run unless others are named. */
  public static List<String> allWork() {
    return heats(NETWORKS).stream().flatMap(h -> work(h).stream()).toList();
  }

  private static List<List<String>> measure(Heat heat, double peak, boolean mixed, boolean quick)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(StepBenchmark.class.getName())
            .param("work", work(heat).toArray(String[]::new))
            .param("mixed", String.valueOf(mixed))
            .forks(1)
            .warmupIterations(quick ? 2 : 5)
            .measurementIterations(quick ? 3 : 7)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementTime(TimeValue.milliseconds(500))
            .jvmArgs(Jvm.launcherFlags().toArray(String[]::new))
            // JMH itself: no warning a benchmark.
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .verbosity(VerboseMode.SILENT);
    Collection<RunResult> results = new Runner(options.build()).run();
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      String[] work = result.getParams().getParam("work").split(" ", 3);
      double micros = result.getPrimaryResult().getStatistics().getPercentile(50);
      double gigaflops = flops(heat, work[1], work[2]) / micros * 1e-3;
      boolean multiplies = gigaflops > 0;
      rows.add(
          List.of(
              heat.name(),
              work[1],
              work[2],
              show(1, micros),
              multiplies ? show(1, gigaflops) : "",
              multiplies ? show(0, 100 * gigaflops / peak) : "",
              multiplies ? "" : show(1, bytes(heat, work[1]) / micros * 1e-3)));
    }
    return rows;
  }

  private static String show(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** {@code lenet:64 conv2 forward} and so on. */
  private static List<String> work(Heat heat) {
    return StepBenchmark.layers(heat).stream()
        .map(name -> heat.network().name() + ":" + heat.batch() + " " + name + " ")
        .flatMap(layer -> Stream.of(layer + "forward", layer + "backward"))
        .toList();
  }

  /** GFLOP/s of one thread that does nothing but fused multiply-adds. */
  private static double peak() throws IOException, InterruptedException, Child.Failure {
    List<String> command = Jvm.command(Jvm.launcherFlags(), Peak.class);
    Path log = Jvm.home().resolve("bench/target/peak.log");
    return Double.parseDouble(Child.run(command, Map.of(), log).lines().get("peak1"));
  }

  /** Backward is two products, those of the input and of the weights, but for the first layer. */
  private static double flops(Heat heat, String layer, String pass) {
    List<Summary.Row> rows =
        Summary.of(heat.network()).rows().stream().filter(r -> r.multiplyAdds() > 0).toList();
    boolean first = rows.getFirst().name().equals(layer);
    double products = pass.equals("backward") && !first ? 2 : 1;
    return rows.stream()
        .filter(row -> row.name().equals(layer))
        .mapToDouble(row -> products * 2 * row.multiplyAdds() * heat.batch())
        .sum();
  }

  /** What a batch's inputs and outputs of a layer are together. */
  private static double bytes(Heat heat, String layer) {
    Network network = heat.network();
    return IntStream.range(0, network.nodes().size())
        .filter(i -> network.nodes().get(i).name().equals(layer))
        .mapToDouble(i -> network.inputShapes().get(i).size() + network.shapes().get(i).size())
        .map(floats -> floats * Float.BYTES * heat.batch())
        .sum();
  }
}
