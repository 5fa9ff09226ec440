package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.net.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A network without parameters as a file: the text that {@link NetworkJson} describes. */
public final class NetworkFile {

  /** More than the largest network that {@link NetworkJson} takes has any need of. */
  public static final int MAX_BYTES = 8 << 20;

  private NetworkFile() {}

  /**
   * Reads a network.
   *
   * @throws InputException if the file cannot be read, is larger than {@link #MAX_BYTES}, or
   *     describes no network; the message names the file, the place in it and what is needed there
   */
  public static Network read(Path file) {
    InputFiles.requireRegular(file);
    byte[] text = bytes(file);
    if (text.length > MAX_BYTES) {
      throw new InputException(
          "%s has more than %d bytes, more than any network needs: check the file"
              .formatted(file, MAX_BYTES));
    }
    try {
      return NetworkJson.read(Json.parse(text));
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = InputFiles.open(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
