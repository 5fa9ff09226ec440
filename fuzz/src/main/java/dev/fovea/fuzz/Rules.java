package dev.fovea.fuzz;

import com.sun.management.OperatingSystemMXBean;
import dev.fovea.data.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader may do with any bytes whatever: return, or throw {@link InputException} with one
 * sentence; in two seconds of processor time for each megabyte begun; in the heap of the JVM, which
 * has half a gigabyte here; and without a trace in the folder.
 */
final class Rules {

  private static final double SECONDS_PER_MEGABYTE = 2;
  private static final int LONGEST_SENTENCE = 1000;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Rules() {}

  /**
   * Reads some bytes.
   *
   * @param folder an empty one; it is emptied again
   * @throws AssertionError if the reader breaks a rule; whatever else it throws comes through
   */
  static void check(Reader reader, byte[] input, Path folder) throws IOException {
    try {
      reader.fill(folder, input);
      Set<String> before = files(folder);
      double most = SECONDS_PER_MEGABYTE * (1 + input.length / 1_000_000);
      double seconds = seconds(reader, folder);
      if (seconds > most) {
        seconds = seconds(reader, folder); // the first of all also loads the classes
      }
      if (seconds > most) {
        throw new AssertionError(
            "%s took %.1f s of processor time for %,d bytes"
                .formatted(reader, seconds, input.length));
      }
      Set<String> after = files(folder);
      if (!after.equals(before)) {
        throw new AssertionError("%s left %s where %s was".formatted(reader, after, before));
      }
    } finally {
      empty(folder);
    }
  }

  private static double seconds(Reader reader, Path folder) {
    long start = SYSTEM.getProcessCpuTime();
    read(reader, folder);
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }

  private static void read(Reader reader, Path folder) {
    try {
      reader.read().accept(folder);
    } catch (InputException e) {
      String message = e.getMessage();
      if (message == null
          || message.isBlank()
          || message.length() > LONGEST_SENTENCE
          || message.chars().anyMatch(Character::isISOControl)) {
        throw new AssertionError("no sentence of one line: " + message, e);
      }
    }
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }
}
