package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.model.Names;
import dev.fovea.model.NetworkJson;
import dev.fovea.train.schedule.Constant;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * What a training's result depends on, as texts by name, so that a training is only gone on with as
 * it began. Threads and kernels are not among them, nor what only listens or measures.
 *
 * <p>Nor is the number of epochs, as long as the learning rate does not depend on it: a training
 * that has ended may go on for more.
 */
final class CheckpointSettings {

  private CheckpointSettings() {}

  /**
   * The texts.
   *
   * @param training what is trained on, without what was taken from it for validation
   * @param validation what is measured to choose the best epoch
   */
  static SequencedMap<String, String> of(
      Trainer settings, ImageSet training, Optional<ImageSet> validation) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put("network", NetworkJson.write(settings.network).compact());
    texts.put("optimizer", settings.optimizer.toString());
    texts.put("schedule", schedule(settings));
    texts.put("loss", settings.loss().toString());
    texts.put("mixup", settings.mixup.toString());
    texts.put("longest gradient", settings.clipNorm.toString());
    texts.put("batch", String.valueOf(settings.batch));
    texts.put("accumulate", String.valueOf(settings.accumulate));
    texts.put("seed", String.valueOf(settings.seed));
    texts.put("scaling", settings.scaling.toString());
    texts.put("augmentations", settings.augmentations + " " + settings.outside);
    texts.put("sampling", settings.sampling.toString());
    texts.put("average", settings.average.toString());
    texts.put("frozen", new TreeSet<>(settings.frozen).toString());
    texts.put(
        "patience", settings.metric + " " + settings.patience + " " + settings.leastImprovement);
    texts.put("training data", text(training, settings));
    texts.put("validation data", validation.map(set -> text(set, settings)).orElse("none"));
    return texts;
  }

  /** All but a constant rate depends on how many steps there will be. */
  private static String schedule(Trainer settings) {
    String epochs =
        settings.schedule instanceof Constant ? "" : ", %d epochs".formatted(settings.epochs);
    return settings.schedule + epochs;
  }

  private static String text(ImageSet images, Trainer settings) {
    String rest =
        switch (images) {
          case Dataset data -> "checksum " + checksum(data);
          case ImageStream stream -> "windows of " + Fit.windowOf(settings, stream);
        };
    return "%d images of %d x %d x %d, classes %s, %s"
        .formatted(
            images.count(),
            images.channels(),
            images.height(),
            images.width(),
            Integer.toHexString(images.classes().hashCode()),
            rest);
  }

  private static String checksum(Dataset data) {
    CRC32C sum = new CRC32C();
    sum.update(data.pixels());
    ByteBuffer labels = ByteBuffer.allocate(Math.multiplyExact(data.size(), Integer.BYTES));
    labels.asIntBuffer().put(data.labels());
    sum.update(labels);
    return Long.toHexString(sum.getValue());
  }

  /**
   * Checks that a checkpoint was made with the same settings.
   *
   * @param made those of the checkpoint
   * @param now those of this training
   * @throws InputException if not, with the first one that differs
   */
  static void check(Path file, Map<String, String> made, Map<String, String> now) {
    now.forEach(
        (name, text) -> {
          String was = made.get(name);
          if (!text.equals(was)) {
            throw new InputException(
                "%s was made with another setting of %s (%s, and now %s): resume with the same, or begin anew"
                    .formatted(
                        file, name, was == null ? "none" : Names.quote(was), Names.quote(text)));
          }
        });
  }
}
