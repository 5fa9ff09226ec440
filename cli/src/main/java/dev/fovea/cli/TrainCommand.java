package dev.fovea.cli;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.train.LearningRateFinder;
import dev.fovea.train.RunFolder;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fovea train}: trains a network and leaves a run folder. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Trains a network; without options, lenet on the MNIST digits.",
    footer = {
      "",
      "Examples:",
      "  fovea train",
      "  fovea train --recipe fashion --epochs 3 --out runs/first",
      "  fovea train --optimizer adam --lr 0.001 --schedule warm-up:1,cosine",
      "  fovea train --net fashion --data photos --size 32 --augment shift=2,flip=0.5",
      "  fovea train --data photos --validation 0.1 --patience 5",
      "  fovea train --from runs/first --data photos --freeze conv1,conv2",
      "  fovea train --resume runs/first"
    })
final class TrainCommand implements Callable<Integer> {

  private static final int INTERRUPTED = 130;

  @Mixin private RecipeOptions options;

  @ArgGroup(validate = false, order = 9, heading = "%nThe run:%n")
  private RunOptions run = new RunOptions();

  /** The options that say where and how it runs, on which no model depends. */
  private static final class RunOptions {

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "The folder of this run. Default: the next free runs/NAME-DATA-N.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the run that is in --out.")
    private boolean overwrite;

    @Option(
        names = "--resume",
        paramLabel = "DIR",
        description = "Go on with the run in this folder, as if it had not been stopped.")
    private Path resume;

    @Option(
        names = "--find-lr",
        description = "Train a few batches at rising rates, propose one, and end.")
    private boolean findRate;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "How many threads share the work. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--no-report", description = "Leave report.html out.")
    private boolean noReport;

    @Option(
        names = "--open",
        description =
            "Open a page in the browser, on which the curves move while it trains, and then the"
                + " report. It ends with the training.")
    private boolean open;

    @Option(names = "--quiet", description = "Print only the result.")
    private boolean quiet;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Recipe recipe = recipe();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter talk = run.quiet ? new PrintWriter(Writer.nullWriter()) : out;
    try (TrainingSets sets = options.images(recipe, talk).sets()) {
      Recipe fitted = fitted(recipe, sets.training());
      Trainer trainer = fitted.trainer(sets.training()).threads(run.threads);
      trainer.check(sets.training());
      return run.findRate ? findRate(trainer, sets, out) : train(fitted, trainer, sets, out);
    }
  }

  private Recipe recipe() {
    if (run.resume == null) {
      return options.chosen();
    }
    if (options.choosesAnother() || run.out != null || run.overwrite || run.findRate) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume goes on with a run as it is: leave out --recipe, --net, --data, --from, --out, --overwrite and --find-lr");
    }
    Path recipe = RunFolder.recipe(run.resume);
    if (Files.notExists(recipe)) {
      throw new InputException(
          run.resume + " holds no run: give a folder that `fovea train` has made");
    }
    return options.changed(RecipeFile.read(recipe));
  }

  private static Recipe fitted(Recipe recipe, ImageSet training) {
    if (training.classes().size() < 2) {
      throw new InputException(
          training.name() + " has but one class: give data of two or more to tell apart");
    }
    try {
      return recipe.fittedTo(training);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + ": choose another --size or --net", e);
    }
  }

  private int train(Recipe recipe, Trainer trainer, TrainingSets sets, PrintWriter out) {
    try (LiveView view = new LiveView(out, Browser::open)) {
      return train(recipe, trainer, sets, view, out);
    }
  }

  private int train(
      Recipe recipe, Trainer trainer, TrainingSets sets, LiveView view, PrintWriter out) {
    TrainingRun training;
    TrainingResult result;
    // Heard from now on, so that a folder that is made is also removed if nothing comes into it.
    try (Interruption interruption = new Interruption()) {
      trainer.stopWhen(interruption::asked);
      RunFolder folder = folder(recipe);
      try {
        if (run.open) {
          view.open(folder.path(), recipe.passes().epochs());
        }
        TrainingOutput output = new TrainingOutput(out, run.quiet);
        training = new TrainingRun(recipe, sets, run.threads, output, folder, view.listener());
        result = training.run(trainer, run.resume != null);
      } finally {
        folder.removeIfEmpty();
      }
    }
    if (result.stopped()) {
      return INTERRUPTED; // it may go on
    }
    if (!run.noReport) {
      view.reporting();
    }
    view.ended(!run.noReport && training.report(result));
    return 0;
  }

  private RunFolder folder(Recipe recipe) {
    if (run.resume != null) {
      return RunFolder.resumed(run.resume);
    }
    if (run.out != null && run.out.toString().isEmpty()) {
      throw new InputException("--out is empty: name the folder of this run");
    }
    return run.out == null
        ? RunFolder.next(Path.of("runs"), options.runName(recipe))
        : RunFolder.at(run.out, run.overwrite);
  }

  private static int findRate(Trainer trainer, TrainingSets sets, PrintWriter out) {
    LearningRateTable.lines(LearningRateFinder.run(trainer, sets.training())).forEach(out::println);
    out.flush();
    return 0;
  }
}
