package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The model that a training begins with.
 *
 * @param file a model file, or the folder of a run that holds one; relative to the folder that
 *     Fovea is started in
 * @param sha256 of the file's bytes, 64 hexadecimal digits, so that another file is noticed; none:
 *     any file will do
 */
public record ModelChoice(String file, Optional<String> sha256) {

  private static final String IN_FOLDER = "model.safetensors";

  /**
   * Checks the sum.
   *
   * @throws InputException if it is none, or the file has no name
   */
  public ModelChoice {
    if (file.isBlank()) {
      throw new InputException("the model to begin from has an empty name: give a file");
    }
    sha256 = sha256.map(sum -> sum.toLowerCase(Locale.ROOT));
    sha256.ifPresent(
        sum -> {
          if (!sum.matches("[0-9a-f]{64}")) {
            throw new InputException(
                "a SHA-256 has 64 hexadecimal digits, unlike '%s'".formatted(sum));
          }
        });
  }

  /** Any bytes of that file. */
  public static ModelChoice of(String file) {
    return new ModelChoice(file, Optional.empty());
  }

  private Path path() {
    Path path = Path.of(file);
    return Files.isDirectory(path) ? path.resolve(IN_FOLDER) : path;
  }

  /**
   * The same with the file's sum.
   *
   * @throws InputException if it cannot be read, or has another sum than it should
   */
  ModelChoice checked() {
    String found = sum(path());
    if (sha256.isPresent() && !sha256.get().equals(found)) {
      throw new InputException(
          "%s has changed since the recipe was written (its SHA-256 is %s, not %s): bring the old file back, or begin from this one with --from"
              .formatted(path(), found, sha256.get()));
    }
    return new ModelChoice(file, Optional.of(found));
  }

  /**
   * Reads the model.
   *
   * @throws InputException if it cannot be read
   */
  public Model read() {
    return ModelFile.read(path());
  }

  private static String sum(Path file) {
    try (InputStream in = InputFiles.open(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[1 << 16];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }
}
