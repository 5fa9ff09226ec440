package dev.fovea.cli;

import dev.fovea.model.Model;
import dev.fovea.recipe.DataChoice;
import dev.fovea.report.ReportOptions;
import dev.fovea.sources.Images;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea report MODEL}: one page about a model. */
@Command(
    name = "report",
    sortOptions = false,
    description = "Writes one page about a model: how good it is, where it fails and why.",
    footer = {
      "",
      "Examples:",
      "  fovea report runs/lenet-mnist-1",
      "  fovea report runs/fashion-photos-1 --data other-photos --out other.html",
      "  fovea report model.safetensors --data mnist"
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MODEL", description = "A model file, or the folder of a run.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A named data set, a file or a folder. Default: the one that the run was trained on, of a"
              + " file mnist.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page. Default: report.html in the run, of a file NAME-report.html here.")
  private Path out;

  @Option(
      names = "--overwrite",
      description =
          "Replace the page of --out if it is there; report.html of a run is made anew without.")
  private boolean overwrite;

  @Option(
      names = "--points",
      paramLabel = "N",
      description =
          "So many images at most are laid out by PCA and t-SNE; 0 for none. Default: 3000.")
  private int points = ReportOptions.USUAL.points();

  @Option(
      names = "--mistakes",
      paramLabel = "N",
      description = "So many mistakes at most are shown. Default: 24.")
  private int mistakes = ReportOptions.USUAL.mistakes();

  @Mixin private DataOptions options;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReportOptions shown = new ReportOptions(points, mistakes, threads);
    Path target = target();
    Model model = Choices.model(file);
    PrintWriter text = spec.commandLine().getOut();
    DataChoice choice = options.change(data == null ? Choices.dataOf(file) : DataChoice.of(data));
    Images test = options.of(choice, text).test(model.network().input());
    RunReport.write(RunReport.subject(file, model, test, threads), shown, target);
    text.println("Wrote " + target);
    text.flush();
    return 0;
  }

  /** A run's own report is made again without asking; any other file is somebody's. */
  private Path target() {
    if (out == null && Files.isDirectory(file)) {
      return RunReport.of(file);
    }
    Path target = out == null ? Path.of(Choices.shortName(file.toString()) + "-report.html") : out;
    PredictionTable.check(target, overwrite);
    return target;
  }
}
