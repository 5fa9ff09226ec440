package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Preparation;
import dev.fovea.data.Split;
import dev.fovea.net.Shape;
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
import dev.fovea.sources.named.Cache;
import dev.fovea.sources.named.QuickDrawOptions;
import dev.fovea.sources.named.Shelf;
import dev.fovea.sources.picture.Reduction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say which images a verb works on, and how they are read. */
final class DataOptions {

  private static final String MNIST = "mnist";
  private static final Shape MNIST_IMAGE = new Shape(1, 28, 28);

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Bring all images to N x N pixels. Default: as they are, or as MODEL needs.")
  private Integer size;

  @Option(
      names = "--fit",
      paramLabel = "HOW",
      defaultValue = "crop",
      description = "Make other proportions fit by crop or pad. Default: ${DEFAULT-VALUE}.")
  private Fit fit;

  @Option(
      names = "--resize",
      paramLabel = "HOW",
      defaultValue = "area",
      description = "Change sizes by area or bilinear. Default: ${DEFAULT-VALUE}.")
  private Interpolation resize;

  @Option(
      names = "--channels",
      paramLabel = "N",
      description = "1 for gray, 3 for colour. Default: as the images are, or as MODEL needs.")
  private Integer channels;

  @Option(
      names = "--strict",
      description = "Let a file that is no image be an error; else it is skipped, and told.")
  private boolean strict;

  @Option(
      names = "--classes",
      paramLabel = "NAME",
      split = ",",
      description = "Of quickdraw: these of its 345 classes. Default: the tutorial's ten.")
  private List<String> classes;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "Of quickdraw: so many drawings of each class. Default: 6000.")
  private Integer perClass;

  @Option(
      names = "--test-share",
      paramLabel = "X",
      description = "Set apart for test where the data has no test part. Default: 0.143 (1/7).")
  private double testShare = QuickDrawOptions.DEFAULT.testShare();

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      description = "Which images these are. Default: ${DEFAULT-VALUE}.")
  private long splitSeed = QuickDrawOptions.DEFAULT.seed();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloads are kept. Default: FOVEA_CACHE, or ~/.cache/fovea.")
  private Path cache;

  /** The same, but what is too large for the memory stays on disk. */
  TrainingSets sets(String data, PrintWriter out) {
    Path path = Path.of(data);
    if (Sources.isNamed(data) || !NpyStream.shouldOpen(path)) {
      return TrainingSets.of(split(data, out));
    }
    check(data);
    ReadOptions reading = reading(Optional.empty());
    TrainingSets sets = TrainingSets.stream(path, strict, testShare, out);
    return new TrainingSets(
        fitted(sets.training(), reading), fitted(sets.test(), reading), sets.open());
  }

  private static ImageSet fitted(ImageSet images, ReadOptions reading) {
    return switch (images) {
      case ImageStream stream -> new FittedStream(stream, reading);
      case Dataset data -> data;
    };
  }

  /** What would otherwise be passed over, or be told only after all is read. */
  private void check(String data) {
    if (!(testShare > 0 && testShare <= 0.9)) {
      throw new InputException("--test-share must be above 0 and at most 0.9, not " + testShare);
    }
    if ((classes != null || perClass != null) && !data.equalsIgnoreCase("quickdraw")) {
      throw new InputException(
          "--classes and --per-class choose drawings of quickdraw, and of %s all is taken: leave them out"
              .formatted(data));
    }
  }

  /** Everything of a data set, for training and for test. */
  Split split(String data, PrintWriter out) {
    check(data);
    return isPlainMnist(data) ? mnist() : split(data, read(data, Optional.empty(), out));
  }

  /**
   * Everything of a data set, and what its images are called.
   *
   * @param split for training and for test
   */
  record Named(Split split, ImageNames names) {}

  /** The same, with what each image is called. */
  Named named(String data, PrintWriter out) {
    check(data);
    if (isPlainMnist(data)) {
      return new Named(mnist(), ImageNames.INDEXES);
    }
    Found found = read(data, Optional.empty(), out);
    Images training = found.training();
    ImageNames names =
        found
            .test()
            .map(test -> ImageNames.of(training, test))
            .orElseGet(() -> ImageNames.ofSplit(training, testShare, splitSeed));
    return new Named(split(data, found), names);
  }

  /** The way that loads least. */
  private static Split mnist() {
    return new Split(Mnist.train(), Mnist.test());
  }

  private Split split(String data, Found found) {
    Dataset training = prepared(data, found.training().labelled());
    try {
      return found.test().isPresent()
          ? new Split(training, prepared(data, found.test().get().labelled()))
          : Split.stratified(training, testShare, splitSeed);
    } catch (OutOfMemoryError e) { // the images are there, but not the room to divide them
      throw new InputException(
          "%s needs %d MiB more of memory to set a part apart for test: allow it with JDK_JAVA_OPTIONS=-Xmx8g, or put that part into data of its own"
              .formatted(data, (training.pixels().length >> 20) + 1),
          e);
    }
  }

  /**
   * What a model is measured on: the test part, the one that {@link #split} sets apart, as large
   * and with as many channels as the model takes.
   */
  Images test(String data, Shape input, PrintWriter out) {
    check(data);
    if (isPlainMnist(data) && input.equals(MNIST_IMAGE)) {
      return Images.of(Mnist.test());
    }
    Found found = read(data, Optional.of(input), out);
    return found
        .test()
        .orElseGet(
            () ->
                Images.of(
                    Split.stratified(found.training().labelled(), testShare, splitSeed).test()));
  }

  /**
   * All images that are to be predicted: those of a file, or of a folder or data set the test part
   * if it has one.
   */
  Images all(String data, Shape input, PrintWriter out) {
    check(data);
    if (isPlainMnist(data) && input.equals(MNIST_IMAGE)) {
      return Images.of(Mnist.test());
    }
    Found found = read(data, Optional.of(input), out);
    return found.test().orElse(found.training());
  }

  /** Reads it, and tells what it is and what its reader has to say. */
  Found read(String data, Optional<Shape> input, PrintWriter out) {
    check(data);
    try (DownloadProgress progress = new DownloadProgress(out)) {
      Found found =
          Sources.read(data, new SourceOptions(reading(input), drawings(), shelf(), progress));
      progress.end();
      found.remarks().forEach(remark -> out.println("note: " + remark));
      out.println(data + ": " + found.description());
      out.flush();
      return found;
    }
  }

  private ReadOptions reading(Optional<Shape> input) {
    return new ReadOptions(
        size != null
            ? OptionalInt.of(size)
            : input.map(shape -> OptionalInt.of(shape.height())).orElse(OptionalInt.empty()),
        fit,
        resize,
        channels != null
            ? OptionalInt.of(channels)
            : input.map(shape -> OptionalInt.of(shape.channels())).orElse(OptionalInt.empty()),
        strict);
  }

  private QuickDrawOptions drawings() {
    QuickDrawOptions usual = QuickDrawOptions.DEFAULT;
    return new QuickDrawOptions(
        classes == null ? usual.classes() : classes,
        perClass == null ? usual.perClass() : perClass,
        testShare,
        splitSeed);
  }

  /** Where named data sets lie and come from. */
  Shelf shelf() {
    return shelf(cache);
  }

  /** The same with this cache, or the usual one for null. */
  static Shelf shelf(Path cache) {
    Shelf shelf = Shelf.of(System.getenv(), Path.of(System.getProperty("user.home")));
    return cache == null ? shelf : shelf.withCache(new Cache(cache));
  }

  private boolean isPlainMnist(String data) {
    return data.equalsIgnoreCase(MNIST) && size == null && channels == null;
  }

  /** Says how a model that learns from it must be shown pictures. */
  private Dataset prepared(String data, Dataset set) {
    return set.preparedAs(
        data.equalsIgnoreCase(MNIST) ? Preparation.DIGIT : Reduction.preparation(fit, resize));
  }
}
