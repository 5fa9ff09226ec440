package dev.fovea.sources.named;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that can lie: what it answers is written byte by byte. */
final class TestServer implements AutoCloseable {

  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What was asked; names of headers in small letters. */
  record Request(String path, Map<String, String> headers) {

    String range() {
      return headers.getOrDefault("range", "");
    }
  }

  /** Writes an answer; the connection is closed after it. */
  interface Answer {
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private TestServer(ServerSocket socket) {
    this.socket = socket;
  }

  static TestServer start(Answer answer) {
    try {
      TestServer server = new TestServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(() -> server.accept(answer));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(socket.getLocalPort(), path));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept(Answer answer) {
    while (true) {
      try {
        Socket connection = socket.accept();
        Thread.startVirtualThread(() -> serve(connection, answer));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection, Answer answer) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String[] start = in.readLine().split(" ");
      Map<String, String> headers = new HashMap<>();
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      Request request = new Request(start[1], Map.copyOf(headers));
      requests.add(request);
      answer.write(request, connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (IOException | InterruptedException e) {
      return; // the client went away
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
