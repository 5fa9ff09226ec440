package dev.fovea.sources.named;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * A connection that serves one request and is closed after it.
 *
 * <p>{@link HttpURLConnection} alone does not see to that, whatever header it sends: of an answer
 * of at most 512 KiB that was left unread it reads the rest later, in a thread of its own, and
 * keeps the connection for the next request to this server, with whatever else has come over it. So
 * such answers are read to their end here, before the connection is closed.
 */
record OwnConnection(HttpURLConnection http) implements AutoCloseable {

  /** The JDK reads no longer answers itself. */
  private static final long SHORT_ANSWER = 512 << 10;

  /** No server that dribbles is listened to for longer. */
  private static final long MOST_NANOS = 1_000_000_000;

  /**
   * Prepares a request; nothing is sent yet.
   *
   * @param have how many bytes are here already
   * @param version what the server called the version of which they are
   */
  static OwnConnection open(
      URI uri, long have, Optional<String> version, Extent extent, Patience patience)
      throws IOException {
    HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
    http.setInstanceFollowRedirects(false);
    http.setUseCaches(false);
    http.setConnectTimeout(Math.toIntExact(patience.connect().toMillis()));
    http.setReadTimeout(Math.toIntExact(patience.stall().toMillis()));
    http.setRequestProperty("User-Agent", "Fovea");
    http.setRequestProperty("Accept", "*/*");
    // What is packed on its way would not be the file.
    http.setRequestProperty("Accept-Encoding", "identity");
    http.setRequestProperty("Connection", "close");
    if (have > 0 || extent.isHead()) {
      String last = extent.isHead() ? Long.toString(extent.end() - 1) : "";
      http.setRequestProperty("Range", "bytes=%d-%s".formatted(have, last));
      if (have > 0) {
        http.setRequestProperty("If-Range", version.orElseThrow());
      }
    }
    return new OwnConnection(http);
  }

  /** Reads what is left of a short answer; to be called whenever one came. */
  void finish() {
    long length = http.getContentLengthLong();
    if (length <= 0 || length > SHORT_ANSWER) {
      return;
    }
    long start = System.nanoTime();
    byte[] rest = new byte[1 << 13];
    try {
      // Left open: after its close(), disconnect() does nothing.
      InputStream in = body();
      while (in.read(rest) >= 0 && System.nanoTime() - start < MOST_NANOS) {
        Pauses.check();
      }
    } catch (IOException e) {
      return; // it stalls or breaks: what was wanted of it is known already
    }
  }

  private InputStream body() throws IOException {
    InputStream error = http.getErrorStream();
    return error == null ? http.getInputStream() : error;
  }

  @Override
  public void close() {
    http.disconnect();
  }
}
