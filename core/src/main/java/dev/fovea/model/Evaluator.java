package dev.fovea.model;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.stream.IntStream;

/** Measures parameters on data sets, again and again with the same plan. */
public final class Evaluator implements AutoCloseable {

  /** Enough groups to keep the threads busy, few enough to stay in the cache. */
  private static final int BATCH = 256;

  private static final int SMALLEST = 16;

  private final Network network;
  private final Workers workers;
  private final Plan plan;

  /**
   * For one network; one caller at a time.
   *
   * @param threads how many threads share the work; results do not depend on it
   * @throws InputException if there can be no such number of threads, or the network cannot run
   */
  public Evaluator(Network network, int threads) {
    this.network = network;
    int batch = BATCH;
    while (batch > SMALLEST
        && Plan.memory(network, batch, false) > Runtime.getRuntime().maxMemory() / 4) {
      batch /= 2; // of large networks fewer images at once
    }
    this.workers = new Workers(checkThreads(threads));
    try {
      this.plan = Plan.forInference(network, batch, workers, Backend.current());
    } catch (IllegalArgumentException e) {
      workers.close();
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    workers.close();
  }

  /**
   * Predicts all of {@code data} in order.
   *
   * @param parameters in the order of {@link Network#tensors}
   * @throws InputException if images or classes are not the network's, or there are no images
   */
  public Evaluation evaluate(float[] parameters, Dataset data, Scaling scaling) {
    checkFits(network, data);
    scaling.checkChannels(data.channels());
    Source source =
        new Source(data.pixels(), data.labels(), scaling.table(), scaling.standardize(), null);
    int[] order = IntStream.range(0, data.size()).toArray();
    double loss = 0;
    int correct = 0;
    for (int from = 0; from < order.length; from += plan.batch()) {
      plan.infer(parameters, source, order, from, Math.min(plan.batch(), order.length - from));
      loss += plan.lossSum();
      correct += plan.correct();
    }
    return new Evaluation(loss / order.length, correct, order.length);
  }

  /**
   * Checks a number of threads and returns it.
   *
   * @throws InputException if it is less than 1 or more than any machine could use
   */
  public static int checkThreads(int threads) {
    if (threads < 1 || threads > Workers.MOST) {
      throw new InputException(
          "the number of threads must be at least 1 and at most %d, not %d"
              .formatted(Workers.MOST, threads));
    }
    return threads;
  }

  /**
   * Checks that {@code data} can go into {@code network}.
   *
   * @throws InputException if images or classes are not the network's, or there are no images
   */
  public static void checkFits(Network network, Dataset data) {
    if (data.size() == 0) {
      throw new InputException(data.name() + " has no images");
    }
    Shape shape = new Shape(data.channels(), data.height(), data.width());
    if (!shape.equals(network.input())) {
      throw new InputException(
          "network %s takes images of %s, but those of %s are %s"
              .formatted(network.name(), network.input(), data.name(), shape));
    }
    if (data.classes().size() != network.output().size()) {
      throw new InputException(
          "network %s tells %d classes apart, but %s has %d"
              .formatted(
                  network.name(), network.output().size(), data.name(), data.classes().size()));
    }
  }
}
