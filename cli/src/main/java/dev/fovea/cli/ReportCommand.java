package dev.fovea.cli;

import dev.fovea.model.Model;
import dev.fovea.report.ReportOptions;
import dev.fovea.sources.Images;
import dev.fovea.train.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private TestedModel tested;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReportOptions shown = new ReportOptions(points, mistakes, tested.threads());
    Path target = target();
    Model model = tested.model();
    PrintWriter text = spec.commandLine().getOut();
    Images test = tested.images(model);
    RunReport.write(RunReport.subject(tested.file(), model, test, tested.threads()), shown, target);
    text.println("Wrote " + target);
    text.flush();
    return 0;
  }

  /** A run's own report is made again without asking; any other file is somebody's. */
  private Path target() {
    if (out == null && Files.isDirectory(tested.file())) {
      return RunFolder.report(tested.file());
    }
    Path target = out == null ? Path.of(ModelArgument.name(tested.file()) + "-report.html") : out;
    OutputFile.check("--out", target, overwrite);
    return target;
  }
}
