package dev.fovea.sources.named;

import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept beside a file whose checksum nobody publishes, {@code FILE.sha256}: a line that
 * {@code sha256sum -c} checks, and a comment that says of what the file is the head.
 *
 * @param sha256 of the file with {@code rows} rows
 * @param rows how many it had
 * @param all how many its origin had
 * @param source the URL and the version of the origin; none where the server named no version
 */
record FirstSeen(String sha256, long rows, long all, List<String> source) {

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  .+");
  private static final Pattern COMMENT =
      Pattern.compile("# (\\d{1,9}) of (\\d{1,9}) rows(?: of (\\S+) (.+))?");

  /** Where it is kept. */
  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  /** What was kept for a file, if anything was. */
  static Optional<FirstSeen> of(Path file) {
    try {
      List<String> lines = Files.readAllLines(beside(file));
      if (lines.size() != 2) {
        return Optional.empty();
      }
      Matcher sum = SUM.matcher(lines.getFirst());
      Matcher comment = COMMENT.matcher(lines.getLast());
      if (!sum.matches() || !comment.matches()) {
        return Optional.empty();
      }
      List<String> source =
          comment.group(3) == null ? List.of() : List.of(comment.group(3), comment.group(4));
      return Optional.of(
          new FirstSeen(
              sum.group(1),
              Long.parseLong(comment.group(1)),
              Long.parseLong(comment.group(2)),
              source));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps it. */
  void write(Path file) {
    String from = source.size() == 2 ? " of " + String.join(" ", source) : "";
    try {
      Files.write(
          beside(file),
          List.of(
              sha256 + "  " + file.getFileName(), "# %d of %d rows%s".formatted(rows, all, from)));
    } catch (IOException e) {
      throw PartFile.unwritable(beside(file), e);
    }
  }

  /** The sum of a file as if it ended after {@code rows} rows and its header said so. */
  static String sum(Path file, NpyHead head, long rows) {
    MessageDigest digest = Checksum.digest();
    digest.update(head.withRows(rows).bytes());
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(head.length());
      byte[] buffer = new byte[1 << 16];
      for (long left = rows * NpyHead.ROW; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
