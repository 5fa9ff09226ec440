package dev.fovea.model;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.data.StreamParts;
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

  /** Bytes of a stream that are read at once. */
  private static final int READ = 4 << 20;

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
   * Predicts all of {@code data} in order. Images of a stream are read as they are needed, and the
   * result is that of the same images in memory.
   *
   * @param parameters in the order of {@link Network#tensors}
   * @throws InputException if images or classes are not the network's, there are no images, or a
   *     stream cannot be read
   */
  public Evaluation evaluate(float[] parameters, ImageSet data, Scaling scaling) {
    checkFits(network, data);
    scaling.checkChannels(data.channels());
    if (data.count() > Integer.MAX_VALUE) {
      throw new InputException(
          "%s has %d images, more than can be evaluated at once: split it"
              .formatted(data.name(), data.count()));
    }
    Score score = new Score(parameters);
    switch (data) {
      case Dataset all -> score.add(source(all.pixels(), all.labels(), scaling), all.size());
      case ImageStream stream -> {
        // Whole batches, so that the sum of the losses has the same parts.
        int batches = Math.clamp(READ / ((long) plan.batch() * stream.imageSize()), 1, BATCH);
        int most = (int) Math.min((long) batches * plan.batch(), stream.count());
        byte[] pixels = new byte[Math.multiplyExact(most, stream.imageSize())];
        int[] labels = new int[most];
        Source source = source(pixels, labels, scaling);
        for (long first = 0; first < stream.count(); first += most) {
          int count = (int) Math.min(most, stream.count() - first);
          StreamParts.read(stream, first, count, pixels, labels, () -> false);
          score.add(source, count);
        }
      }
    }
    return new Evaluation(score.loss / data.count(), score.correct, (int) data.count());
  }

  private static Source source(byte[] pixels, int[] labels, Scaling scaling) {
    return new Source(pixels, labels, scaling.table(), scaling.standardize(), null);
  }

  /** What adds up, batch by batch in order. */
  private final class Score {

    private final float[] parameters;
    private int[] order = new int[0];
    private double loss;
    private int correct;

    Score(float[] parameters) {
      this.parameters = parameters;
    }

    void add(Source source, int images) {
      if (order.length < images) {
        order = IntStream.range(0, images).toArray();
      }
      for (int from = 0; from < images; from += plan.batch()) {
        plan.infer(parameters, source, order, from, Math.min(plan.batch(), images - from));
        loss += plan.lossSum();
        correct += plan.correct();
      }
    }
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
  public static void checkFits(Network network, ImageSet data) {
    if (data.count() == 0) {
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
