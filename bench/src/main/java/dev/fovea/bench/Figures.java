package dev.fovea.bench;

import dev.fovea.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** All that was measured: a value for each round. */
final class Figures {

  /**
   * What a value is of.
   *
   * @param heat the heat's name, or {@link #MACHINE}
   * @param side the contender's name
   * @param metric what was measured
   */
  record Key(String heat, String side, Metric metric) {}

  /** What is measured; its name is the key of a side's line. */
  enum Metric {
    /** Training images a second. */
    TRAIN,
    /** Inference images a second, batches of 256. */
    INFERENCE,
    /** Microseconds for one image. */
    LATENCY,
    /** Part of the test digits that is right after the timed epochs. */
    ACCURACY,
    /** Seconds of a whole process. */
    PROCESS,
    /** Megabytes resident at its peak. */
    MEMORY,
    /** GFLOP/s of one thread that does nothing but fused multiply-adds. */
    PEAK1,
    /** The same of two. */
    PEAK2,
    /** Percent more processor time with augmentation, the median of the pairs. */
    AUGMENT,
    /** The lower end of the pairs' middle half. */
    AUGMENT_LOW,
    /** Its upper end. */
    AUGMENT_HIGH,
    /** Training images a second with it. */
    AUGMENTED
  }

  /** In place of a heat and a side where a value is the machine's. */
  static final String MACHINE = "machine";

  /** The side that all others are compared with. */
  static final String FOVEA = "fovea";

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  void add(String heat, String side, Metric metric, double value) {
    values.computeIfAbsent(new Key(heat, side, metric), k -> new ArrayList<>()).add(value);
  }

  /** The median of the rounds, if there is one. */
  OptionalDouble median(String heat, String side, Metric metric) {
    List<Double> rounds = values.get(new Key(heat, side, metric));
    return rounds == null ? OptionalDouble.empty() : OptionalDouble.of(Medians.of(rounds));
  }

  /** How many times better Fovea's median is than that of another side, if both are there. */
  OptionalDouble timesBetter(String heat, String side, Metric metric) {
    OptionalDouble other = median(heat, side, metric);
    OptionalDouble fovea = median(heat, FOVEA, metric);
    if (side.equals(FOVEA) || other.isEmpty() || fovea.isEmpty()) {
      return OptionalDouble.empty();
    }
    boolean moreIsBetter = metric == Metric.TRAIN || metric == Metric.INFERENCE;
    double ratio = fovea.getAsDouble() / other.getAsDouble();
    return OptionalDouble.of(moreIsBetter ? ratio : 1 / ratio);
  }

  /** Every round's values and their medians, in the order in which they were first measured. */
  Json json() {
    List<Json> all = new ArrayList<>();
    values.forEach((key, rounds) -> all.add(json(key, rounds)));
    return Json.of(all);
  }

  private static Json json(Key key, List<Double> rounds) {
    return Json.Obj.EMPTY
        .with("network", Json.of(key.heat()))
        .with("side", Json.of(key.side()))
        .with("metric", Json.of(key.metric().name().toLowerCase(Locale.ROOT)))
        .with("median", Json.of(Medians.of(rounds)))
        .with("rounds", Json.of(rounds.stream().map(Json::of).toList()));
  }
}
