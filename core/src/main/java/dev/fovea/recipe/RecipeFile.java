package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.AtomicFile;
import dev.fovea.model.Json;
import dev.fovea.model.NetworkFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recipe as a file: the text that {@link RecipeJson} describes. */
public final class RecipeFile {

  private RecipeFile() {}

  /**
   * Reads a recipe.
   *
   * @throws InputException if the file cannot be read, is larger than {@link
   *     NetworkFile#MAX_BYTES}, or holds no recipe; the message names the file, the place in it and
   *     what is needed there
   */
  public static Recipe read(Path file) {
    // Opening a pipe can wait for ever.
    if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
      throw new InputException(file + " is no regular file: save it to disk first");
    }
    byte[] text = bytes(file);
    if (text.length > NetworkFile.MAX_BYTES) {
      throw new InputException(
          "%s has more than %d bytes, more than any recipe needs: check the file"
              .formatted(file, NetworkFile.MAX_BYTES));
    }
    return RecipeJson.read(file.toString(), parse(file, text));
  }

  private static Json parse(Path file, byte[] text) {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = InputFiles.open(file)) {
      return in.readNBytes(NetworkFile.MAX_BYTES + 1);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /** The bytes of a file that holds every field of a recipe. */
  public static byte[] bytes(Recipe recipe) {
    return (RecipeJson.write(recipe).indented() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes a recipe, whole or not at all.
   *
   * @throws InputException if the file cannot be written
   */
  public static void write(Recipe recipe, Path file) {
    AtomicFile.write(file, bytes(recipe));
  }
}
