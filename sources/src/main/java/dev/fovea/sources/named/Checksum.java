package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A published SHA-256, in lower-case hexadecimal digits. */
public sealed interface Checksum {

  /**
   * Of the file as it is downloaded.
   *
   * @param sha256 64 digits
   */
  record OfFile(String sha256) implements Checksum {}

  /**
   * Of what a gzip file holds: packed anew, as distributions of Linux do, it is the same data.
   *
   * @param sha256 64 digits
   * @param bytes how long the unpacked data is
   */
  record OfContent(String sha256, long bytes) implements Checksum {}

  /**
   * Whether a file has this sum.
   *
   * @throws InputException if it cannot be read
   */
  default boolean fits(Path file) {
    return switch (this) {
      case OfFile(String sha256) -> sha256.equals(sha256(file));
      case OfContent(String sha256, long bytes) -> {
        // A byte more is enough to tell that it is too long: a bomb stops there.
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          yield sha256.equals(sha256(in, bytes + 1));
        } catch (IOException e) {
          yield false;
        }
      }
    };
  }

  /**
   * The SHA-256 of a file.
   *
   * @throws InputException if it cannot be read
   */
  static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in, Long.MAX_VALUE);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static String sha256(InputStream in, long most) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (long left = most; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      digest.update(buffer, 0, read);
      left -= read;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A SHA-256 that has seen nothing. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
