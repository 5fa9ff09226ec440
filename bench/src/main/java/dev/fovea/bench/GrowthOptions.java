package dev.fovea.bench;

import dev.fovea.data.InputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of {@code bench/growth} asks for.
 *
 * @param rounds how often everything is measured; the tables show medians
 * @param parts which tables
 * @param json where the figures go as well
 * @param quick whether only to see that everything works
 */
record GrowthOptions(int rounds, Set<Part> parts, Optional<Path> json, boolean quick) {

  /** A table. */
  enum Part {
    /** Batches of 1 to 512. */
    BATCHES,
    /** One thread and two. */
    THREADS,
    /** Images of 32 to 224 pixels. */
    SIZES,
    /** A step of VGG-16. */
    VGG16
  }

  static final String USAGE =
      """
      Usage: bench/growth [OPTION...]
      Measures how Fovea's speed goes with the batch, the threads and the size of the images.
        --rounds N     how often everything is measured (3)
        --parts A,B    batches, threads, sizes, vgg16; all unless said
        --json FILE    write all figures there as well
        --quick        1 round, short, on a busy machine too: to see that everything works
      """;

  static final GrowthOptions DEFAULTS =
      new GrowthOptions(3, EnumSet.allOf(Part.class), Optional.empty(), false);

  /** Seconds of warm-up. */
  double warm() {
    return quick ? 0.5 : 5;
  }

  /** Seconds of counting. */
  double seconds() {
    return quick ? 0.3 : 1.5;
  }

  /**
   * Reads a command line.
   *
   * @throws InputException if it is not understood
   */
  static GrowthOptions parse(String... args) {
    GrowthOptions o = DEFAULTS;
    Deque<String> left = new ArrayDeque<>(List.of(args));
    while (!left.isEmpty()) {
      String option = left.pop();
      o =
          switch (option) {
            case "--rounds" -> o.withRounds(value(option, left));
            case "--parts" -> o.withParts(value(option, left));
            case "--json" -> o.withJson(Path.of(value(option, left)));
            case "--quick" -> new GrowthOptions(1, o.parts, o.json, true);
            default -> throw new InputException("bench/growth does not know " + option);
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

  private GrowthOptions withRounds(String value) {
    try {
      return new GrowthOptions(Math.max(1, Integer.parseInt(value)), parts, json, quick);
    } catch (NumberFormatException e) {
      throw new InputException("--rounds needs a number, not " + value, e);
    }
  }

  private GrowthOptions withParts(String value) {
    Set<Part> chosen = EnumSet.noneOf(Part.class);
    for (String name : value.split(",", -1)) {
      try {
        chosen.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new InputException("bench/growth has no part called " + name, e);
      }
    }
    return new GrowthOptions(rounds, chosen, json, quick);
  }

  private GrowthOptions withJson(Path file) {
    return new GrowthOptions(rounds, parts, Optional.of(file), quick);
  }
}
