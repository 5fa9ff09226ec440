package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a learning rate (Smith, 2015; the smoothing and the rule are fastai's): trains a few
 * batches at a rate that grows by the same factor from step to step, until the loss explodes.
 *
 * @param lowest the first rate, more than 0; 1e-7 unless said
 * @param highest the last rate; 10 unless said
 * @param steps how many there are at most, at least 10; 100 unless said
 */
public record LearningRateFinder(double lowest, double highest, int steps) {

  /** How much of the smoothed loss stays from batch to batch. */
  private static final double KEEP = 0.98;

  /** It ends where the smoothed loss is so many times its least. */
  private static final double EXPLODED = 4;

  /** The loss is still falling at a tenth of the rate where it was least. */
  private static final double BACK = 10;

  /**
   * One batch of the search.
   *
   * @param rate of the step after it
   * @param loss its mean loss, before that step
   * @param smoothed the mean of the losses so far, of which each weighs 0.98 times the next
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * What was found.
   *
   * @param points batch by batch
   * @param suggestion a tenth of the rate where the smoothed loss was least
   */
  public record Curve(List<Point> points, double suggestion) {

    /** Copies the points. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public LearningRateFinder {
    if (!(lowest > 0 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
      throw new InputException(
          "the rates must rise from above 0, not from %s to %s".formatted(lowest, highest));
    }
    if (steps < 10) {
      throw new InputException("the search needs at least 10 steps, not " + steps);
    }
  }

  /** From 1e-7 to 10 in 100 steps. */
  public LearningRateFinder() {
    this(1e-7, 10, 100);
  }

  /** Searches from 1e-7 to 10 in 100 steps. */
  public static Curve run(Trainer trainer, ImageSet data) {
    return new LearningRateFinder().find(trainer, data);
  }

  /**
   * Searches. The trainer stays as it is, and hears nothing; its schedule, validation, test data
   * and checkpoints are left aside.
   *
   * @throws InputException if data and settings do not fit together, or it was stopped before there
   *     was a curve
   */
  public Curve find(Trainer trainer, ImageSet data) {
    Search search = new Search();
    long batches = (data.count() + trainer.batch - 1) / trainer.batch;
    long needed = (long) steps * trainer.accumulate;
    Trainer quiet = trainer.copy();
    quiet.rates = Optional.of(search::rate);
    quiet.epochs = (int) Math.min(Integer.MAX_VALUE, needed / batches + 1);
    quiet.listener = search;
    quiet.stop = () -> search.over || trainer.stop.getAsBoolean();
    quiet.test = Optional.empty();
    quiet.validation = Optional.empty();
    quiet.validationPart = 0;
    quiet.patience = 0;
    quiet.checkpoints = Optional.empty();
    quiet.resume = Optional.empty();
    try {
      switch (data) {
        case Dataset all -> quiet.fit(all);
        case ImageStream stream -> quiet.fit(stream);
      }
    } catch (TrainingException _) {
      // The loss is no number any more: the curve ends before.
      search.over = true;
    }
    return search.curve();
  }

  /** Listens to a training, and says its rates. */
  private final class Search implements TrainingListener {

    private final List<Point> points = new ArrayList<>();
    private double rate = lowest;
    private double mean;
    private double least = Double.POSITIVE_INFINITY;
    private double leastRate = lowest;
    private boolean over;

    double rate(long step) {
      rate = lowest * Math.pow(highest / lowest, (double) step / (steps - 1));
      over = step >= steps - 1;
      return rate;
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      mean = KEEP * mean + (1 - KEEP) * loss;
      double smoothed = mean / (1 - Math.pow(KEEP, points.size() + 1));
      points.add(new Point(rate, loss, smoothed));
      if (smoothed < least) {
        least = smoothed;
        leastRate = rate;
      }
      over |= smoothed > EXPLODED * least;
    }

    Curve curve() {
      if (points.isEmpty()) {
        throw new InputException(
            "the search for a learning rate was stopped before its first step");
      }
      return new Curve(points, leastRate / BACK);
    }
  }
}
