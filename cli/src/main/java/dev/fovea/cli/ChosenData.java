package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Preparation;
import dev.fovea.data.Split;
import dev.fovea.net.Shape;
import dev.fovea.recipe.DataChoice;
import dev.fovea.sources.FittedStream;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import dev.fovea.sources.SourceOptions;
import dev.fovea.sources.Sources;
import dev.fovea.sources.array.NpyStream;
import dev.fovea.sources.check.ImageNames;
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
  private static final Shape MNIST_IMAGE = new Shape(1, 28, 28);
  private static final String DRAWINGS = "quickdraw";

  /**
   * A choice with nothing left to a default that may change: the classes of Quick, Draw!, spelt as
   * its list does.
   *
   * @throws InputException if classes are chosen of other data, or there is no such class
   */
  static DataChoice complete(DataChoice choice) {
    if (choice.source().equalsIgnoreCase(DRAWINGS)) {
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
    if (choice.pool() || Sources.isNamed(source) || !NpyStream.shouldOpen(Path.of(source))) {
      return TrainingSets.of(split());
    }
    TrainingSets sets =
        TrainingSets.stream(Path.of(source), choice.strict(), choice.testShare(), out);
    return new TrainingSets(fitted(sets.training()), fitted(sets.test()), sets.open());
  }

  private ImageSet fitted(ImageSet images) {
    return switch (images) {
      case ImageStream stream -> new FittedStream(stream, reading(Optional.empty()));
      case Dataset data -> data;
    };
  }

  /** All images, for training and for test. */
  Split split() {
    return isPlainMnist() ? mnist() : split(read(Optional.empty()));
  }

  /**
   * All images, and what each is called.
   *
   * @param split for training and for test
   */
  record Named(Split split, ImageNames names) {}

  /** The same, with what each image is called; pooled ones go by their numbers alone. */
  Named named() {
    if (isPlainMnist()) {
      return new Named(mnist(), ImageNames.INDEXES);
    }
    Found found = read(Optional.empty());
    Images training = found.training();
    ImageNames names =
        choice.pool()
            ? ImageNames.INDEXES
            : found
                .test()
                .map(test -> ImageNames.of(training, test))
                .orElseGet(
                    () -> ImageNames.ofSplit(training, choice.testShare(), choice.splitSeed()));
    return new Named(split(found), names);
  }

  /** The way that loads least. */
  private Split mnist() {
    return pooled(new Split(Mnist.train(), Mnist.test()));
  }

  private Split split(Found found) {
    Dataset training = prepared(found.training().labelled());
    try {
      return found.test().isPresent()
          ? pooled(new Split(training, prepared(found.test().get().labelled())))
          : divided(training);
    } catch (OutOfMemoryError e) { // the images are there, but not the room to divide them
      throw new InputException(
          "%s needs %d MiB more of memory to set a part apart for test: allow it with JDK_JAVA_OPTIONS=-Xmx8g, or put that part into data of its own"
              .formatted(choice.source(), (training.pixels().length >> 20) + 1),
          e);
    }
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
    if (isPlainMnist() && input.equals(MNIST_IMAGE)) {
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
    if (isPlainMnist() && input.equals(MNIST_IMAGE)) {
      return Images.of(Mnist.test());
    }
    Found found = read(Optional.of(input));
    return found.test().orElse(found.training());
  }

  /** Reads it, and tells what it is and what its reader has to say. */
  Found read(Optional<Shape> input) {
    try (DownloadProgress progress = new DownloadProgress(out)) {
      Found found =
          Sources.read(
              choice.source(),
              new SourceOptions(reading(input), drawings(choice), shelf, progress));
      progress.end();
      found.remarks().forEach(remark -> out.println("note: " + remark));
      out.println(choice.source() + ": " + found.description());
      out.flush();
      return found;
    }
  }

  private ReadOptions reading(Optional<Shape> input) {
    return new ReadOptions(
        either(choice.size(), input.map(Shape::height)),
        fit(),
        interpolation(),
        either(choice.channels(), input.map(Shape::channels)),
        choice.strict());
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
    return choice.source().equalsIgnoreCase(MNIST)
        && choice.size().isEmpty()
        && choice.channels().isEmpty();
  }

  /** Says how a model that learns from it must be shown pictures. */
  private Dataset prepared(Dataset set) {
    return set.preparedAs(
        choice.source().equalsIgnoreCase(MNIST)
            ? Preparation.DIGIT
            : Reduction.preparation(fit(), interpolation()));
  }
}
