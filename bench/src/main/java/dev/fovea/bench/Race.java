package dev.fovea.bench;

import dev.fovea.bench.Figures.Metric;
import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The race: Fovea and its peers in turn, round after round, each measurement in a process of its
 * own; at the end one table of medians. {@code bench/race} builds everything and starts this.
 *
 * <p>Interleaved, because a machine's speed drifts: what disturbs one side of a round disturbs the
 * others too.
 */
public final class Race {

  /** The least accuracy of a side that has learnt something; guessing has 10 %. */
  private static final double ENOUGH = 0.9;

  /** The same where an epoch is not all images. */
  private static final double ENOUGH_OF_PART = 0.8;

  /** Pairs of epochs that show what augmentation costs. */
  private static final int PAIRS = 20;

  private final RaceOptions options;
  private final Path scratch;
  private final List<Contender> sides = new ArrayList<>();
  private final List<Heat> heats = new ArrayList<>();
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Figures figures = new Figures();
  private final Quiet quiet;

  private Race(RaceOptions options, Path scratch) {
    this.options = options;
    this.scratch = scratch;
    this.quiet = options.quick() ? Quiet.impatient() : Quiet.patient();
  }

  /** See {@link RaceOptions#USAGE}; exit code 1 if a side failed or did not learn, 2 for usage. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(RaceOptions.USAGE);
      return;
    }
    try {
      RaceOptions options = RaceOptions.parse(args);
      Path home = Jvm.home();
      Path scratch = Files.createDirectories(home.resolve("bench/target/race"));
      boolean clean;
      try (Interrupts _ = Interrupts.ofThisThread()) {
        clean = new Race(options, scratch).run(home);
      }
      System.exit(clean ? 0 : 1);
    } catch (InputException e) {
      System.err.println("race: " + e.getMessage());
      System.err.print(RaceOptions.USAGE);
      System.exit(2);
    }
  }

  private boolean run(Path home) throws IOException, InterruptedException {
    chooseHeats();
    chooseSides(new Contenders(home, scratch, options.avx2()));
    boolean clean = true;
    int round = 1;
    try {
      for (; round <= options.rounds(); round++) {
        clean &= race(round);
        // A run that is broken off has not been for nothing.
        Files.writeString(scratch.resolve("report.txt"), report().text());
        writeJson();
      }
    } catch (InterruptedException _) {
      note("stopped in round %d of %d".formatted(round, options.rounds()));
    }
    clean &= allLearnt();
    if (quiet.disturbed() > 0) {
      note(quiet.remark());
    }
    System.out.print(report().text());
    writeJson();
    return clean;
  }

  private boolean race(int round) throws IOException, InterruptedException {
    boolean clean = measurePeak();
    clean &= measureAugmentation(round);
    Set<Network> predicted = new HashSet<>();
    for (Heat heat : heats) {
      // How fast a network predicts does not depend on the batch it was trained with.
      boolean again = !predicted.add(heat.network());
      Contender.Mode mode = again ? Contender.Mode.TRAIN : Contender.Mode.STEADY;
      for (Contender side : sides) {
        clean &= measure(mode, side, heat, round);
        if (options.process() && heat.name().equals("lenet")) {
          clean &= measure(Contender.Mode.ONCE, side, heat, round);
        }
      }
    }
    return clean;
  }

  private void writeJson() throws IOException {
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), report().json().indented() + "\n");
    }
  }

  private Report report() {
    return new Report(options, heats, sides, versions, notes, figures);
  }

  private void chooseHeats() {
    for (String name : options.nets()) {
      Optional<Heat> heat = Heat.find(name);
      heat.ifPresentOrElse(heats::add, () -> note(name + ": left out, Fovea has no such network"));
    }
    if (heats.isEmpty()) {
      throw new InputException("there is no network to race");
    }
  }

  /** Tries each side once: what cannot be had is said, and is no failure. */
  private void chooseSides(Contenders all) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(List.of("fovea"));
    names.addAll(options.peers());
    for (String name : names) {
      Contender side = all.find(name);
      if (side.missing().isPresent()) {
        note(name + ": left out, " + side.missing().get());
        continue;
      }
      List<Heat> taken = heats.stream().filter(side::takes).toList();
      if (taken.size() < heats.size()) {
        List<String> others = heats.stream().filter(h -> !side.takes(h)).map(Heat::name).toList();
        note(name + ": has no layers for " + String.join(", ", others));
      }
      if (taken.isEmpty()) {
        continue;
      }
      try {
        versions.put(name, version(side, taken.getFirst()));
        sides.add(side);
      } catch (Child.Failure e) {
        note(name + ": left out, its first process " + e.getMessage());
      }
    }
    if (sides.isEmpty() || !sides.getFirst().name().equals("fovea")) {
      throw new IllegalStateException("Fovea itself does not run: " + notes);
    }
  }

  /** What a side is, if it runs. The second try counts: JavaCPP's first run crashes at times. */
  private String version(Contender side, Heat heat)
      throws IOException, InterruptedException, Child.Failure {
    Child child;
    try {
      child = child(Contender.Mode.READY, side, heat, Child::run);
    } catch (Child.Failure _) {
      child = child(Contender.Mode.READY, side, heat, Child::run);
    }
    return child.lines().getOrDefault("version", "?");
  }

  private boolean measurePeak() throws IOException, InterruptedException {
    List<String> command = Jvm.command(Jvm.launcherFlags(), Peak.class);
    Map<String, String> environment = sides.getFirst().environment();
    try {
      Child child = Child.run(command, environment, scratch.resolve("peak.log"));
      record(child, Figures.MACHINE, Figures.MACHINE, Metric.PEAK1, Metric.PEAK2);
      return true;
    } catch (Child.Failure e) {
      note("peak: " + e.getMessage());
      return false;
    }
  }

  private boolean measureAugmentation(int round) throws IOException, InterruptedException {
    if (heats.stream().noneMatch(heat -> heat.name().equals("lenet"))) {
      return true;
    }
    List<String> command =
        new ArrayList<>(Jvm.command(Jvm.launcherFlags(), AugmentationCost.class));
    int pairs = options.quick() ? 4 : PAIRS;
    command.addAll(List.of("2", String.valueOf(options.warm()), String.valueOf(pairs)));
    Map<String, String> environment = sides.getFirst().environment();
    try {
      Child child = quiet.run(command, environment, scratch.resolve("augmentation.log"));
      Metric[] metrics = {
        Metric.AUGMENT, Metric.AUGMENT_LOW, Metric.AUGMENT_HIGH, Metric.AUGMENTED
      };
      record(child, "lenet", "fovea", metrics);
      System.err.printf(
          "round %d/%d  lenet  augmentation: %s %% more processor time (%.1f s)%n",
          round, options.rounds(), child.lines().get("augment"), child.seconds());
      return true;
    } catch (Child.Failure e) {
      note("augmentation: " + e.getMessage());
      return false;
    }
  }

  /** One measurement; says so if it fails, and goes on. */
  private boolean measure(Contender.Mode mode, Contender side, Heat heat, int round)
      throws IOException, InterruptedException {
    if (side.launcher().command(mode, heat).isEmpty()) {
      return true;
    }
    String progress =
        "round %d/%d  %s  %s: ".formatted(round, options.rounds(), heat.name(), side.name());
    try {
      Child child = child(mode, side, heat, quiet::run);
      if (mode == Contender.Mode.ONCE) {
        figures.add(heat.name(), side.name(), Metric.PROCESS, child.seconds());
        child.megabytes().ifPresent(mb -> figures.add(heat.name(), side.name(), Metric.MEMORY, mb));
        System.err.println(progress + "%.2f s as a whole process".formatted(child.seconds()));
      } else {
        record(child, heat.name(), side.name(), Metric.TRAIN, Metric.ACCURACY);
        if (mode == Contender.Mode.STEADY) {
          record(child, heat.name(), side.name(), Metric.INFERENCE, Metric.LATENCY);
        }
        System.err.printf(
            "%s%s images/s training (%.1f s)%n",
            progress, child.lines().get("train"), child.seconds());
      }
      return true;
    } catch (Child.Failure e) {
      note(progress + e.getMessage());
      return false;
    }
  }

  /** How a process is run. */
  @FunctionalInterface
  private interface Runner {
    Child run(List<String> command, Map<String, String> environment, Path log)
        throws IOException, InterruptedException, Child.Failure;
  }

  private Child child(Contender.Mode mode, Contender side, Heat heat, Runner runner)
      throws IOException, InterruptedException, Child.Failure {
    List<String> command = new ArrayList<>(side.launcher().command(mode, heat));
    if (mode == Contender.Mode.STEADY || mode == Contender.Mode.TRAIN) {
      command.add(String.valueOf(Math.min(options.warm(), side.warm())));
      command.add(String.valueOf(options.epochs()));
    }
    Path log = scratch.resolve(side.name() + ".log");
    return runner.run(command, side.environment(), log);
  }

  private void record(Child child, String heat, String side, Metric... metrics)
      throws Child.Failure {
    for (Metric metric : metrics) {
      figures.add(heat, side, metric, child.figure(metric));
    }
  }

  /** A side that is fast because it learns nothing has not won. */
  private boolean allLearnt() {
    boolean all = true;
    for (Heat heat : heats) {
      double enough = heat.portion().isPart() ? ENOUGH_OF_PART : ENOUGH;
      for (Contender side : sides) {
        OptionalDouble accuracy = figures.median(heat.name(), side.name(), Metric.ACCURACY);
        if (accuracy.isPresent() && accuracy.getAsDouble() < enough) {
          note(
              "%s does not learn %s: only %.1f %% of the test digits are right"
                  .formatted(side.name(), heat.name(), 100 * accuracy.getAsDouble()));
          all = false;
        }
      }
    }
    return all;
  }

  private void note(String note) {
    notes.add(note);
    System.err.println("race: " + note);
  }
}
