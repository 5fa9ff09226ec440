package dev.fovea.bench;

import dev.fovea.bench.Figures.Metric;
import dev.fovea.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the race found, for people and for programs.
 *
 * @param versions what ran, by the name of the side
 * @param notes what was left out or went wrong
 */
record Report(
    RaceOptions options,
    List<Heat> heats,
    List<Contender> sides,
    Map<String, String> versions,
    List<String> notes,
    Figures figures) {

  /** What has a ratio. */
  private static final List<Metric> COMPARED =
      List.of(Metric.TRAIN, Metric.INFERENCE, Metric.LATENCY, Metric.PROCESS, Metric.MEMORY);

  private static final List<String> HEADER =
      List.of(
          "network",
          "side",
          "train, images/s",
          "x",
          "inference, images/s",
          "x",
          "one image, us",
          "x",
          "process, s",
          "x",
          "peak MB",
          "x",
          "test %",
          "GFLOP/s",
          "% of peak");

  /** The tables, in Markdown that also reads well as it is, and what is needed for them. */
  String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Heat heat : heats) {
      for (Contender side : sides) {
        if (value(heat, side.name(), Metric.TRAIN).isPresent()) {
          rows.add(row(heat, side.name()));
        }
      }
    }
    StringBuilder text = new StringBuilder("\n");
    text.append(Machine.describe()).append(options.avx2() ? ", held to AVX2" : "").append('\n');
    text.append(
        "FMA peak measured in this run: %s GFLOP/s on one thread, %s on two\n"
            .formatted(
                TextTable.number(0, peak(Metric.PEAK1)), TextTable.number(0, peak(Metric.PEAK2))));
    text.append(
        "Medians of %d rounds, or of those before it was stopped; %d timed epoch%s; 2 threads.\n\n"
            .formatted(options.rounds(), options.epochs(), options.epochs() == 1 ? "" : "s"));
    text.append(TextTable.render(rows));
    text.append('\n').append(ShortTable.render(figures, heats));
    text.append(augmentation());
    text.append("\nx: how many times better Fovea is.\n");
    text.append("process: one epoch of lenet with start, data and test; Fovea writes the model.\n");
    text.append("GFLOP/s: of training, counted as direct convolution.\n");
    for (Heat heat : heats) {
      if (heat.portion().isPart()) {
        text.append("%s: %s.\n".formatted(heat.name(), heat.portion()));
      }
    }
    for (Contender side : sides) {
      String version = versions.get(side.name());
      double warm = Math.min(options.warm(), side.warm());
      text.append(
          "%s: %s; %s; %s s of warm-up\n".formatted(side.name(), version, side.settings(), warm));
    }
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  /** What augmentation costs, if it was measured. */
  private String augmentation() {
    OptionalDouble percent = figures.median("lenet", Figures.FOVEA, Metric.AUGMENT);
    if (percent.isEmpty()) {
      return "";
    }
    return """

        lenet with images shifted by up to 2 pixels, turned by 10 degrees, scaled by 0.9 to 1.1:
        %s images/s; %s %% more processor time than without (middle half of the pairs of a round:
        %s to %s %%).
        """
        .formatted(
            TextTable.number(0, figures.median("lenet", Figures.FOVEA, Metric.AUGMENTED)),
            TextTable.number(1, percent),
            TextTable.number(1, figures.median("lenet", Figures.FOVEA, Metric.AUGMENT_LOW)),
            TextTable.number(1, figures.median("lenet", Figures.FOVEA, Metric.AUGMENT_HIGH)));
  }

  private List<String> row(Heat heat, String side) {
    List<String> row = new ArrayList<>();
    row.add(heat.name() + ", " + heat.batch());
    row.add(side);
    pair(row, heat, side, Metric.TRAIN, 0);
    pair(row, heat, side, Metric.INFERENCE, 0);
    pair(row, heat, side, Metric.LATENCY, 1);
    pair(row, heat, side, Metric.PROCESS, 2);
    pair(row, heat, side, Metric.MEMORY, 0);
    row.add(TextTable.number(2, times(100, value(heat, side, Metric.ACCURACY))));
    row.add(TextTable.number(0, gigaflops(heat, side)));
    row.add(TextTable.number(0, percentOfPeak(heat, side)));
    return row;
  }

  private OptionalDouble gigaflops(Heat heat, String side) {
    return times(Flops.training(heat.network()) * 1e-9, value(heat, side, Metric.TRAIN));
  }

  private OptionalDouble percentOfPeak(Heat heat, String side) {
    OptionalDouble peak = peak(Metric.PEAK2);
    return peak.isEmpty() ? peak : times(100 / peak.getAsDouble(), gigaflops(heat, side));
  }

  /** A value, and how many times better Fovea's is. */
  private void pair(List<String> row, Heat heat, String side, Metric metric, int digits) {
    row.add(TextTable.number(digits, value(heat, side, metric)));
    row.add(TextTable.number(2, figures.timesBetter(heat.name(), side, metric)));
  }

  private OptionalDouble value(Heat heat, String side, Metric metric) {
    return figures.median(heat.name(), side, metric);
  }

  private OptionalDouble peak(Metric metric) {
    return figures.median(Figures.MACHINE, Figures.MACHINE, metric);
  }

  private static OptionalDouble times(double factor, OptionalDouble value) {
    return value.isEmpty() ? value : OptionalDouble.of(factor * value.getAsDouble());
  }

  /** The same and every round's values. */
  Json.Obj json() {
    Json.Obj settings =
        Json.Obj.EMPTY
            .with("rounds", Json.of(options.rounds()))
            .with("warmSeconds", Json.of(options.warm()))
            .with("epochs", Json.of(options.epochs()))
            .with("threads", Json.of(2))
            .with("avx2", Json.of(options.avx2()));
    List<Json> ran = new ArrayList<>();
    for (Contender side : sides) {
      ran.add(
          Json.Obj.EMPTY
              .with("name", Json.of(side.name()))
              .with("version", Json.of(versions.get(side.name())))
              .with("settings", Json.of(side.settings()))
              .with("warmSeconds", Json.of(Math.min(options.warm(), side.warm()))));
    }
    List<Json> networks = new ArrayList<>();
    for (Heat heat : heats) {
      networks.add(
          Json.Obj.EMPTY
              .with("name", Json.of(heat.name()))
              .with("batch", Json.of(heat.batch()))
              .with("trainingImages", Json.of(heat.portion().images()))
              .with("trainingFlops", Json.of(Flops.training(heat.network())))
              .with("inferenceFlops", Json.of(Flops.inference(heat.network()))));
    }
    return Json.Obj.EMPTY
        .with("machine", Json.of(Machine.describe()))
        .with("settings", settings)
        .with("sides", Json.of(ran))
        .with("networks", Json.of(networks))
        .with("notes", Json.of(notes.stream().map(Json::of).toList()))
        .with("figures", figures.json())
        .with("compared", Json.of(compared()));
  }

  /** What the table says beside the figures themselves. */
  private List<Json> compared() {
    List<Json> all = new ArrayList<>();
    for (Heat heat : heats) {
      for (Contender side : sides) {
        String name = side.name();
        Json.Obj row =
            Json.Obj.EMPTY.with("network", Json.of(heat.name())).with("side", Json.of(name));
        row = with(row, "gigaflops", gigaflops(heat, name));
        row = with(row, "percentOfPeak", percentOfPeak(heat, name));
        for (Metric metric : COMPARED) {
          String times = metric.name().toLowerCase(Locale.ROOT) + "Times";
          row = with(row, times, figures.timesBetter(heat.name(), name, metric));
        }
        all.add(row);
      }
    }
    return all;
  }

  private static Json.Obj with(Json.Obj row, String name, OptionalDouble value) {
    return value.isEmpty() ? row : row.with(name, Json.of(value.getAsDouble()));
  }
}
