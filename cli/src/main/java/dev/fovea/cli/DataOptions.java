package dev.fovea.cli;

import dev.fovea.data.Split;
import dev.fovea.net.Shape;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.DataChoice.Fit;
import dev.fovea.recipe.DataChoice.Resize;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.named.Cache;
import dev.fovea.sources.named.Shelf;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say which images a verb works on, and how they are read. */
public final class DataOptions {

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Bring all images to N x N pixels. Default: as they are, or as MODEL needs.")
  private Integer size;

  @Option(
      names = "--fit",
      paramLabel = "HOW",
      description = "Make other proportions fit by crop or pad. Default: crop.")
  private Fit fit;

  @Option(
      names = "--resize",
      paramLabel = "HOW",
      description = "Change sizes by area or bilinear. Default: area.")
  private Resize resize;

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
  private Double testShare;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      description = "Which images these are. Default: 1.")
  private Long splitSeed;

  @Option(
      names = "--pool",
      description = "Put training and test images together, and divide them anew by these two.")
  private boolean pool;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloads are kept. Default: FOVEA_CACHE, or ~/.cache/fovea.")
  private Path cache;

  /** A choice with what was given here; the rest stays as it is. */
  DataChoice change(DataChoice choice) {
    return ChosenData.complete(
        new DataChoice(
            choice.source(),
            pool || choice.pool(),
            testShare == null ? choice.testShare() : testShare,
            splitSeed == null ? choice.splitSeed() : splitSeed,
            size == null ? choice.size() : OptionalInt.of(size),
            fit == null ? choice.fit() : fit,
            resize == null ? choice.resize() : resize,
            channels == null ? choice.channels() : OptionalInt.of(channels),
            strict || choice.strict(),
            classes == null ? choice.classes() : classes,
            perClass == null ? choice.perClass() : OptionalInt.of(perClass)));
  }

  /** The images of a choice that is complete. */
  ChosenData of(DataChoice choice, PrintWriter out) {
    return new ChosenData(choice, shelf(), out);
  }

  private ChosenData of(String data, PrintWriter out) {
    return of(change(DataChoice.of(data)), out);
  }

  /** See {@link ChosenData#split}. */
  Split split(String data, PrintWriter out) {
    return of(data, out).split();
  }

  /** See {@link ChosenData#named}. */
  ChosenData.Named named(String data, PrintWriter out) {
    return of(data, out).named();
  }

  /** See {@link ChosenData#test}. */
  Images test(String data, Shape input, PrintWriter out) {
    return of(data, out).test(input);
  }

  /**
   * What a model is measured on.
   *
   * @param model a model file, or the folder of a run
   * @param data where the images are; null for those that the run was trained with
   * @param input what the model takes
   */
  public Images testOf(Path model, String data, Shape input, PrintWriter out) {
    DataChoice choice = data == null ? Choices.dataOf(model) : DataChoice.of(data);
    return of(change(choice), out).test(input);
  }

  /** See {@link ChosenData#all}. */
  Images all(String data, Shape input, PrintWriter out) {
    return of(data, out).all(input);
  }

  /** See {@link ChosenData#read}. */
  Found read(String data, Optional<Shape> input, PrintWriter out) {
    return of(data, out).read(input);
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
}
