package dev.fovea.sources.values;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens files that are read from their start, perhaps more than once. */
public final class Starts {

  private Starts() {}

  /**
   * Opens a file.
   *
   * @throws InputException if there is none, it is no ordinary file, or it may not be read
   */
  public static InputStream open(Path file) {
    // A pipe could keep a reader waiting for ever, and gives its bytes only once.
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new InputException(file + " is no ordinary file: save what it gives, and name that");
    }
    return InputFiles.open(file);
  }

  /**
   * Opens and closes a file.
   *
   * @throws InputException if there is none, it is no ordinary file, or it may not be read
   */
  public static void check(Path file) {
    try (InputStream _ = open(file)) {
      // To open it is all.
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /**
   * The size of a file in bytes.
   *
   * @throws InputException if there is no such file, or it may not be asked
   */
  public static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /** The first bytes, at most {@code count}; none if the path is no file that can be read. */
  public static byte[] of(Path file, int count) {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(count);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  /** Whether a file begins with these bytes. */
  public static boolean are(Path file, byte... bytes) {
    return Arrays.equals(of(file, bytes.length), bytes);
  }
}
