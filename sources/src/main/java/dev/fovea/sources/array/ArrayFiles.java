package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.Starts;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whatever numpy saves: an npy file, an npz archive, or a folder of npy files. */
public final class ArrayFiles {

  private ArrayFiles() {}

  /**
   * Reads a file or a folder, see {@link Npy}, {@link Npz} and {@link NpyFolder}.
   *
   * <p>Images come as they are: bringing them to a size or to channels is left to the caller. Of
   * the options only {@code strict} matters here.
   *
   * @throws InputException if it is none of these or cannot be used
   */
  public static Found read(Path path, ReadOptions options) {
    if (Files.isDirectory(path)) {
      return NpyFolder.read(path, options.strict());
    }
    return Starts.are(path, (byte) 'P', (byte) 'K') ? Npz.read(path) : Npy.read(path);
  }

  /** Whether the content is one of these; cheap, and never an error. */
  public static boolean recognises(Path path) {
    return Npy.recognises(path) || Npz.recognises(path) || NpyFolder.recognises(path);
  }
}
