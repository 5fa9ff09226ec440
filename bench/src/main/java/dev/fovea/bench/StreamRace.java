package dev.fovea.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains {@code fashion} under -Xmx1g on images that stay on disk and, in turn, on images in
 * memory, and then once over all that is on disk. The system's copy of the file in memory is
 * dropped before each run, where {@code dd} can do that.
 */
final class StreamRace {

  private static final int IMAGES = 5_000_000;
  private static final int PAIRS = 5;
  private static final double WARM = 5;
  private static final double SECONDS = 15;

  /** Cores of others that spoil a measurement, and how often it is then repeated. */
  private static final double DISTURBED = 0.1;

  private static final int TRIES = 3;

  private final Path folder;
  private final Path log;

  private StreamRace(Path folder) {
    this.folder = folder;
    this.log = folder.resolve("log.txt");
  }

  /** {@code [IMAGES [PAIRS [PASSES [FOLDER]]]]}; images are made where the folder has none. */
  public static void main(String[] args) throws IOException, InterruptedException, Child.Failure {
    int images = args.length > 0 ? Integer.parseInt(args[0]) : IMAGES;
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS;
    int passes = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    Path folder = args.length > 3 ? Path.of(args[3]) : Jvm.home().resolve("bench/target/stream");
    StreamData.write(folder.toAbsolutePath(), images);
    StreamRace race = new StreamRace(folder.toAbsolutePath());
    System.out.println(Machine.describe());
    race.pairs(pairs);
    for (int i = 0; i < passes; i++) {
      race.pass();
    }
  }

  private void pairs(int pairs) throws IOException, InterruptedException, Child.Failure {
    List<Double> stream = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      // Who is first takes turns, too.
      if (i % 2 == 0) {
        stream.add(rate("stream"));
        memory.add(rate("memory"));
      } else {
        memory.add(rate("memory"));
        stream.add(rate("stream"));
      }
      ratios.add(stream.getLast() / memory.getLast());
    }
    if (pairs > 0) {
      System.out.printf(Locale.ROOT, "stream: %s images/s%n", spread(stream, "%.0f"));
      System.out.printf(Locale.ROOT, "memory: %s images/s%n", spread(memory, "%.0f"));
      System.out.printf(Locale.ROOT, "stream / memory: %s%n", spread(ratios, "%.4f"));
    }
  }

  private double rate(String side) throws IOException, InterruptedException, Child.Failure {
    Child child = rateOnce(side);
    for (int i = 0; i < TRIES && child.others().orElse(0) > DISTURBED; i++) {
      double others = child.others().getAsDouble();
      System.out.printf(Locale.ROOT, "%s: disturbed by %.2f cores, once more%n", side, others);
      child = rateOnce(side);
    }
    double rate = Double.parseDouble(child.lines().get("rate"));
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f images/s, peak %.0f MB, others %.2f cores%n",
        side,
        rate,
        child.megabytes().orElse(Double.NaN),
        child.others().orElse(Double.NaN));
    return rate;
  }

  private Child rateOnce(String side) throws IOException, InterruptedException, Child.Failure {
    return run(side, folder.toString(), Double.toString(WARM), Double.toString(SECONDS));
  }

  private void pass() throws IOException, InterruptedException, Child.Failure {
    Child child = run("pass", folder.toString());
    System.out.printf(
        Locale.ROOT,
        "one pass: %s images in order, %s images/s, accuracy in training %s, after it %s of the"
            + " first and %s of the last; %.0f s, peak %.0f MB, others %.2f cores%n",
        child.lines().get("images"),
        child.lines().get("rate"),
        child.lines().get("training"),
        child.lines().get("first"),
        child.lines().get("last"),
        child.seconds(),
        child.megabytes().orElse(Double.NaN),
        child.others().orElse(Double.NaN));
  }

  private Child run(String... args) throws IOException, InterruptedException, Child.Failure {
    dropCopy();
    List<String> flags = new ArrayList<>(Jvm.launcherFlags());
    flags.add("-Xmx1g");
    List<String> command = new ArrayList<>(Jvm.command(flags, StreamSide.class));
    command.addAll(List.of(args));
    return Child.run(command, Map.of(), log);
  }

  private void dropCopy() throws IOException, InterruptedException {
    Path images = folder.resolve("images.npy");
    try {
      Process dd =
          new ProcessBuilder("dd", "if=" + images, "iflag=nocache", "count=0", "status=none")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (dd.waitFor() != 0) {
        System.out.println("the file may be in memory: dd cannot drop it");
      }
    } catch (IOException _) {
      System.out.println("the file may be in memory: there is no dd");
    }
  }

  private static String spread(List<Double> values, String format) {
    return String.format(
        Locale.ROOT,
        "median " + format + " (" + format + " to " + format + ")",
        Medians.of(values),
        Collections.min(values),
        Collections.max(values));
  }
}
