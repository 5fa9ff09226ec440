package dev.fovea.bench;

import dev.fovea.bench.Figures.Metric;
import dev.fovea.bench.GrowthOptions.Part;
import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How Fovea's speed goes with the batch, the threads and the size of the images; each measurement
 * in a process of its own, round after round. {@code bench/growth} builds everything and starts
 * this.
 */
final class Growth {

  /** Networks whose batch is swept. */
  static final List<String> SWEPT = List.of("lenet", "doodle", "fashion");

  /** Batches. */
  static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);

  /** Rows and columns of images. */
  static final List<Integer> SIDES = List.of(32, 64, 128, 224);

  /** Names of sides. */
  static final String FOVEA = "fovea";

  static final String ONE_THREAD = "one-thread";
  static final String TWO_THREADS = "two-threads";
  static final String PYTORCH = "pytorch";

  private static final int THREADS = 2;

  /** Large arrays go to the old generation, which is nearly the whole heap; no copies of them. */
  private static final List<String> HEAP = List.of("-Xmx6g", "-Xmn64m");

  private final GrowthOptions options;
  private final Path home;
  private final Path scratch;
  private final Quiet quiet;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Figures figures = new Figures();

  private Growth(GrowthOptions options, Path home, Path scratch) {
    this.options = options;
    this.home = home;
    this.scratch = scratch;
    this.quiet = options.quick() ? Quiet.impatient() : Quiet.patient();
  }

  /** See {@link GrowthOptions#USAGE}; exit code 1 if a measurement failed, 2 for usage. */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.print(GrowthOptions.USAGE);
      return;
    }
    try (Interrupts _ = Interrupts.ofThisThread()) {
      GrowthOptions options = GrowthOptions.parse(args);
      Path scratch = Files.createDirectories(Jvm.home().resolve("bench/target/growth"));
      new Growth(options, Jvm.home(), scratch).run();
    } catch (InputException e) {
      System.err.println("growth: " + e.getMessage());
      System.err.print(GrowthOptions.USAGE);
      System.exit(2);
    }
  }

  private void run() throws IOException {
    int round = 1;
    try {
      for (; round <= options.rounds(); round++) {
        measurePeak();
        for (Part part : options.parts()) {
          measure(part);
        }
      }
    } catch (InterruptedException _) {
      note("stopped in round %d of %d".formatted(round, options.rounds()));
    }
    if (quiet.disturbed() > 0) {
      note(quiet.remark());
    }
    GrowthReport report = new GrowthReport(options, List.copyOf(notes), figures);
    System.out.print(report.text());
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), report.json().indented() + "\n");
    }
  }

  private void measure(Part part) throws IOException, InterruptedException {
    switch (part) {
      case BATCHES -> {
        for (String net : SWEPT) {
          for (int batch : BATCHES) {
            fovea(FOVEA, net + ":" + batch, THREADS, Metric.TRAIN, Metric.INFERENCE);
          }
        }
      }
      case THREADS -> {
        for (Network net : Zoo.tutorials()) {
          fovea(ONE_THREAD, net.name(), 1, Metric.TRAIN, Metric.INFERENCE);
          fovea(TWO_THREADS, net.name(), 2, Metric.TRAIN, Metric.INFERENCE);
        }
      }
      case SIZES -> {
        for (int side : SIDES) {
          String name = Stacks.vggLikeName(side);
          fovea(FOVEA, name, THREADS, Metric.TRAIN, Metric.INFERENCE);
        }
      }
      case VGG16 -> {
        fovea(FOVEA, Stacks.VGG16, THREADS, Metric.TRAIN);
        pytorch(Stacks.VGG16);
      }
    }
  }

  private void measurePeak() throws IOException, InterruptedException {
    List<String> command = Jvm.command(Jvm.launcherFlags(), Peak.class);
    Metric[] both = {Metric.PEAK1, Metric.PEAK2};
    measure(Figures.MACHINE, Figures.MACHINE, command, Map.of(), both);
  }

  private void fovea(String side, String name, int threads, Metric... metrics)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(Jvm.launcherFlags());
    flags.addAll(HEAP);
    List<String> command = Jvm.command(flags, PaceMain.class);
    List<String> words = new ArrayList<>();
    for (Metric metric : metrics) {
      words.add(metric.name().toLowerCase(Locale.ROOT));
    }
    command.addAll(List.of(String.join(",", words), name, "" + threads));
    command.addAll(List.of("" + options.warm(), "" + options.seconds()));
    measure(name, side, command, Map.of(), metrics);
  }

  private void pytorch(String name) throws IOException, InterruptedException {
    Optional<String> python = Python.withTorch();
    if (python.isEmpty()) {
      note(PYTORCH + ": left out, no python3 here can import torch (apt: python3-torch)");
      return;
    }
    Heat heat = Stacks.find(name).orElseThrow();
    List<String> command =
        List.of(
            python.get(),
            home.resolve("bench/pytorch/pace.py").toString(),
            Python.describe(heat, Path.of("")).compact(),
            "" + THREADS,
            "" + options.warm(),
            "" + options.seconds());
    measure(name, PYTORCH, command, Contenders.TORCH, Metric.TRAIN);
  }

  private void measure(
      String heat, String side, List<String> command, Map<String, String> more, Metric... metrics)
      throws IOException, InterruptedException {
    try {
      Child child = quiet.run(command, more, scratch.resolve(side + ".log"));
      for (Metric metric : metrics) {
        figures.add(heat, side, metric, child.figure(metric));
      }
      child.megabytes().ifPresent(mb -> figures.add(heat, side, Metric.MEMORY, mb));
      System.err.println("growth: %s %s %s".formatted(heat, side, child.lines()));
    } catch (Child.Failure e) {
      note("%s, %s: %s".formatted(heat, side, e.getMessage()));
    }
  }

  private void note(String note) {
    if (notes.add(note)) {
      System.err.println("growth: " + note);
    }
  }
}
