package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.model.Engine;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.EpochResult;
import dev.fovea.train.Recipe;
import dev.fovea.train.RunFolder;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingListener;
import dev.fovea.train.TrainingResult;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fovea train}: trains a network and leaves a run folder. */
@Command(
    name = "train",
    sortOptions = false,
    description = "Trains a network; without options, lenet on the MNIST digits.",
    footer = {
      "",
      "Examples:",
      "  fovea train",
      "  fovea train --net fashion --epochs 3 --out runs/first",
      "  fovea train --optimizer adam --lr 0.001 --batch 32",
      "  fovea train --net fashion --data photos --size 32 --augment shift=2,flip=0.5"
    })
final class TrainCommand implements Callable<Integer> {

  private static final int INTERRUPTED = 130;

  @Option(
      names = "--net",
      paramLabel = "NET",
      defaultValue = "lenet",
      description =
          "A named network (see `fovea networks`), or a JSON file of one. Default:"
              + " ${DEFAULT-VALUE}.")
  private String net;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "mnist",
      description =
          "A named data set (see `fovea data`), a file or a folder. Default: ${DEFAULT-VALUE}.")
  private String data;

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--augment",
      paramLabel = "LIST",
      converter = AugmentOption.Converter.class,
      description = "Change training images: shift=2,rotate=10,scale=0.9..1.1 and others.")
  private AugmentOption augment = AugmentOption.NONE;

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      defaultValue = "0",
      description =
          "Mix the images of a batch in pairs; 0.2 is usual, 0 mixes none. Default:"
              + " ${DEFAULT-VALUE}.")
  private double mixup;

  @Option(
      names = "--normalize",
      paramLabel = "HOW",
      defaultValue = "recipe",
      description =
          "Scale pixels as the recipe says, to unit, by mean and deviation of the data, or of each"
              + " image. Default: ${DEFAULT-VALUE}.")
  private Normalizing normalize;

  @Option(names = "--invert", description = "Let black and white change places.")
  private boolean invert;

  @Mixin private RecipeOptions options;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same model. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of this run. Default: the next free runs/NET-DATA-N.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace the run that is in --out.")
  private boolean overwrite;

  @Option(names = "--quiet", description = "Print only the result.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Recipe usual = options.change(Choices.recipe(net), spec.commandLine());
    PrintWriter talk = quiet ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
    try (TrainingSets sets = dataOptions.sets(data, talk)) {
      return train(usual, sets);
    }
  }

  private int train(Recipe usual, TrainingSets sets) {
    Recipe recipe = fitted(usual, sets);
    Trainer trainer =
        Trainer.of(recipe)
            .seed(seed)
            .threads(threads)
            .augment(augment.list(), AugmentOption.outside(sets.training()))
            .mixup(mixup)
            .test(sets.test());
    trainer.check(sets.training());
    // Heard from now on, so that a folder that is made is also removed if nothing comes into it.
    try (Interruption interruption = new Interruption()) {
      RunFolder folder = folder();
      try {
        return train(trainer.stopWhen(interruption::asked), recipe, sets.training(), folder);
      } finally {
        folder.removeIfEmpty();
      }
    }
  }

  /** The recipe for these images: its network takes them, and tells their classes apart. */
  private Recipe fitted(Recipe recipe, TrainingSets sets) {
    ImageSet training = sets.training();
    if (training.classes().size() < 2) {
      throw new InputException(
          training.name() + " has but one class: give data of two or more to tell apart");
    }
    Shape shape = new Shape(training.channels(), training.height(), training.width());
    try {
      Network network = recipe.network().fittedTo(shape, training.classes().size());
      Scaling scaling = normalize.scaling(recipe.scaling(), training.name(), sets::sample);
      return new Recipe(
          network,
          recipe.optimizer(),
          recipe.batch(),
          recipe.epochs(),
          invert ? scaling.inverted() : scaling,
          recipe.initializers());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + ": choose another --size or --net", e);
    }
  }

  private int train(Trainer trainer, Recipe recipe, ImageSet training, RunFolder folder) {
    PrintWriter print = spec.commandLine().getOut();
    TrainingListener progress = progress(recipe, training.count(), print);
    List<EpochResult> history = new ArrayList<>();
    TrainingListener saving =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            progress.batch(epoch, batch, batches, loss);
          }

          @Override
          public void epoch(EpochResult epoch, Model model) {
            history.add(epoch);
            folder.save(model, history, facts(recipe));
            progress.epoch(epoch, model);
          }
        };
    trainer.listener(saving);
    TrainingResult result =
        switch (training) {
          case Dataset data -> trainer.fit(data);
          case ImageStream stream -> trainer.fit(stream);
        };
    report(result, folder, print);
    return result.stopped() ? INTERRUPTED : 0;
  }

  private RunFolder folder() {
    if (out != null && out.toString().isEmpty()) {
      throw new InputException("--out is empty: name the folder of this run");
    }
    return out == null
        ? RunFolder.next(Path.of("runs"), Choices.shortName(net) + "-" + Choices.shortName(data))
        : RunFolder.at(out, overwrite);
  }

  private TrainingListener progress(Recipe recipe, long images, PrintWriter print) {
    if (quiet) {
      return new TrainingListener() {};
    }
    print.println(
        "fovea %s, JDK %s, kernels: %s, threads: %d"
            .formatted(
                Fovea.version(), System.getProperty("java.version"), Engine.kernels(), threads));
    print.println(
        "%s on %s: %,d training images, %s"
            .formatted(recipe.network().name(), data, images, recipe.optimizer()));
    print.println("batch %d, epochs %d, seed %d".formatted(recipe.batch(), recipe.epochs(), seed));
    print.println();
    SummaryTable.lines(recipe.network(), Fovea.width()).forEach(print::println);
    print.println();
    print.flush();
    return Boolean.getBoolean("fovea.terminal")
        ? new TerminalProgress(print, recipe, images)
        : new PlainProgress(print, recipe.epochs());
  }

  private Json.Obj facts(Recipe recipe) {
    return Json.Obj.EMPTY
        .with("network", Json.of(recipe.network().name()))
        .with("data", Json.of(data))
        .with("seed", Json.of(seed))
        .with("threads", Json.of(threads))
        .with("optimizer", Json.of(recipe.optimizer().toString()))
        .with("batch", Json.of(recipe.batch()))
        .with("augment", Json.of(augment.toString()))
        .with("mixup", Json.of(mixup))
        .with("scaling", Json.of(recipe.scaling().toString()))
        .with("kernels", Json.of(Engine.kernels()))
        .with("jdk", Json.of(System.getProperty("java.version")))
        .with("version", Json.of(Fovea.version()));
  }

  private void report(TrainingResult result, RunFolder folder, PrintWriter print) {
    if (!quiet) {
      print.println();
    }
    if (result.stopped()) {
      print.println("Stopped; whole epochs: " + result.history().size());
    }
    if (result.history().isEmpty()) {
      print.println("Nothing was saved, because no epoch was whole.");
    } else {
      result
          .history()
          .getLast()
          .test()
          .ifPresent(
              test -> {
                print.println("Test accuracy: " + test);
                print.println("Test loss:     " + Format.loss(test.loss()));
              });
      print.println("Wrote " + folder.model());
      print.println("      " + folder.history());
      print.println("      " + folder.metrics());
    }
    print.flush();
  }
}
