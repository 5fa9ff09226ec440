package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
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
  private final Dataset data;
  private final Source source;
  private final Optional<AugmentedImages> augmented;
  private final float[] parameters;
  private final float[] gradient;
  private final Updater updater;
  private final Workers workers;
  private final Plan plan;
  private final Optional<Evaluator> evaluator;
  private final Workers.Task update = this::updateShare;

  TrainingLoop(Trainer settings, Dataset data) {
    this.settings = settings;
    this.data = data;
    this.augmented =
        settings.augmentations.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AugmentedImages(settings.ready(data), settings.seed, settings.threads));
    this.source =
        new Source(
            data.pixels(),
            data.labels(),
            settings.scaling.table(),
            settings.scaling.standardize(),
            augmented.orElse(null));
    this.parameters = Initializer.uniformByFanIn(settings.network, settings.seed);
    this.gradient = new float[parameters.length];
    this.updater = settings.optimizer.start(parameters.length);
    this.workers = new Workers(settings.threads);
    boolean done = false;
    try {
      this.plan = Plan.forTraining(settings.network, settings.batch, workers, settings.backend);
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
    // An order that depends on seed and epoch alone, so that any epoch can be repeated.
    int[] order = new Rng(settings.seed, epoch).permutation(data.size());
    augmented.ifPresent(images -> images.start(epoch));
    int batches = (order.length + settings.batch - 1) / settings.batch;
    double lossSum = 0;
    int correct = 0;
    for (int b = 0; b < batches; b++) {
      if (settings.stop.getAsBoolean()) {
        return Optional.empty();
      }
      int from = b * settings.batch;
      int count = Math.min(settings.batch, order.length - from);
      plan.train(parameters, gradient, source, order, from, count, draw(epoch, b));
      double loss = plan.lossSum();
      checkFinite(loss, epoch, b + 1);
      updater.nextStep();
      workers.run(update);
      lossSum += loss;
      correct += plan.correct();
      settings.listener.batch(epoch, b + 1, batches, loss / count);
    }
    double trained = (System.nanoTime() - start) * 1e-9;
    Optional<Evaluation> test =
        settings.test.map(
            set -> evaluator.orElseThrow().evaluate(parameters, set, settings.scaling));
    checkParameters(epoch, batches);
    double seconds = (System.nanoTime() - start) * 1e-9;
    return Optional.of(
        new EpochResult(
            epoch,
            lossSum / order.length,
            (double) correct / order.length,
            test,
            order.length / trained,
            seconds));
  }

  /**
   * What dropout draws from: it depends on seed, epoch and batch alone, too. These streams are
   * larger than those of the orders and the first parameters.
   */
  private long draw(int epoch, int batch) {
    return new Rng(settings.seed, ((long) epoch << 32) + batch).nextLong();
  }

  private void checkFinite(double loss, int epoch, int batch) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss is no longer a number in epoch %d, batch %d, at learning rate %s; try a smaller"
                  .formatted(epoch, batch, settings.optimizer.learningRate())
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
    int from = cut(thread);
    updater.update(parameters, gradient, from, cut(thread + 1));
  }

  private int cut(int thread) {
    return (int) ((long) parameters.length * thread / workers.size());
  }

  private Model snapshot() {
    return new Model(
        settings.network, parameters, data.classes(), settings.scaling, data.preparation());
  }

  @Override
  public void close() {
    evaluator.ifPresent(Evaluator::close);
    workers.close();
  }
}
