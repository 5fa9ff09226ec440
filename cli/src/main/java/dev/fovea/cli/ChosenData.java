package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Preparation;
import dev.fovea.data.Split;
import dev.fovea.net.Shape;
import dev.fovea.recipe.DataChoice;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import dev.fovea.sources.SourceOptions;
import dev.fovea.sources.Sources;
import dev.fovea.sources.array.NpyStream;
import dev.fovea.sources.named.QuickDrawOptions;
import dev.fovea.sources.named.Shelf;
import dev.fovea.sources.picture.Reduction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the images of a choice.
 *
 * @param choice which, and how they are read
 * @param shelf where named data sets lie and come from
 * @param out is told what they are, and what their reader has to say
 */
record ChosenData(DataChoice choice, Shelf shelf, PrintWriter out) {

  private static final String MNIST = "mnist";
  private static final String DRAWINGS = "quickdraw";

  /**
   * A choice with nothing left to a default that may change: the classes of Quick, Draw!, spelt as
   * its list does.
   *
   * @throws InputException if classes are chosen of other data, or there is no such class
   */
  static DataChoice complete(DataChoice choice) {
    if (choice.source().equals(DRAWINGS)) {
      QuickDrawOptions drawings = drawings(choice);
      return choice.withDrawings(drawings.classes(), drawings.perClass());
    }
    if (!choice.classes().isEmpty() || choice.perClass().isPresent()) {
      throw new InputException(
          "classes and the drawings of each are chosen of %s alone: leave --classes and --per-class out for %s"
              .formatted(DRAWINGS, choice.source()));
    }
    return choice;
  }

  private static QuickDrawOptions drawings(DataChoice choice) {
    QuickDrawOptions usual = QuickDrawOptions.DEFAULT;
    return new QuickDrawOptions(
        choice.classes().isEmpty() ? usual.classes() : choice.classes(),
        choice.perClass().orElse(usual.perClass()),
        choice.testShare(),
        choice.splitSeed());
  }

  /** Training and test images; what is too large for the memory stays on disk. */
  TrainingSets sets() {
    String source = choice.source();
    boolean asItIs = choice.size().isEmpty() && choice.channels().isEmpty() && !choice.pool();
    if (asItIs && !Sources.isNamed(source) && NpyStream.shouldOpen(Path.of(source))) {
      return TrainingSets.stream(Path.of(source), choice.strict(), choice.testShare(), out);
    }
    return TrainingSets.of(split());
  }

  /** All images, for training and for test. */
  Split split() {
    if (isPlainMnist()) { // the way that loads least
      return pooled(new Split(Mnist.train(), Mnist.test()));
    }
    Found found = read(Optional.empty());
    Dataset training = prepared(found.training().labelled());
    return found.test().isPresent()
        ? pooled(new Split(training, prepared(found.test().get().labelled())))
        : divided(training);
  }

  private Split pooled(Split split) {
    return choice.pool() ? divided(split.pooled()) : split;
  }

  /** What was pooled is divided as one would do it blindly; else each class has its share. */
  private Split divided(Dataset all) {
    return choice.pool()
        ? Split.shuffled(all, choice.testShare(), choice.splitSeed())
        : Split.stratified(all, choice.testShare(), choice.splitSeed());
  }

  /**
   * What a model is measured on: the test part, the one that {@link #split} sets apart, as large
   * and with as many channels as the model takes.
   */
  Images test(Shape input) {
    if (isPlainMnist()) {
      return Images.of(choice.pool() ? split().test() : Mnist.test());
    }
    Found found = read(Optional.of(input));
    if (found.test().isPresent() && !choice.pool()) {
      return found.test().get();
    }
    Dataset training = found.training().labelled();
    Dataset all =
        found.test().isPresent()
            ? new Split(training, found.test().get().labelled()).pooled()
            : training;
    return Images.of(divided(all).test());
  }

  /**
   * All images that are to be predicted: those of a file, or of a folder or data set the test part
   * if it has one.
   */
  Images all(Shape input) {
    if (isPlainMnist()) {
      return Images.of(Mnist.test());
    }
    Found found = read(Optional.of(input));
    return found.test().orElse(found.training());
  }

  /** Reads it, and tells what it is and what its reader has to say. */
  Found read(Optional<Shape> input) {
    ReadOptions reading =
        new ReadOptions(
            either(choice.size(), input.map(Shape::height)),
            fit(),
            interpolation(),
            either(choice.channels(), input.map(Shape::channels)),
            choice.strict());
    try (DownloadProgress progress = new DownloadProgress(out)) {
      Found found =
          Sources.read(
              choice.source(), new SourceOptions(reading, drawings(choice), shelf, progress));
      progress.end();
      found.remarks().forEach(remark -> out.println("note: " + remark));
      out.println(choice.source() + ": " + found.description());
      out.flush();
      return found;
    }
  }

  private static OptionalInt either(OptionalInt said, Optional<Integer> needed) {
    return said.isPresent() || needed.isEmpty() ? said : OptionalInt.of(needed.get());
  }

  private Fit fit() {
    return switch (choice.fit()) {
      case CROP -> Fit.CROP;
      case PAD -> Fit.PAD;
    };
  }

  private Interpolation interpolation() {
    return switch (choice.resize()) {
      case AREA -> Interpolation.AREA;
      case BILINEAR -> Interpolation.BILINEAR;
    };
  }

  private boolean isPlainMnist() {
    return choice.source().equals(MNIST) && choice.size().isEmpty() && choice.channels().isEmpty();
  }

  /** Says how a model that learns from it must be shown pictures. */
  private Dataset prepared(Dataset set) {
    return set.preparedAs(
        choice.source().equals(MNIST)
            ? Preparation.DIGIT
            : Reduction.preparation(fit(), interpolation()));
  }
}
