package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import dev.fovea.engine.LargestValue;
import dev.fovea.engine.LeastBatch;
import dev.fovea.engine.Mix;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** One training from its first parameters, or a checkpoint, to its last epoch. */
final class TrainingLoop implements AutoCloseable {

  private final Trainer settings;
  private final ImageSet images;
  private final Optional<ImageSet> validation;
  private final int batches;
  private final Rng random = new Rng(0, 0);
  private final Optional<AugmentedImages> augmented;
  private final Optional<Mixup> mixup;
  private final Optional<Checkpoints> checkpoints;
  private final Workers workers;
  private final Learner learner;
  private final LearningRates rates;
  private final Windows windows;
  private final ImageOrder order;
  private final Optional<Evaluator> evaluator;
  private final Reached at;
  private long start;

  TrainingLoop(Trainer settings, ImageSet images, Optional<ImageSet> validation) {
    this.settings = settings;
    this.images = images;
    this.validation = validation;
    this.batches = Math.toIntExact((images.count() + settings.batch - 1) / settings.batch);
    this.augmented =
        settings.augmentations.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AugmentedImages(
                    Fit.augmentations(settings, images), settings.seed, settings.threads));
    this.mixup = settings.mixup.map(beta -> new Mixup(beta, settings.batch));
    boolean noted = settings.checkpoints.isPresent() || settings.resume.isPresent();
    SequencedMap<String, String> texts =
        noted ? CheckpointSettings.of(settings, images, validation) : new LinkedHashMap<>();
    Optional<Path> resumed = settings.resume.map(Checkpoints::file);
    this.checkpoints =
        settings.checkpoints.map(
            folder -> new Checkpoints(folder, settings.network, texts, settings.run, resumed));
    List<Runnable> ends = new ArrayList<>();
    this.workers = new Workers(settings.threads);
    ends.add(workers::close);
    try {
      LeastBatch.checkLast(settings.network, images.count(), settings.batch);
      this.learner = new Learner(settings, workers);
      this.at =
          resumed.isPresent()
              ? Reached.read(resumed.get(), settings, texts, images, batches, learner)
              : new Reached(settings, images, learner);
      this.rates = rates();
      this.windows = windows();
      ends.add(windows::close);
      this.order =
          new ImageOrder(settings.sampling, windows.most(), images.classes().size(), images.name());
      this.evaluator =
          validation
              .or(() -> settings.test)
              .map(_ -> new Evaluator(settings.network, settings.threads));
      ends.clear();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } finally {
      ends.reversed().forEach(Runnable::run); // whatever went wrong, memory included
    }
  }

  /** As after the epochs that are whole. */
  private LearningRates rates() {
    int steps = (batches + settings.accumulate - 1) / settings.accumulate;
    LearningRates rates =
        new LearningRates(
            settings.optimizer.learningRate(), settings.schedule, steps, settings.epochs);
    at.history().forEach(result -> rates.endEpoch(watched(result)));
    return rates;
  }

  /** The loss that a schedule may follow. */
  private static double watched(EpochResult result) {
    return result.validation().map(Evaluation::loss).orElse(result.trainLoss());
  }

  private Windows windows() {
    return switch (images) {
      case Dataset data -> new WholeWindow(source(data.pixels(), data.labels()), data.size());
      case ImageStream stream -> {
        int most = WindowSize.check(Fit.windowOf(settings, stream), stream);
        try {
          int epochs = Math.max(0, settings.epochs - at.epoch + 1);
          yield new WindowReader(stream, most, epochs, window(most), this::source);
        } catch (OutOfMemoryError e) {
          throw WindowSize.tooLarge(most, stream, e);
        }
      }
    };
  }

  /** In which window of the epoch the next batch is. */
  private int window(int most) {
    return (int) ((long) at.batch * settings.batch / most);
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
    if (settings.resume.isPresent()) {
      if (!at.history().isEmpty()) {
        saveBest(); // the file may be of an epoch after the checkpoint, or not there
      }
      settings.listener.resumed(at.history());
    }
    while (at.goesOn()) {
      start = System.nanoTime();
      if (!batches()) {
        at.save(checkpoints, spent());
        return at.result(true);
      }
      finish(measure());
    }
    return at.result(false);
  }

  /** The rest of an epoch; false if it was stopped. */
  private boolean batches() {
    for (int w = window(windows.most()); at.batch < batches; w++) {
      Optional<Windows.Window> next = windows.next(settings.stop);
      if (next.isEmpty()) {
        return false;
      }
      Windows.Window window = next.get();
      draw(w, window);
      int from = (int) ((long) at.batch * settings.batch - (long) w * windows.most());
      while (from < window.images) {
        if (settings.stop.getAsBoolean()) {
          return false;
        }
        int count = Math.min(settings.batch, window.images - from);
        train(window, from, count);
        from += count;
      }
    }
    return true;
  }

  private void train(Windows.Window window, int from, int count) {
    if (settings.sampling instanceof Sampling.ByClass) {
      augmented.ifPresent(some -> some.again(at.batch));
    }
    long draw = draw(at.epoch, at.batch);
    Mix mix = mixup.isEmpty() ? null : mixup.get().draw(draw, count);
    learner.look(window.source, order.order(), from, count, draw, mix);
    Plan plan = learner.plan();
    double loss = plan.lossSum() / plan.weightSum();
    at.firstLoss = at.firstLoss == 0 ? loss : at.firstLoss;
    boolean first = at.batch % settings.accumulate == 0;
    at.batch++;
    boolean last = at.batch % settings.accumulate == 0 || at.batch == batches;
    if (Divergence.is(loss, at.firstLoss, images.classes().size())) {
      throw failure(Divergence.sentence(loss, at.firstLoss, where(), plan.largestValues()));
    }
    learner.accumulate(plan.weightSum(), first, last);
    if (last) {
      at.rate = rate();
      learner.step(at.rate);
    }
    at.lossSum += plan.lossSum();
    at.weightSum += plan.weightSum();
    at.correct += plan.correct();
    settings.listener.batch(at.epoch, at.batch, batches, loss);
    if (at.batch < batches && tells()) {
      check(); // the rest of the epoch is too little to tell
    }
    int every = settings.everyBatches;
    if (every > 0 && at.batch % every == 0 && at.batch < batches) {
      at.save(checkpoints, spent());
    }
  }

  /** The learning rate of the next step. */
  private double rate() {
    return settings.rates.isPresent()
        ? settings.rates.get().applyAsDouble(learner.steps())
        : rates.rate(learner.steps());
  }

  private String where() {
    return "epoch %d, batch %d, at learning rate %s"
        .formatted(at.epoch, at.batch, at.rate > 0 ? at.rate : rate());
  }

  private TrainingException failure(String sentence) {
    return new TrainingException(sentence, at.result(false));
  }

  /** Seconds of the epoch so far; never 0, as it is divided by. */
  private double spent() {
    return at.seconds + Math.max(1, System.nanoTime() - start) * 1e-9;
  }

  private EpochResult measure() {
    double trained = spent();
    check();
    Optional<Evaluation> validated = validation.map(this::measure);
    Optional<Evaluation> tested = settings.test.map(this::measure);
    return new EpochResult(
        at.epoch,
        at.lossSum / at.weightSum,
        (double) at.correct / images.count(),
        validated,
        tested,
        at.rate,
        images.count() / trained,
        spent());
  }

  /** Whether this batch is the epoch's last one that tells a dead network. */
  private boolean tells() {
    return DeadNetwork.tells(images(at.batch)) && !DeadNetwork.tells(images(at.batch + 1));
  }

  /** Images in a batch, which counts from 1; none after the last one. */
  private int images(int batch) {
    return Math.clamp(images.count() - (batch - 1L) * settings.batch, 0, settings.batch);
  }

  /** Ends a training that the last batch shows to have failed though its loss did not. */
  private void check() {
    Optional<String> fault = Divergence.sentence(settings.network, learner.parameters(), where());
    // Where all is predicted right, silence may be what was to be learnt.
    if (fault.isEmpty() && tells() && learner.plan().correct() < images(at.batch)) {
      List<LargestValue> values = learner.plan().largestValues();
      fault = DeadNetwork.sentence(settings.network, settings.frozen, values, where());
    }
    if (fault.isPresent()) {
      throw failure(fault.get());
    }
  }

  private Evaluation measure(ImageSet data) {
    Evaluation evaluation =
        evaluator.orElseThrow().evaluate(learner.measured(), data, settings.scaling);
    if (!Double.isFinite(evaluation.loss())) {
      throw failure(
          "the loss on %s is no longer a number after %s; try a smaller rate"
              .formatted(data.name(), where()));
    }
    return evaluation;
  }

  /** On the disk before anybody hears of it. */
  private void finish(EpochResult result) {
    boolean better = at.finish(result);
    rates.endEpoch(watched(result));
    start = System.nanoTime();
    if (better) {
      saveBest();
    }
    at.save(checkpoints, 0);
    settings.listener.epoch(result, at.whole());
  }

  private void saveBest() {
    if (validation.isPresent()) {
      checkpoints.ifPresent(some -> some.best(at.best()));
    }
  }

  /**
   * Draws an order that depends on seed, epoch and window alone, so that any of them can be
   * repeated. The first window's is that of a data set in memory; the streams of the others lie
   * between those of {@link #draw(int, int)}, which has less than 2^31 batches in an epoch.
   */
  private void draw(int window, Windows.Window some) {
    random.restart(
        settings.seed, window == 0 ? at.epoch : ((long) at.epoch << 32) + (1L << 31) + window);
    order.draw(random, some.source.labels(), some.images);
    augmented.ifPresent(images -> images.start(at.epoch, some.first));
  }

  /**
   * What dropout draws from: it depends on seed, epoch and batch alone, too. These streams are
   * larger than those of the orders and the first parameters.
   */
  private long draw(int epoch, int batch) {
    return new Rng(settings.seed, ((long) epoch << 32) + batch).nextLong();
  }

  @Override
  public void close() {
    windows.close();
    evaluator.ifPresent(Evaluator::close);
    workers.close();
  }
}
