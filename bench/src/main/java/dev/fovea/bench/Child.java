package dev.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * A process that ran to its end.
 *
 * @param lines what it printed, {@code key value}, by key
 * @param seconds from its start to its end
 * @param megabytes the most memory it had resident, where the system tells (Linux)
 * @param others how many cores other processes kept busy meanwhile, where the system tells
 */
record Child(
    Map<String, String> lines, double seconds, OptionalDouble megabytes, OptionalDouble others) {

  private static final int POLL_MILLIS = 20;
  private static final int INTERRUPT_MILLIS = 300;
  private static final long PATIENCE_SECONDS = 900;

  /** A process that failed. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }

  /**
   * A figure that it printed.
   *
   * @throws Failure if it did not
   */
  double figure(Figures.Metric metric) throws Failure {
    String value = lines.get(metric.name().toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new Failure("did not say its " + metric);
    }
    return Double.parseDouble(value);
  }

  /**
   * Runs a command.
   *
   * @param environment added to this process's own
   * @param log where its standard error goes
   * @throws Failure if it ends with another code than 0, or does not end
   */
  static Child run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException, Failure {
    Path output = Files.createTempFile(log.getParent(), "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(log.toFile());
    builder.environment().putAll(environment);
    // What a crash leaves lies there, and not in the user's folder.
    builder.directory(log.getParent().toFile());
    OptionalDouble before = Machine.busySeconds();
    long start = System.nanoTime();
    Process process = builder.start();
    OptionalDouble megabytes = OptionalDouble.empty();
    OptionalDouble own = OptionalDouble.empty();
    while (!waited(process)) {
      OptionalDouble memory = Machine.peakMegabytes(process.pid());
      megabytes = memory.isPresent() ? memory : megabytes;
      OptionalDouble used = Machine.busySeconds(process.pid());
      own = used.isPresent() ? used : own;
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new Failure("did not end in %d s".formatted(PATIENCE_SECONDS));
      }
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    OptionalDouble after = Machine.busySeconds();
    if (process.exitValue() != 0) {
      // Ctrl-C ends the child as well as us: then we hear of it by now.
      Thread.sleep(INTERRUPT_MILLIS);
      throw new Failure("ended with code %d; see %s".formatted(process.exitValue(), log));
    }
    Map<String, String> lines = new HashMap<>();
    for (String line : Files.readAllLines(output)) {
      String[] parts = line.split(" ", 2);
      lines.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    Files.delete(output);
    OptionalDouble others =
        own.isPresent() && after.isPresent()
            ? OptionalDouble.of(
                (after.getAsDouble() - before.getAsDouble() - own.getAsDouble()) / seconds)
            : OptionalDouble.empty();
    return new Child(lines, seconds, megabytes, others);
  }

  /** Whether it has ended within the time between two looks at it; it ends if we are to end. */
  private static boolean waited(Process process) throws InterruptedException {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly().onExit().join();
      throw e;
    }
  }
}
