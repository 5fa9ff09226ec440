package dev.fovea.cli;

import dev.fovea.model.Model;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a verb looks at. */
public final class ModelArgument {

  private static final String USUAL = "model";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the folder of a run.")
  private Path file;

  /** The file or folder that was given. */
  public Path file() {
    return file;
  }

  /** Reads it. */
  public Model model() {
    return Choices.model(file);
  }

  /**
   * What the files of its pictures are called: the run's name, or the model's own.
   *
   * @param what the picture shows
   */
  public String pictureName(String what) {
    return name(file) + "-" + what + ".png";
  }

  /** The name of a model, a run or a network. */
  public static String name(Path file) {
    String name = Choices.shortName(file.toString());
    Path folder = file.toAbsolutePath().normalize().getParent();
    // Each run calls its model the same.
    boolean inRun = name.equals(USUAL) && folder != null && folder.getFileName() != null;
    return inRun ? folder.getFileName().toString() : name;
  }
}
