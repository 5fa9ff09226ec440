package dev.fovea.bench;

import dev.fovea.data.InputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param rounds how often everything is measured; the table shows medians
 * @param nets the heats
 * @param peers who runs beside Fovea
 * @param json where the figures go as well
 * @param warm seconds of warm-up
 * @param epochs timed epochs of a round
 * @param avx2 whether all sides are held to vectors of 256 bits
 * @param process whether whole processes are measured too
 */
record RaceOptions(
    int rounds,
    List<String> nets,
    List<String> peers,
    Optional<Path> json,
    double warm,
    int epochs,
    boolean avx2,
    boolean process) {

  static final String USAGE =
      """
      Usage: bench/race [OPTION...]
      Runs Fovea and its peers in turn and prints one table of medians.
        --rounds N      how often everything is measured (5)
        --nets A,B      lenet, doodle, fashion, digits-16-32, digits-deep, fashion-bn (with batch
                        norm), resnet-18-32; lenet:128 is lenet at batch 128
        --peers A,B     plain (Fovea without JVM flags), djl, tensorflow, pytorch, javacpp, onednn;
                        also djl-malloc, and one-thread (Fovea on one); "none" for Fovea alone
        --json FILE     write all figures there as well
        --avx2          hold all sides to vectors of 256 bits
        --no-process    leave whole processes out
        --quick         1 round, short, on a busy machine too: to see that everything works
      """;

  static final RaceOptions DEFAULTS =
      new RaceOptions(
          5,
          List.of(
              "lenet",
              "doodle",
              "fashion",
              "digits-16-32",
              "digits-deep",
              "digits-deep:128",
              "fashion-bn",
              "resnet-18-32"),
          List.of("plain", "djl", "tensorflow", "pytorch", "javacpp", "onednn"),
          Optional.empty(),
          5,
          1,
          false,
          true);

  /** Whether only to see that everything works. */
  boolean quick() {
    return warm < DEFAULTS.warm;
  }

  /**
   * Reads a command line.
   *
   * @throws InputException if it is not understood
   */
  static RaceOptions parse(String... args) {
    RaceOptions o = DEFAULTS;
    Deque<String> left = new ArrayDeque<>(List.of(args));
    while (!left.isEmpty()) {
      String option = left.pop();
      o =
          switch (option) {
            case "--rounds" -> o.withRounds(number(option, value(option, left)));
            case "--nets" -> o.withNets(names(value(option, left)));
            case "--peers" -> o.withPeers(names(value(option, left)));
            case "--json" -> o.withJson(Path.of(value(option, left)));
            case "--avx2" -> o.withAvx2();
            case "--no-process" -> o.withoutProcess();
            case "--quick" -> o.shortened();
            default -> throw new InputException("bench/race does not know " + option);
          };
    }
    return o;
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new InputException(option + " needs a value");
    }
    return left.pop();
  }

  private static int number(String option, String value) {
    try {
      return Math.max(1, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw new InputException("%s needs a number, not %s".formatted(option, value), e);
    }
  }

  private static List<String> names(String value) {
    return value.equals("none") ? List.of() : List.of(value.split(","));
  }

  private RaceOptions withRounds(int n) {
    return new RaceOptions(n, nets, peers, json, warm, epochs, avx2, process);
  }

  private RaceOptions withNets(List<String> names) {
    return new RaceOptions(rounds, names, peers, json, warm, epochs, avx2, process);
  }

  private RaceOptions withPeers(List<String> names) {
    return new RaceOptions(rounds, nets, names, json, warm, epochs, avx2, process);
  }

  private RaceOptions withJson(Path file) {
    return new RaceOptions(rounds, nets, peers, Optional.of(file), warm, epochs, avx2, process);
  }

  private RaceOptions withAvx2() {
    return new RaceOptions(rounds, nets, peers, json, warm, epochs, true, process);
  }

  private RaceOptions withoutProcess() {
    return new RaceOptions(rounds, nets, peers, json, warm, epochs, avx2, false);
  }

  private RaceOptions shortened() {
    return new RaceOptions(1, nets, peers, json, 2, 1, avx2, process);
  }
}
