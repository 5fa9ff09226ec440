package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import dev.fovea.engine.LeastBatch;
import dev.fovea.engine.Mix;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Evaluator;
import dev.fovea.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One training from its first parameters to its last epoch. */
final class TrainingLoop implements AutoCloseable {

  private final Trainer settings;
  private final ImageSet images;
  private final Windows windows;
  private final int[] order;
  private final Rng random = new Rng(0, 0);
  private final Optional<AugmentedImages> augmented;
  private final Optional<Mixup> mixup;
  private final float[] parameters;
  private final float[] gradient;
  private final Updater updater;
  private final Trained trained;
  private final LearningRates rates;
  private final Workers workers;
  private final Plan plan;
  private final Optional<Evaluator> evaluator;
  private final Optional<GradientClipping> clipping;
  private final Workers.Task update = this::updateShare;

  TrainingLoop(Trainer settings, ImageSet images) {
    this.settings = settings;
    this.images = images;
    this.augmented =
        settings.augmentations.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AugmentedImages(settings.ready(images), settings.seed, settings.threads));
    this.mixup = settings.mixup.map(beta -> new Mixup(beta, settings.batch));
    this.windows = windows();
    this.order = new int[windows.most()];
    this.parameters = settings.initializers.numbers(settings.network, settings.seed);
    this.gradient = new float[parameters.length];
    this.updater = settings.optimizer.start(settings.network);
    this.trained = Trained.of(settings.network);
    this.rates =
        new LearningRates(
            settings.optimizer.learningRate(), settings.schedule, batches(), settings.epochs);
    this.workers = new Workers(settings.threads);
    boolean done = false;
    try {
      LeastBatch.checkLast(settings.network, images.count(), settings.batch);
      this.plan =
          Plan.forTraining(
              settings.network, settings.loss(), settings.batch, workers, settings.backend);
      this.clipping =
          settings.clipNorm.map(most -> new GradientClipping(most, trained, gradient, workers));
      this.evaluator = settings.test.map(_ -> new Evaluator(settings.network, settings.threads));
      done = true;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } finally {
      if (!done) {
        workers.close(); // whatever went wrong, memory included
      }
    }
  }

  private Windows windows() {
    return switch (images) {
      case Dataset data -> new WholeWindow(source(data.pixels(), data.labels()), data.size());
      case ImageStream stream -> {
        int most = WindowSize.check(settings.windowOf(stream), stream);
        try {
          yield new WindowReader(stream, most, settings.epochs, this::source);
        } catch (OutOfMemoryError e) {
          throw WindowSize.tooLarge(most, stream, e);
        }
      }
    };
  }

  private Source source(byte[] pixels, int[] labels) {
    return new Source(
        pixels,
        labels,
        settings.scaling.table(),
        settings.scaling.standardize(),
        augmented.orElse(null));
  }

  TrainingResult run() {
    List<EpochResult> history = new ArrayList<>();
    Model model = snapshot();
    for (int epoch = 1; epoch <= settings.epochs; epoch++) {
      Optional<EpochResult> result = epoch(epoch);
      if (result.isEmpty()) {
        return new TrainingResult(model, history, true);
      }
      model = snapshot();
      history.add(result.get());
      settings.listener.epoch(result.get(), model);
    }
    return new TrainingResult(model, history, false);
  }

  /** One epoch, or nothing if it was stopped. */
  private Optional<EpochResult> epoch(int epoch) {
    long start = System.nanoTime();
    int batches = batches();
    double lossSum = 0;
    double weightSum = 0;
    long correct = 0;
    int batch = 0;
    for (int w = 0; batch < batches; w++) {
      Optional<Windows.Window> next = windows.next(settings.stop);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Windows.Window window = next.get();
      shuffle(epoch, w, window);
      int count;
      for (int from = 0; from < window.images; from += count) {
        if (settings.stop.getAsBoolean()) {
          return Optional.empty();
        }
        count = Math.min(settings.batch, window.images - from);
        long draw = draw(epoch, batch);
        Mix mix = mixup.isEmpty() ? null : mixup.get().draw(draw, count);
        plan.train(parameters, gradient, window.source, order, from, count, draw, mix);
        batch++;
        double loss = plan.lossSum();
        checkFinite(loss, epoch, batch);
        step();
        lossSum += loss;
        weightSum += plan.weightSum();
        correct += plan.correct();
        settings.listener.batch(epoch, batch, batches, loss / plan.weightSum());
      }
    }
    double trained = (System.nanoTime() - start) * 1e-9;
    Optional<Evaluation> test =
        settings.test.map(
            set -> evaluator.orElseThrow().evaluate(parameters, set, settings.scaling));
    checkParameters(epoch, batches);
    rates.endEpoch(lossSum / images.count());
    double seconds = (System.nanoTime() - start) * 1e-9;
    return Optional.of(
        new EpochResult(
            epoch,
            lossSum / weightSum,
            (double) correct / images.count(),
            test,
            images.count() / trained,
            seconds));
  }

  private int batches() {
    return Math.toIntExact((images.count() + settings.batch - 1) / settings.batch);
  }

  /** Follows the gradient. */
  private void step() {
    updater.nextStep(rates.rate(updater.steps()));
    if (clipping.isPresent()) {
      clipping.get().clip();
    }
    updater.prepare(parameters, gradient);
    workers.run(update);
  }

  /**
   * Draws an order that depends on seed, epoch and window alone, so that any of them can be
   * repeated. The first window's is that of a data set in memory; the streams of the others lie
   * between those of {@link #draw}, which has less than 2^31 batches in an epoch.
   */
  private void shuffle(int epoch, int window, Windows.Window images) {
    random.restart(settings.seed, window == 0 ? epoch : ((long) epoch << 32) + (1L << 31) + window);
    random.permutation(order, images.images);
    augmented.ifPresent(some -> some.start(epoch, images.first));
  }

  /**
   * What dropout and mixup draw from: it depends on seed, epoch and batch alone, too. These streams
   * are larger than those of the orders and the first parameters.
   */
  private long draw(int epoch, int batch) {
    return new Rng(settings.seed, ((long) epoch << 32) + batch).nextLong();
  }

  private void checkFinite(double loss, int epoch, int batch) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss is no longer a number in epoch %d, batch %d, at learning rate %s; try a smaller"
                  .formatted(epoch, batch, rates.rate(Math.max(updater.steps() - 1, 0)))
              + " one");
    }
  }

  /** The last step of an epoch has no loss after it that would tell. */
  private void checkParameters(int epoch, int batch) {
    double sum = 0;
    for (float parameter : parameters) {
      sum += Math.abs(parameter);
    }
    checkFinite(sum, epoch, batch);
  }

  private void updateShare(int thread) {
    trained.update(updater, parameters, gradient, thread, workers.size());
  }

  private Model snapshot() {
    return new Model(
        settings.network, parameters, images.classes(), settings.scaling, images.preparation());
  }

  @Override
  public void close() {
    windows.close();
    evaluator.ifPresent(Evaluator::close);
    workers.close();
  }
}
