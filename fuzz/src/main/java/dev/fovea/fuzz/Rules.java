package dev.fovea.fuzz;

import com.sun.management.OperatingSystemMXBean;
import dev.fovea.data.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a reader may do with any bytes whatever: return, or throw {@link InputException} with one
 * sentence; in two seconds of processor time for each megabyte begun; in the heap of the JVM, which
 * has half a gigabyte here; and without a trace: no file is new, gone or other than before, in the
 * folder that it reads and beside it.
 */
final class Rules {

  /** Two, on machines like those that the readers were measured on; tests are more patient. */
  private static final double SECONDS_PER_MEGABYTE =
      Double.parseDouble(System.getProperty("fovea.fuzz.seconds", "2"));

  private static final int MEGABYTE = 1_000_000;
  private static final int LONGEST_SENTENCE = 1000;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Rules() {}

  /**
   * Reads some bytes.
   *
   * @param folder an empty one, in which the reader gets one of its own; it is emptied again
   * @throws AssertionError if the reader breaks a rule; whatever else it throws comes through
   */
  static void check(Reader reader, byte[] input, Path folder) throws IOException {
    try {
      Path in = Files.createDirectory(folder.resolve("in"));
      reader.fill(in, input);
      SortedMap<String, String> before = files(folder);
      double most = SECONDS_PER_MEGABYTE * Math.ceilDiv(Math.max(1, input.length), MEGABYTE);
      double seconds = seconds(reader, in);
      if (seconds > most) {
        seconds = seconds(reader, in); // the first of all also loads the classes
      }
      if (seconds > most) {
        throw new AssertionError(
            "%s took %.1f s of processor time for %,d bytes"
                .formatted(reader, seconds, input.length));
      }
      SortedMap<String, String> after = files(folder);
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

  /** All files and folders below one: what tells the contents, by name. */
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        files.put(folder.relativize(path).toString(), digest(path));
      }
    }
    return files;
  }

  private static String digest(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return "folder";
    }
    byte[] bytes = Files.readAllBytes(path);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return "%d bytes, %08x".formatted(bytes.length, sum.getValue());
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
