package dev.fovea.cli.show;

import dev.fovea.cli.Choices;
import dev.fovea.model.Model;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a picture is of. */
final class ModelChoice {

  private static final String USUAL = "model";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the folder of a run.")
  private Path file;

  Path file() {
    return file;
  }

  Model model() {
    return Choices.model(file);
  }

  /**
   * What the files of its pictures are called: the run's name, or the model's own.
   *
   * @param what the picture shows
   */
  String pictureName(String what) {
    return name(file) + "-" + what + ".png";
  }

  /** The name of a model, a run or a network. */
  static String name(Path file) {
    String name = Choices.shortName(file.toString());
    Path folder = file.toAbsolutePath().normalize().getParent();
    // Each run calls its model the same.
    boolean inRun = name.equals(USUAL) && folder != null && folder.getFileName() != null;
    return inRun ? folder.getFileName().toString() : name;
  }
}
