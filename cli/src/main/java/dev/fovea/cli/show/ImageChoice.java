package dev.fovea.cli.show;

import dev.fovea.cli.PictureInput;
import dev.fovea.cli.TestedModel;
import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import dev.fovea.sources.Images;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one image that a picture is about. */
final class ImageChoice {

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A PNG, JPEG, GIF or BMP file of any size, prepared as the model needs it.")
  private Path image;

  @Option(
      names = "--index",
      paramLabel = "N",
      description = "This one of the test images, counted from 0. Default: 0.")
  private Integer index;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * An image.
   *
   * @param title what it is, in a few words
   * @param pixels {@code [channel][row][column]} of the network's input
   */
  record Chosen(String title, byte[] pixels) {}

  /** Reads it. */
  Chosen read(TestedModel tested, Model model) {
    if (image != null && index != null) {
      throw new ParameterException(
          spec.commandLine(), "Give either --image FILE or --index N of the test images");
    }
    if (image != null) {
      return new Chosen(image.getFileName().toString(), PictureInput.read(model, image));
    }
    Images images = tested.images(model);
    int n = index == null ? 0 : index;
    if (n < 0 || n >= images.size()) {
      throw new InputException(
          "there is no image %d in %s: they go from 0 to %d"
              .formatted(n, images.name(), images.size() - 1));
    }
    String truth =
        images.labels().map(labels -> ", a " + images.classes().get(labels[n])).orElse("");
    String set =
        Path.of(images.name()).getFileName().toString(); // a file is called by all of its path
    return new Chosen("image %d of %s%s".formatted(n, set, truth), images.image(n));
  }
}
