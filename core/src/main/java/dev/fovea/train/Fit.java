package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Split;
import dev.fovea.data.StreamPart;
import dev.fovea.data.StreamParts;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.model.Evaluator;
import dev.fovea.model.NetworkMemory;
import java.util.Optional;

/** From settings and data to a training: whether they fit together, and what is measured on. */
final class Fit {

  private Fit() {}

  /** Trains on a data set in memory; see {@link Trainer#fit(Dataset)}. */
  static TrainingResult run(Trainer settings, Dataset data) {
    check(settings, data);
    if (settings.validationPart == 0) {
      return run(settings, data, settings.validation);
    }
    Split split = Split.stratified(data, settings.validationPart, settings.seed);
    return run(settings, split.training(), Optional.of(split.test()));
  }

  /** Trains on images on disk; see {@link Trainer#fit(ImageStream)}. */
  static TrainingResult run(Trainer settings, ImageStream stream) {
    check(settings, stream);
    if (windowOf(settings, stream) == stream.count()) {
      return run(settings, StreamParts.load(stream));
    }
    if (settings.validationPart == 0) {
      return run(settings, stream, settings.validation);
    }
    long measured = Math.max(1, Math.round(stream.count() * settings.validationPart));
    long rest = stream.count() - measured;
    return run(
        settings,
        new StreamPart(stream, 0, rest),
        Optional.of(new StreamPart(stream, rest, measured)));
  }

  private static TrainingResult run(
      Trainer settings, ImageSet training, Optional<ImageSet> validation) {
    checkBatch(settings, training);
    try (TrainingLoop loop = new TrainingLoop(settings, training, validation)) {
      return loop.run();
    }
  }

  /** See {@link Trainer#check}. */
  static void check(Trainer settings, ImageSet data) {
    NetworkMemory.requireRoom(settings.network);
    Evaluator.checkFits(settings.network, data);
    settings.test.ifPresent(set -> Evaluator.checkFits(settings.network, set));
    settings.validation.ifPresent(set -> Evaluator.checkFits(settings.network, set));
    settings.scaling.checkChannels(data.channels());
    settings.sampling.check(data.classes().size());
    checkLoss(settings);
    settings.initializers.check(settings.network);
    Frozen.check(settings.network, settings.frozen);
    settings.transfer();
    if (settings.patience > 0 && settings.validation.isEmpty() && settings.validationPart == 0) {
      throw new InputException(
          "patience needs validation data: take a part of the training data for it");
    }
    augmentations(settings, data);
    checkBatch(settings, data);
  }

  private static void checkLoss(Trainer settings) {
    try {
      settings.loss().check(settings.network);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void checkBatch(Trainer settings, ImageSet data) {
    if (settings.batch > data.count()) {
      throw new InputException(
          "a batch of %d is larger than %s, which has %d images: choose a smaller one"
              .formatted(settings.batch, data.name(), data.count()));
    }
    if (data.count() / settings.batch >= Integer.MAX_VALUE) {
      throw new InputException(
          "%s has %d images, too many steps of %d in an epoch: choose a larger batch"
              .formatted(data.name(), data.count(), settings.batch));
    }
  }

  /** The images of a window of {@code stream}; as many as there are if one takes them all. */
  static long windowOf(Trainer settings, ImageStream stream) {
    return WindowSize.of(settings.window, settings.batch, stream.imageSize(), stream.count());
  }

  /** The augmentations for the images of {@code data}. */
  static Augmentations augmentations(Trainer settings, ImageSet data) {
    return Augmentations.of(
        settings.augmentations, settings.outside, data.channels(), data.height(), data.width());
  }

  /** The numbers that a training begins with. */
  static float[] initial(Trainer settings) {
    float[] numbers = settings.initializers.numbers(settings.network, settings.seed);
    settings
        .transfer()
        .ifPresent(some -> some.copy(settings.model.orElseThrow(), settings.network, numbers));
    return numbers;
  }
}
