package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One attempt at one URL: adds to a part file what it lacks, as far as the server lets it.
 *
 * <p>A part is continued with {@code Range} and {@code If-Range} (RFC 9110, 13.1.5 and 14) if it
 * came from the same URL and the server named its version then. In every other case it begins anew.
 *
 * @param patience how long to wait
 * @param progress is told of every piece
 */
record Transfer(Patience patience, Progress progress) {

  /** Said of a mirror that answered with HTML. */
  static final String WEB_PAGE =
      "it sent a web page instead of the file, as networks with a login page do";

  private static final int BUFFER = 1 << 16;

  /** A server that sends less than this in the time of a stall has stalled. */
  private static final int CRAWL = 1 << 10;

  /** Whether it is a URL of the kinds that are read here. */
  static boolean usable(URI uri) {
    return switch (uri.getScheme()) {
      case "http", "https" -> uri.getHost() != null;
      case "file" -> uri.getPath() != null;
      case null, default -> false;
    };
  }

  /**
   * Fetches.
   *
   * @throws InputException if the part cannot be written, or the thread was interrupted
   */
  Outcome fetch(URI uri, PartFile part, Extent extent) {
    try {
      return "file".equals(uri.getScheme()) ? copy(uri, part, extent) : download(uri, part, extent);
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome.Broken(reason(e), true);
    }
  }

  private Outcome copy(URI uri, PartFile part, Extent extent) throws IOException {
    Path file = Path.of(uri);
    if (!Files.isRegularFile(file)) {
      return new Outcome.Broken("it does not exist", false);
    }
    long size = Files.size(file);
    if (wrong(size, extent)) {
      return wrongSize(size, extent);
    }
    part.remember(uri, Optional.empty());
    try (InputStream in = new FileInputStream(file.toFile())) {
      return save(in, part, 0, size, extent);
    }
  }

  private Outcome download(URI start, PartFile part, Extent extent) throws IOException {
    Optional<String> version = part.version(start);
    long have = version.isPresent() ? part.length() : 0;
    URI uri = start;
    for (int hop = 0; hop <= Redirects.MOST; hop++) {
      try (OwnConnection connection = OwnConnection.open(uri, have, version, extent, patience)) {
        HttpURLConnection http = connection.http();
        if (!Redirects.is(http.getResponseCode())) {
          Outcome outcome = receive(start, http, part, have, extent);
          connection.finish();
          return outcome;
        }
        String location = http.getHeaderField("Location");
        connection.finish();
        Optional<URI> next = Redirects.next(uri, location);
        if (next.isEmpty()) {
          return new Outcome.Broken(
              "it redirects to %s, where Fovea does not go".formatted(location), false);
        }
        uri = next.get();
      }
    }
    return new Outcome.Broken("it redirects more than %d times".formatted(Redirects.MOST), false);
  }

  private Outcome receive(
      URI uri, HttpURLConnection connection, PartFile part, long have, Extent extent)
      throws IOException {
    int status = connection.getResponseCode();
    long announced = connection.getContentLengthLong();
    Optional<String> version = version(connection);
    long from = 0;
    long total = announced;
    if (status == 206) {
      Optional<ContentRange> range = ContentRange.of(connection.getHeaderField("Content-Range"));
      // A server that knows no If-Range may continue a file that has changed.
      boolean same = have == 0 || version.equals(part.version(uri));
      if (range.isEmpty() || range.get().first() != have || !same) {
        part.discard();
        return new Outcome.Broken("it continued another file or at another place", true);
      }
      from = have;
      total = range.get().total();
    } else if (status == 416) {
      part.discard();
      return new Outcome.Broken("it has no more bytes than are here", true);
    } else if (status < 0) {
      return new Outcome.Broken("its answer is not HTTP", false);
    } else if (status != 200) {
      boolean again = status >= 500 || status == 408 || status == 429;
      return new Outcome.Broken("it answered with HTTP " + status, again);
    }
    String type = connection.getContentType();
    if (type != null && type.startsWith("text/html")) {
      return new Outcome.Broken(WEB_PAGE, false);
    }
    if (total >= 0 && wrong(total, extent)) {
      return wrongSize(total, extent);
    }
    part.remember(uri, version);
    InputStream in = connection.getInputStream();
    Outcome outcome = save(in, part, from, total, extent);
    long promised = announced < 0 ? 0 : Math.min(extent.end(), from + announced);
    return outcome instanceof Outcome.Done && part.length() < promised
        ? new Outcome.Broken(
            "the connection ended after %d of %d bytes".formatted(part.length(), promised), true)
        : outcome;
  }

  private Outcome save(InputStream in, PartFile part, long from, long total, Extent extent)
      throws IOException {
    long whole = extent.isHead() ? extent.end() : Math.max(0, total);
    String name = part.target().getFileName().toString();
    byte[] buffer = new byte[BUFFER];
    long at = from;
    long lookedAt = at;
    long lookedWhen = System.nanoTime();
    try (OutputStream out = part.append(from)) {
      progress.at(name, at, whole);
      while (at < extent.end()) {
        Pauses.check();
        int read = in.read(buffer, 0, (int) Math.min(BUFFER, extent.end() - at));
        if (read < 0) {
          break;
        }
        if (at + read > extent.most()) {
          part.discard();
          return new Outcome.Broken(
              "it sends more than the %d bytes that the file has".formatted(extent.most()), false);
        }
        write(out, buffer, read, part);
        at += read;
        progress.at(name, at, whole);
        if (System.nanoTime() - lookedWhen > patience.stall().toNanos()) {
          if (at - lookedAt < CRAWL) {
            return new Outcome.Broken("it sends next to nothing", true);
          }
          lookedAt = at;
          lookedWhen = System.nanoTime();
        }
      }
    }
    return new Outcome.Done(total);
  }

  private static void write(OutputStream out, byte[] buffer, int count, PartFile part) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw PartFile.unwritable(part.data(), e);
    }
  }

  private static boolean wrong(long total, Extent extent) {
    return extent.exact().isPresent() && extent.exact().getAsLong() != total;
  }

  private static Outcome wrongSize(long total, Extent extent) {
    return new Outcome.Broken(
        "its file has %d bytes instead of %d".formatted(total, extent.exact().orElseThrow()),
        false);
  }

  /** What tells this version of the file from others: a strong ETag, or else the date. */
  private static Optional<String> version(HttpURLConnection connection) {
    String tag = connection.getHeaderField("ETag");
    return tag != null && tag.startsWith("\"")
        ? Optional.of(tag)
        : Optional.ofNullable(connection.getHeaderField("Last-Modified"));
  }

  private String reason(Exception e) {
    return switch (e) {
      case SocketTimeoutException timeout ->
          "Connect timed out".equalsIgnoreCase(timeout.getMessage())
              ? "no connection within %.1f s".formatted(patience.connect().toMillis() / 1e3)
              : "nothing came for %.1f s".formatted(patience.stall().toMillis() / 1e3);
      case UnknownHostException _ -> "its name is unknown here";
      case ConnectException _ -> "no connection";
      case IOException cut when "Premature EOF".equals(cut.getMessage()) ->
          "the connection ended before the file did";
      default ->
          "the connection broke: "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    };
  }
}
