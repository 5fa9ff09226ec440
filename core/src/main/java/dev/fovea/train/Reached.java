package dev.fovea.train;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a training has reached: how far it is, its whole epochs and their last and best models. It
 * is what a checkpoint saves beside the numbers of the {@link Learner}.
 */
final class Reached {

  private final Trainer settings;
  private final ImageSet images;
  private final Learner learner;
  private final BestEpoch best;
  private final List<EpochResult> history = new ArrayList<>();
  private Model whole;
  private Model bestModel;

  /** As {@link Progress} has them. */
  int epoch;

  int batch;
  double lossSum;
  double weightSum;
  long correct;
  double firstLoss;
  double rate;
  double seconds;

  /** A training that begins. */
  Reached(Trainer settings, ImageSet images, Learner learner) {
    this(settings, images, learner, Progress.NONE);
    this.whole = model(learner.measured());
    this.bestModel = whole;
  }

  private Reached(Trainer settings, ImageSet images, Learner learner, Progress progress) {
    this.settings = settings;
    this.images = images;
    this.learner = learner;
    this.best = new BestEpoch(settings.metric, settings.patience, settings.leastImprovement);
    this.epoch = progress.epoch();
    this.batch = progress.batch();
    this.lossSum = progress.lossSum();
    this.weightSum = progress.weightSum();
    this.correct = progress.correct();
    this.firstLoss = progress.firstLoss();
    this.rate = progress.learningRate();
    this.seconds = progress.seconds();
    this.history.addAll(progress.history());
    this.history.forEach(best::add);
  }

  /**
   * A training that goes on; fills the learner's numbers.
   *
   * @param texts its settings, see {@link CheckpointSettings}
   * @param batches how many an epoch has
   * @throws InputException if the file is no checkpoint of this training
   */
  static Reached read(
      Path file,
      Trainer settings,
      Map<String, String> texts,
      ImageSet images,
      int batches,
      Learner learner) {
    try (CheckpointFile in = CheckpointFile.open(file, settings.network)) {
      CheckpointSettings.check(file, in.settings(), texts);
      Progress progress = in.progress();
      int begun = progress.epoch() - (progress.batch() > 0 ? 0 : 1);
      if (begun > settings.epochs) {
        throw new InputException(
            "%s has begun %d epochs, more than %d: ask for as many, or begin anew"
                .formatted(file, begun, settings.epochs));
      }
      if (progress.batch() >= batches) {
        throw in.broken("an epoch has %d batches".formatted(batches), null);
      }
      Reached reached = new Reached(settings, images, learner, progress);
      learner
          .arrays(reached.amid())
          .forEach(
              (name, numbers) -> {
                if (Learner.isModel(name)) {
                  in.readModel(name, numbers);
                } else {
                  in.read(name, numbers);
                }
              });
      learner.restore(progress.steps(), progress.stepWeight());
      reached.whole =
          progress.batch() > 0
              ? reached.model(in, Checkpoints.WHOLE_MODEL)
              : reached.model(learner.measured());
      reached.bestModel =
          reached.lastIsBest() ? reached.whole : reached.model(in, Checkpoints.BEST_MODEL);
      in.requireAllRead();
      return reached;
    }
  }

  private Model model(CheckpointFile in, String array) {
    float[] numbers = new float[learner.parameters().length];
    in.readModel(array, numbers);
    return model(numbers);
  }

  private Model model(float[] numbers) {
    return new Model(
        settings.network, numbers, images.classes(), settings.scaling, images.preparation());
  }

  /** Whether a step has begun that is not made yet. */
  private boolean amid() {
    return batch % settings.accumulate != 0;
  }

  private boolean lastIsBest() {
    return best.epoch() == history.size();
  }

  /** The epochs that are whole. */
  List<EpochResult> history() {
    return List.copyOf(history);
  }

  /** The model after the last whole epoch. */
  Model whole() {
    return whole;
  }

  /** The model after the best epoch. */
  Model best() {
    return bestModel;
  }

  /** Whether there are epochs to come. */
  boolean goesOn() {
    return epoch <= settings.epochs && !best.over();
  }

  /** What a training that ends here leaves. */
  TrainingResult result(boolean stopped) {
    boolean early = !stopped && epoch <= settings.epochs && best.over();
    return new TrainingResult(whole, bestModel, best.epoch(), history, stopped, early);
  }

  /** Takes a whole epoch, and begins the next one; true if it is the best. */
  boolean finish(EpochResult result) {
    whole = model(learner.measured());
    history.add(result);
    boolean better = best.add(result);
    if (better) {
      bestModel = whole;
    }
    epoch++;
    batch = 0;
    lossSum = 0;
    weightSum = 0;
    correct = 0;
    seconds = 0;
    return better;
  }

  /**
   * Writes a checkpoint, if there shall be some.
   *
   * @param spent the seconds of the epoch so far
   */
  void save(Optional<Checkpoints> checkpoints, double spent) {
    if (checkpoints.isEmpty()) {
      return;
    }
    Progress progress =
        new Progress(
            epoch,
            batch,
            learner.steps(),
            learner.stepWeight(),
            lossSum,
            weightSum,
            correct,
            firstLoss,
            rate,
            spent,
            history);
    SequencedMap<String, float[]> arrays = learner.arrays(amid());
    if (batch > 0) {
      arrays.put(Checkpoints.WHOLE_MODEL, whole.parameters());
    }
    if (!lastIsBest()) {
      arrays.put(Checkpoints.BEST_MODEL, bestModel.parameters());
    }
    checkpoints.get().last(progress, arrays);
  }
}
