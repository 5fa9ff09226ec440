package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.model.Model;
import dev.fovea.sources.sheet.Sheet;
import dev.fovea.sources.sheet.SheetOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fovea show samples}: what a model is measured on. */
@Command(
    name = "samples",
    sortOptions = false,
    description = "Some of the test images of each class, as the model sees them.")
final class SamplesCommand implements Callable<Integer> {

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "12",
      description = "Of each class. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path target = out.target(tested.pictureName("samples"));
    SheetOptions options = new SheetOptions(samples, 0, Optional.empty());
    Model model = tested.model();
    Sheet sheet = Sheet.of(tested.test(model), options);
    PrintWriter text = spec.commandLine().getOut();
    sheet.remarks().forEach(remark -> text.println("note: " + remark));
    out.write(sheet.picture(), target);
    return 0;
  }
}
