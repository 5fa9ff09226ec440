package dev.fovea.sources.named;

import dev.fovea.sources.named.TestServer.Answer;
import dev.fovea.sources.named.TestServer.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** What test servers answer. */
final class Answers {

  private Answers() {}

  /** A file, also parts of it. */
  static Answer file(byte[] file, String etag) {
    return (request, out) -> file(file, etag, Integer.MAX_VALUE, request, out);
  }

  /** Lets only so many bytes through a connection. */
  static Answer cut(byte[] file, String etag, int bytes) {
    return (request, out) -> file(file, etag, bytes, request, out);
  }

  /** One after the other; the last one again and again. */
  static Answer inTurn(Answer... answers) {
    AtomicInteger next = new AtomicInteger();
    return (request, out) ->
        answers[Math.min(next.getAndIncrement(), answers.length - 1)].write(request, out);
  }

  static Answer status(int status) {
    return (request, out) ->
        head(out, "HTTP/1.1 %d Whatever".formatted(status), "Content-Length: 0");
  }

  /** Headers, then bytes. */
  static Answer raw(byte[] body, String... headers) {
    return (request, out) -> {
      head(out, "HTTP/1.1 200 OK", headers);
      out.write(body);
    };
  }

  /** The answer, and then nothing, with the connection left open. */
  static Answer thenStall(Answer answer) {
    return (request, out) -> {
      answer.write(request, out);
      out.flush();
      Thread.sleep(20_000);
    };
  }

  static void head(OutputStream out, String status, String... headers) throws IOException {
    String head = status + "\r\n" + String.join("\r\n", headers);
    out.write(
        (head + (headers.length > 0 ? "\r\n\r\n" : "\r\n")).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void file(byte[] file, String etag, int most, Request request, OutputStream out)
      throws IOException {
    String range = request.range();
    String condition = request.headers().getOrDefault("if-range", etag);
    int from = 0;
    int to = file.length;
    if (range.isEmpty() || !condition.equals(etag)) {
      head(out, "HTTP/1.1 200 OK", "Content-Length: " + to, "ETag: " + etag);
    } else {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      from = Integer.parseInt(ends[0]);
      to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]) + 1);
      if (from >= to) {
        head(out, "HTTP/1.1 416 No", "Content-Length: 0");
        return;
      }
      head(
          out,
          "HTTP/1.1 206 Partial Content",
          "Content-Length: " + (to - from),
          "Content-Range: bytes %d-%d/%d".formatted(from, to - 1, file.length),
          "ETag: " + etag);
    }
    out.write(Arrays.copyOfRange(file, from, (int) Math.min(to, (long) from + most)));
  }
}
