package dev.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What the race runs on, as far as the system tells. */
final class Machine {

  private static final long SAMPLE_MILLIS = 1_000;

  /** Of the line of all cores in /proc/stat: user, nice, system, irq, softirq. */
  private static final int[] BUSY = {1, 2, 3, 6, 7};

  /** A second in the unit of /proc, on every Linux. */
  private static final double TICKS = 100;

  private Machine() {}

  /** {@code AMD EPYC, 2 cores, Linux, JDK 25.0.3}. */
  static String describe() {
    return "%s, %d cores, %s, JDK %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("java.version"));
  }

  private static String processor() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException _) {
      // Not Linux.
    }
    return System.getProperty("os.arch");
  }

  /** How many cores are busy during a second in which we do nothing. */
  static double busyCores() throws InterruptedException {
    OptionalDouble before = busySeconds();
    Thread.sleep(SAMPLE_MILLIS);
    OptionalDouble after = busySeconds();
    return after.isEmpty() ? 0 : (after.getAsDouble() - before.getAsDouble()) / SAMPLE_MILLIS * 1e3;
  }

  /** Seconds that all cores together have been busy since the system started. */
  static OptionalDouble busySeconds() {
    try {
      String[] words = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
      long ticks = 0;
      for (int i : BUSY) {
        ticks += Long.parseLong(words[i]);
      }
      return OptionalDouble.of(ticks / TICKS);
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }

  /** Seconds that a process has kept cores busy. */
  static OptionalDouble busySeconds(long pid) {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // After the command's name, which may hold anything, come state, parent, ...
      String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return OptionalDouble.of((Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS);
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }

  /** The most memory that a process has had resident: the kernel keeps this mark. */
  static OptionalDouble peakMegabytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return OptionalDouble.of(Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024);
        }
      }
    } catch (IOException _) {
      // It has just ended, or there is no /proc.
    }
    return OptionalDouble.empty();
  }
}
