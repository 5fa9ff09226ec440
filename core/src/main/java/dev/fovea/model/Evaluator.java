package dev.fovea.model;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Outputs;
import dev.fovea.net.Shape;

/** Measures parameters on data sets, again and again with the same plan. */
public final class Evaluator implements AutoCloseable {

  private final Network network;
  private final int logits;
  private final Workers workers;
  private final Plan plan;

  /**
   * For one network; one caller at a time.
   *
   * @param threads how many threads share the work; results do not depend on it
   * @throws InputException if there can be no such number of threads, the network cannot run, or
   *     there is too little memory
   */
  public Evaluator(Network network, int threads) {
    this.network = network;
    this.logits = Outputs.of(network) == Outputs.LOGITS ? network.output().size() : 0;
    this.workers = new Workers(checkThreads(threads));
    try {
      this.plan = Plan.forInference(network, Batches.size(network), workers, Backend.current());
    } catch (IllegalArgumentException e) {
      workers.close();
      throw new InputException(e.getMessage(), e);
    } catch (Throwable e) {
      workers.close();
      throw e;
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    workers.close();
  }

  /**
   * Predicts all of {@code data} in order. Images of a stream are read as they are needed, and the
   * result is that of the same images in memory. The loss is NaN if a logit is not finite.
   *
   * @param parameters in the order of {@link Network#tensors}
   * @throws InputException if images or classes are not the network's, there are no images, or a
   *     stream cannot be read
   */
  public Evaluation evaluate(float[] parameters, ImageSet data, Scaling scaling) {
    checkFits(network, data);
    scaling.checkChannels(data.channels());
    Score score = new Score();
    Batches.infer(plan, parameters, data, scaling, true, (_, _, count) -> score.add(count));
    return new Evaluation(score.loss / data.count(), score.correct, (int) data.count());
  }

  /** What adds up, batch by batch in order. */
  private final class Score {

    private double loss;
    private int correct;

    void add(int count) {
      loss += allSay(count) ? plan.lossSum() : Double.NaN;
      correct += plan.correct();
    }

    /** A logit that grew too large says nothing, though a loss may make a number of it. */
    private boolean allSay(int count) {
      boolean finite = true;
      for (int n = 0; n < count; n++) {
        for (int c = 0; c < logits; c++) {
          finite &= Float.isFinite(plan.logit(n, c));
        }
      }
      return finite;
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
