package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import dev.fovea.sources.picture.PictureFile;
import java.nio.file.Path;

/** Pictures of the user's own, as a model takes them. */
public final class PictureInput {

  private PictureInput() {}

  /** Prepared as the images were that the model has learned from. */
  public static byte[] read(Model model, Path picture) {
    return read(model, picture, model.preparation());
  }

  /**
   * Prepared in some other way.
   *
   * @return {@code [channel][row][column]} of the network's input
   * @throws InputException if the file is no picture, or cannot be prepared so
   */
  static byte[] read(Model model, Path picture, Preparation preparation) {
    Shape in = model.network().input();
    try {
      return preparation.apply(PictureFile.read(picture), in.channels(), in.height(), in.width());
    } catch (InputException e) {
      boolean named = e.getMessage().contains(picture.toString());
      throw named ? e : new InputException(picture + ": " + e.getMessage(), e);
    }
  }
}
