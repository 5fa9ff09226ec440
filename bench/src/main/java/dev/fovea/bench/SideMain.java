package dev.fovea.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The main program of a side on the JVM: measures in one of four ways and prints a line for each
 * figure, {@code train 12345.6}. {@code pytorch/peer.py} does the same for Python.
 *
 * <pre>
 * ready  NET THREADS              whether it works at all: trains a few steps
 * once   NET THREADS              one epoch and the test, as a whole process
 * train  NET THREADS WARM EPOCHS  WARM seconds of warm-up, then EPOCHS epochs of a new model
 * steady NET THREADS WARM EPOCHS  the same, then inference, and one image at a time
 * </pre>
 */
public final class SideMain {

  private SideMain() {}

  /** Runs what {@code args} say. */
  public static void run(String[] args, Side.Factory factory) {
    Heat heat = Heat.find(args[1]).orElseThrow();
    Portion portion = heat.portion();
    try (Side side = factory.open(heat, Integer.parseInt(args[2]))) {
      switch (args[0]) {
        case "ready" -> ready(side);
        case "once" -> once(side, portion);
        case "train" ->
            train(side, portion, Double.parseDouble(args[3]), Integer.parseInt(args[4]));
        case "steady" -> {
          double warm = Double.parseDouble(args[3]);
          train(side, portion, warm, Integer.parseInt(args[4]));
          predict(side, portion, warm);
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
    // Some engines leave threads behind that would keep the JVM alive.
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void ready(Side side) {
    long end = after(0.2);
    side.train(1, () -> System.nanoTime() > end);
    System.out.println("version " + side.version());
  }

  private static void once(Side side, Portion portion) {
    side.train(1, () -> false);
    print("accuracy", (double) side.correct() / portion.tested());
  }

  private static void train(Side side, Portion portion, double warm, int epochs) {
    long end = after(warm);
    side.train(Integer.MAX_VALUE, () -> System.nanoTime() > end);
    List<Double> rates = side.train(epochs, () -> false);
    print("train", Medians.of(rates));
    print("accuracy", (double) side.correct() / portion.tested());
  }

  private static void predict(Side side, Portion portion, double warm) {
    print("inference", portion.tested() / inferenceSeconds(side, portion.passes(), warm));
    print("latency", latency(side, portion.calls(), warm) * 1e6);
  }

  private static double inferenceSeconds(Side side, int passes, double warm) {
    long end = after(warm / 2);
    while (System.nanoTime() < end) {
      side.correct();
    }
    double[] seconds = new double[passes];
    for (int i = 0; i < passes; i++) {
      long start = System.nanoTime();
      side.correct();
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    return Medians.of(seconds);
  }

  private static double latency(Side side, int calls, double warm) {
    long end = after(warm / 2);
    for (int i = 0; System.nanoTime() < end; i = (i + 1) % calls) {
      side.predict(i);
    }
    double[] seconds = new double[calls];
    int classes = 0;
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      classes |= 1 << side.predict(i);
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    if (classes != 0b11_1111_1111) {
      throw new IllegalStateException("not all ten digits were seen among " + calls);
    }
    return Medians.of(seconds);
  }

  private static long after(double seconds) {
    return System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private static void print(String key, double value) {
    System.out.println(String.format(Locale.ROOT, "%s %.6g", key, value));
  }
}
