package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.Rng;
import dev.fovea.engine.Backend;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.net.Shape;
import dev.fovea.train.Trainer;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures how many images a second Fovea trains on or predicts, for as long as it is told, and
 * prints {@code train 12345.6} or {@code inference 12345.6}. The images are noise.
 *
 * <pre>METRICS NAME THREADS WARM SECONDS</pre>
 *
 * <p>METRICS is {@code train}, {@code inference} or {@code train,inference}; NAME is one of {@link
 * Stacks#find}; the times are in seconds, and inference warms up for half as long.
 */
final class PaceMain {

  private static final long SEED = 42;

  /** Noise teaches nothing, and at its own rate a network may die of it; the work is the same. */
  private static final double RATE = 1e-5;

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_IMAGES = 60_000;

  private PaceMain() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Heat heat = Stacks.find(args[1]).orElseThrow();
    int threads = Integer.parseInt(args[2]);
    double warm = Double.parseDouble(args[3]);
    double seconds = Double.parseDouble(args[4]);
    for (String metric : args[0].split(",", -1)) {
      double stepsPerSecond =
          switch (metric) {
            case "train" -> train(heat, threads, new Pace(warm, seconds));
            case "inference" -> infer(heat, threads, new Pace(warm / 2, seconds));
            default -> throw new IllegalArgumentException(metric);
          };
      double rate = stepsPerSecond * heat.batch();
      System.out.println(String.format(Locale.ROOT, "%s %.6g", metric, rate));
    }
  }

  private static double train(Heat heat, int threads, Pace pace) {
    Trainer.of(heat.network())
        .optimizer(heat.optimizer().withLearningRate(RATE))
        .scaling(heat.scaling())
        .batch(heat.batch())
        .epochs(Integer.MAX_VALUE)
        .threads(threads)
        .stopWhen(pace::ended)
        .fit(noise(heat));
    return pace.stepsPerSecond();
  }

  private static double infer(Heat heat, int threads, Pace pace) {
    Dataset data = noise(heat);
    float[] parameters = Initializers.DEFAULT.numbers(heat.network(), SEED);
    Source source = new Source(data.pixels(), data.labels(), heat.scaling().table());
    int[] order = IntStream.range(0, data.size()).toArray();
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forInference(heat.network(), heat.batch(), workers, Backend.current());
      for (int from = 0; !pace.ended(); from += heat.batch()) {
        from = from == data.size() ? 0 : from;
        plan.infer(parameters, source, order, from, heat.batch());
      }
    }
    return pace.stepsPerSecond();
  }

  /** Whole batches, as many as the digits have or some tens of megabytes hold. */
  static Dataset noise(Heat heat) {
    Shape in = heat.network().input();
    int classes = heat.network().output().size();
    long fitting = Math.min(MOST_IMAGES, MOST_BYTES / in.size());
    int images = (int) Math.max(1, fitting / heat.batch()) * heat.batch();
    Rng rng = new Rng(SEED, 0);
    byte[] pixels = new byte[images * in.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) rng.nextLong();
    }
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = rng.nextInt(classes);
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Dataset("noise", in.channels(), in.height(), in.width(), pixels, labels, names);
  }
}
