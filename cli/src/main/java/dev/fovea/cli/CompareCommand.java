package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.AtomicFile;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.Recipe;
import dev.fovea.report.ComparedRun;
import dev.fovea.report.Comparison;
import dev.fovea.report.RecipeDifferences.Difference;
import dev.fovea.sources.Images;
import dev.fovea.sources.LabelNames;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea compare RUN RUN...}: runs beside each other, and whether one is better. */
@Command(
    name = "compare",
    sortOptions = false,
    description =
        "Sets runs beside each other: how good they are, whether one is better or only luckier, in"
            + " what their recipes differ, and where they disagree. Prints a table and writes a page.",
    footer = {
      "",
      "Examples:",
      "  fovea compare runs/lenet-mnist-1 runs/lenet-mnist-2",
      "  fovea compare runs/* --out all.html --overwrite",
      "  fovea compare first.safetensors runs/second --data my-photographs"
    })
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Two or more folders of runs, or model files, of the same classes.")
  private List<Path> paths = List.of();

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Measure all on the test images of this: a named data set, a file or a folder. Default:"
              + " those of the runs, which must be the same; of files alone mnist.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page. Default: compare.html in this folder.")
  private Path file = Path.of("compare.html");

  @Option(names = "--overwrite", description = "Replace that page if it is there.")
  private boolean overwrite;

  @Mixin private DataOptions options;

  @Mixin private ThreadsOption threads;

  @Spec private CommandSpec spec;

  /** What was given, before anything is measured. */
  private record Given(
      String name, Model model, Optional<Recipe> recipe, Optional<History> history) {}

  @Override
  public Integer call() {
    if (paths.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), "one run has nothing beside it: give two or more");
    }
    OutputFile.check("--out", file, overwrite);
    List<String> names = names();
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      given.add(read(names.get(i), paths.get(i)));
    }
    requireSameClasses(given);
    PrintWriter out = spec.commandLine().getOut();
    Comparison comparison = measured(given, out);
    print(comparison, out);
    AtomicFile.write(file, comparison.html());
    out.println("Wrote " + file);
    out.flush();
    return 0;
  }

  /** The last words of the paths, or all of them where these are not all different. */
  private List<String> names() {
    List<String> names = paths.stream().map(RunFolder::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      names = paths.stream().map(Path::toString).toList();
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.subList(0, i).contains(names.get(i))) {
        throw new InputException(names.get(i) + " is named twice: name each run once");
      }
    }
    return names;
  }

  private static Given read(String name, Path path) {
    return new Given(name, Choices.model(path), Choices.recipeOf(path), Choices.historyOf(path));
  }

  private static void requireSameClasses(List<Given> given) {
    Given first = given.getFirst();
    for (Given other : given) {
      if (!other.model().classes().equals(first.model().classes())) {
        throw new InputException(
            "%s and %s tell other classes apart: compare runs on the same classes"
                .formatted(first.name(), other.name()));
      }
    }
  }

  private Comparison measured(List<Given> given, PrintWriter out) {
    DataChoice common = common(given);
    Map<Object, Images> read = new HashMap<>();
    List<ComparedRun> runs = new ArrayList<>();
    Images shown = null;
    for (Given each : given) {
      // As eval reads them: a run's own choice may make its images larger than those of another.
      DataChoice own = each.recipe().map(Recipe::data).filter(_ -> data == null).orElse(common);
      DataChoice choice = options.change(own);
      Shape input = each.model().network().input();
      Images images =
          read.computeIfAbsent(
              List.of(choice, input),
              _ -> LabelNames.as(each.model().classes(), options.of(choice, out).test(input)));
      shown = shown == null ? images : shown;
      runs.add(
          ComparedRun.of(
              each.name(),
              each.model(),
              each.recipe(),
              each.history(),
              images.labelled(),
              threads.count()));
    }
    return new Comparison(runs, shown.labelled(), RunReport.names(shown));
  }

  /** What is measured on where a run does not say it, or shall not. */
  private DataChoice common(List<Given> given) {
    if (data != null) {
      return DataChoice.of(data);
    }
    List<Given> known = given.stream().filter(each -> each.recipe().isPresent()).toList();
    if (known.isEmpty()) {
      return DataChoice.MNIST;
    }
    Given first = known.getFirst();
    for (Given other : known) {
      if (!images(other).equals(images(first))) {
        throw new InputException(
            "%s was trained on %s, and %s on %s or another part of it: say with --data what to measure both on"
                .formatted(
                    first.name(), images(first).source(), other.name(), images(other).source()));
      }
    }
    return first.recipe().orElseThrow().data();
  }

  /** Which images a run has, however it reads them. */
  private static DataChoice images(Given given) {
    DataChoice d = given.recipe().orElseThrow().data();
    DataChoice usual = DataChoice.of(d.source());
    return new DataChoice(
        d.source(),
        d.pool(),
        d.testShare(),
        d.splitSeed(),
        OptionalInt.empty(),
        usual.fit(),
        usual.resize(),
        OptionalInt.empty(),
        false,
        d.classes(),
        d.perClass());
  }

  private static void print(Comparison comparison, PrintWriter out) {
    table(
        comparison.runs().stream().map(ComparedRun::name).toList(),
        comparison.figures().stream()
            .map(figure -> new SideBySide.Row(figure.name(), figure.values()))
            .toList(),
        out);
    List<Difference> differences = comparison.differences();
    if (comparison.withRecipe().size() > 1) {
      out.println(
          differences.isEmpty() ? "Their recipes are the same." : "Their recipes differ in:");
    }
    if (!differences.isEmpty()) {
      table(
          comparison.withRecipe().stream().map(ComparedRun::name).toList(),
          differences.stream().map(d -> new SideBySide.Row(d.field(), d.values())).toList(),
          out);
    } else {
      out.println();
    }
    comparison.pairs().forEach(pair -> out.println(pair.words()));
  }

  private static void table(List<String> heads, List<SideBySide.Row> rows, PrintWriter out) {
    SideBySide.lines(heads, rows, Fovea.width()).forEach(out::println);
    out.println();
  }
}
