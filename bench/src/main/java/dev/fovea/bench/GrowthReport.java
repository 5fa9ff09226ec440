package dev.fovea.bench;

import dev.fovea.bench.Figures.Metric;
import dev.fovea.bench.GrowthOptions.Part;
import dev.fovea.model.Json;
import dev.fovea.net.Network;
import dev.fovea.net.Summary;
import dev.fovea.net.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What {@code bench/growth} found, for people and for programs. */
record GrowthReport(GrowthOptions options, List<String> notes, Figures figures) {

  /** A fall in throughput that is marked. */
  private static final double FALL = 0.9;

  /** The tables, and what is needed to understand them. */
  String text() {
    StringBuilder text = new StringBuilder("\n");
    text.append(Machine.describe()).append('\n');
    OptionalDouble one = value(Figures.MACHINE, Figures.MACHINE, Metric.PEAK1);
    OptionalDouble two = value(Figures.MACHINE, Figures.MACHINE, Metric.PEAK2);
    text.append(
        "FMA peak measured in this run: %s GFLOP/s on one thread, %s on two, %s times as much\n"
            .formatted(
                TextTable.number(0, one),
                TextTable.number(0, two),
                TextTable.number(2, ratio(two, one))));
    text.append(
        "Medians of %d rounds; %s s of warm-up, %s s counted.\n"
            .formatted(options.rounds(), options.warm(), options.seconds()));
    for (Part part : options.parts()) {
      text.append('\n').append(table(part));
    }
    text.append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private String table(Part part) {
    return switch (part) {
      case BATCHES ->
          TextTable.render(batches())
              + "\nto the last: throughput to that of the batch before; ! marks less than 0.9.\n";
      case THREADS -> TextTable.render(threads());
      case SIZES ->
          TextTable.render(sizes())
              + "\nps: time for one multiply-add of direct convolution, two threads together;"
              + " to the best: of the sizes.\n";
      case VGG16 ->
          TextTable.render(step()) + "\nOne step of VGG-16, 224 x 224 pixels, batch 16.\n";
    };
  }

  private List<List<String>> batches() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "network",
            "batch",
            "train, images/s",
            "to the last",
            "inference, images/s",
            "to the last"));
    for (String net : Growth.SWEPT) {
      OptionalDouble lastTrain = OptionalDouble.empty();
      OptionalDouble lastInference = OptionalDouble.empty();
      for (int batch : Growth.BATCHES) {
        OptionalDouble train = value(net + ":" + batch, Growth.FOVEA, Metric.TRAIN);
        OptionalDouble inference = value(net + ":" + batch, Growth.FOVEA, Metric.INFERENCE);
        rows.add(
            List.of(
                net,
                "" + batch,
                TextTable.number(0, train),
                fall(ratio(train, lastTrain)),
                TextTable.number(0, inference),
                fall(ratio(inference, lastInference))));
        lastTrain = train;
        lastInference = inference;
      }
    }
    return rows;
  }

  private static String fall(OptionalDouble ratio) {
    return TextTable.number(2, ratio) + (ratio.orElse(1) < FALL ? " !" : "");
  }

  private List<List<String>> threads() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("network", "train, one", "two", "times", "inference, one", "two", "times"));
    for (Network net : Zoo.tutorials()) {
      List<String> row = new ArrayList<>(List.of(net.name()));
      for (Metric metric : List.of(Metric.TRAIN, Metric.INFERENCE)) {
        OptionalDouble one = value(net.name(), Growth.ONE_THREAD, metric);
        OptionalDouble two = value(net.name(), Growth.TWO_THREADS, metric);
        row.addAll(
            List.of(
                TextTable.number(0, one),
                TextTable.number(0, two),
                TextTable.number(2, ratio(two, one))));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> sizes() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "pixels",
            "train, images/s",
            "ps",
            "to the best",
            "forward, images/s",
            "ps",
            "to the best",
            "peak MB"));
    for (int side : Growth.SIDES) {
      List<String> row = new ArrayList<>(List.of("" + side));
      for (Metric metric : List.of(Metric.TRAIN, Metric.INFERENCE)) {
        OptionalDouble best =
            OptionalDouble.of(
                Growth.SIDES.stream()
                    .flatMapToDouble(s -> picoseconds(s, metric).stream())
                    .min()
                    .orElse(Double.NaN));
        OptionalDouble own = picoseconds(side, metric);
        OptionalDouble rate = value(Stacks.vggLikeName(side), Growth.FOVEA, metric);
        row.addAll(
            List.of(
                TextTable.number(1, rate),
                TextTable.number(1, own),
                TextTable.number(2, ratio(own, best))));
      }
      row.add(TextTable.number(0, value(Stacks.vggLikeName(side), Growth.FOVEA, Metric.MEMORY)));
      rows.add(row);
    }
    return rows;
  }

  private OptionalDouble picoseconds(int side, Metric metric) {
    Network network = Stacks.vggLike(side);
    double flops = metric == Metric.TRAIN ? Flops.training(network) : Flops.inference(network);
    return ratio(OptionalDouble.of(2e12 / flops), value(network.name(), Growth.FOVEA, metric));
  }

  private List<List<String>> step() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("side", "seconds a step", "GFLOP/s", "peak MB"));
    Heat heat = Stacks.find(Stacks.VGG16).orElseThrow();
    double flops = Flops.training(heat.network()) * 1e-9;
    for (String side : List.of(Growth.FOVEA, Growth.PYTORCH)) {
      OptionalDouble rate = value(heat.name(), side, Metric.TRAIN);
      if (rate.isPresent()) {
        rows.add(
            List.of(
                side,
                TextTable.number(2, ratio(OptionalDouble.of(heat.batch()), rate)),
                TextTable.number(0, OptionalDouble.of(flops * rate.getAsDouble())),
                TextTable.number(0, value(heat.name(), side, Metric.MEMORY))));
      }
    }
    return rows;
  }

  private OptionalDouble value(String heat, String side, Metric metric) {
    return figures.median(heat, side, metric);
  }

  private static OptionalDouble ratio(OptionalDouble a, OptionalDouble b) {
    return a.isEmpty() || b.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(a.getAsDouble() / b.getAsDouble());
  }

  /** The same and every round's values. */
  Json.Obj json() {
    Json.Obj settings =
        Json.Obj.EMPTY
            .with("rounds", Json.of(options.rounds()))
            .with("warmSeconds", Json.of(options.warm()))
            .with("seconds", Json.of(options.seconds()));
    List<Json> stacks = new ArrayList<>();
    for (int side : Growth.SIDES) {
      Summary summary = Summary.of(Stacks.vggLike(side));
      stacks.add(
          Json.Obj.EMPTY
              .with("name", Json.of(summary.network().name()))
              .with("multiplyAdds", Json.of(summary.multiplyAdds())));
    }
    return Json.Obj.EMPTY
        .with("machine", Json.of(Machine.describe()))
        .with("settings", settings)
        .with("stacks", Json.of(stacks))
        .with("notes", Json.of(notes.stream().map(Json::of).toList()))
        .with("figures", figures.json());
  }
}
