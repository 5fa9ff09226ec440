package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.model.Evaluation;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.Recipe;
import dev.fovea.train.EpochResult;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea accuracy}: what the recipes reach, over several seeds. */
@Command(
    name = "accuracy",
    sortOptions = false,
    description = "Trains recipes with several seeds, and tells the mean and the worst accuracy.",
    footer = {
      "",
      "The test data is touched once in a run, at its end, each image in the views of the goal (see",
      "`fovea eval --help`). The exit code is 1 if a mean misses what is needed.",
      "",
      "Examples:",
      "  fovea accuracy lenet",
      "  fovea accuracy fashion --data my-fashion-mnist --seeds 1,2,3,4,5"
    })
final class AccuracyCommand implements Callable<Integer> {

  private static final String LINE = "%-15s %6s  %-16s %-9s %-9s %-9s %10s";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Recipes, see `fovea recipes`. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "A run for each. Default: 1,2,3.")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "So many, instead of those of the goal.")
  private Integer epochs;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Another place of the data of the one recipe that is named.")
  private String data;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloads are kept. Default: FOVEA_CACHE, or ~/.cache/fovea.")
  private Path cache;

  @Mixin private ThreadsOption threads;

  @Spec private CommandSpec spec;

  /** What the runs of a goal came to. */
  private record Runs(List<Evaluation> tests, double seconds) {

    double mean() {
      return tests.stream().mapToDouble(Evaluation::accuracy).average().orElseThrow();
    }

    double worst() {
      return tests.stream().mapToDouble(Evaluation::accuracy).min().orElseThrow();
    }
  }

  @Override
  public Integer call() {
    if (data != null && names.size() != 1) {
      throw new InputException("--data is that of one recipe: name it, and no other");
    }
    List<AccuracyGoal> goals =
        names.isEmpty()
            ? AccuracyGoal.all()
            : names.stream().flatMap(name -> AccuracyGoal.of(name).stream()).toList();
    if (epochs != null) {
      goals = goals.stream().map(goal -> goal.withEpochs(epochs)).distinct().toList();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("recipe", "epochs", "views", "mean", "worst", "needed", "training"));
    out.flush();
    boolean reached = true;
    for (AccuracyGoal goal : goals) {
      Runs runs = runs(goal, out);
      out.println(line(goal, runs));
      out.flush();
      reached &= goal.least().isEmpty() || runs.mean() >= goal.least().getAsDouble();
    }
    return reached ? 0 : 1;
  }

  private Runs runs(AccuracyGoal goal, PrintWriter out) {
    List<Evaluation> tests = new ArrayList<>();
    double seconds = 0;
    Recipe recipe = goal.asMeasured(seeds.getFirst());
    DataChoice choice = recipe.data();
    if (data != null) {
      choice = choice.withSource(data);
    }
    ChosenData chosen = new ChosenData(ChosenData.complete(choice), DataOptions.shelf(cache), out);
    try (TrainingSets sets = chosen.sets()) {
      for (long seed : seeds) {
        Trainer trainer = goal.asMeasured(seed).trainer(sets.training()).threads(threads.count());
        TrainingResult result =
            switch (sets.training()) {
              case Dataset images -> trainer.fit(images);
              case ImageStream images -> trainer.fit(images);
            };
        double training = result.history().stream().mapToDouble(EpochResult::seconds).sum();
        Evaluation test = goal.views().evaluate(result.best(), sets.test(), threads.count());
        out.println("  seed %d: %s, %.1f s".formatted(seed, test, training));
        out.flush();
        seconds += training;
        tests.add(test);
      }
    }
    return new Runs(tests, seconds / seeds.size());
  }

  private static String line(AccuracyGoal goal, Runs runs) {
    String needed =
        goal.least().isEmpty() ? "-" : "%.2f %%".formatted(100 * goal.least().getAsDouble());
    return LINE.formatted(
        goal.recipe(),
        goal.epochs(),
        goal.views(),
        "%.3f %%".formatted(100 * runs.mean()),
        "%.2f %%".formatted(100 * runs.worst()),
        needed,
        "%.1f s".formatted(runs.seconds()));
  }
}
