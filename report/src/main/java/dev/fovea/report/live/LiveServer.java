package dev.fovea.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.report.LivePage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves a run while it trains, to this machine alone: a page with its curves at {@code /}, what
 * that asks for at {@code /history}, and the report at {@code /report} once it is there. Nothing
 * else is served, and no path of a request ever becomes that of a file.
 *
 * <p>It listens on the loopback address 127.0.0.1, and answers requests that call it so, or {@code
 * localhost}: a page from elsewhere whose name was made to lead here calls it otherwise.
 */
public final class LiveServer implements AutoCloseable {

  /** The page asks each second; after three it is closed, or hidden by its browser. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(3);

  /** A report is a page of our own making, with its style and its scripts inside. */
  private static final String REPORT_POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final LiveRun run;
  private final HttpServer server;
  private final ExecutorService threads;
  private final byte[] page;
  private final CountDownLatch reported = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long asked;
  private volatile boolean wasAsked;

  private LiveServer(LiveRun run, HttpServer server) {
    this.run = run;
    this.server = server;
    this.page = LivePage.html(run.name());
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts to serve.
   *
   * @param port 1 to 65535, or 0 for one that is free
   * @throws InputException if there is no such port, or it is taken or not allowed
   */
  public static LiveServer start(LiveRun run, int port) {
    if (port < 0 || port > 65535) {
      throw new InputException(
          "the port must be 1 to 65535, or 0 for one that is free, not " + port);
    }
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      LiveServer server = new LiveServer(run, http);
      http.setExecutor(server.threads);
      http.createContext("/", server::answer);
      http.start();
      return server;
    } catch (BindException e) {
      throw new InputException(
          "port %d cannot be listened on (%s): choose another --port, or leave it out"
              .formatted(port, InputFiles.reason(e)),
          e);
    } catch (IOException e) {
      throw new InputException(
          "the page cannot be served (%s): choose another --port, or leave it out"
              .formatted(InputFiles.reason(e)),
          e);
    }
  }

  /** Where the page is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Whether a browser shows the page now: it asked not long ago. */
  public boolean isWatched() {
    return wasAsked && System.nanoTime() - asked < FORGOTTEN.toNanos();
  }

  /**
   * Waits until the report was fetched; no longer than that.
   *
   * @return whether it was
   * @throws InterruptedException if the thread is told to end
   */
  public boolean awaitReport(Duration most) throws InterruptedException {
    return reported.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends; nothing is listened on and no thread is left afterwards. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop(0);
      threads.close();
    }
  }

  /**
   * What a request is answered with.
   *
   * @param policy which content the page may have, and from where
   */
  private record Reply(int status, String type, String policy, byte[] body) {

    static Reply ok(String type, String policy, byte[] body) {
      return new Reply(200, type, policy, body);
    }

    static Reply refused(int status, String sentence) {
      return new Reply(
          status,
          "text/plain; charset=utf-8",
          "default-src 'none'; frame-ancestors 'none'",
          (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
      Reply reply = reply(exchange, path);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", reply.type());
      headers.set("Content-Security-Policy", reply.policy());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      if (reply.status() == 405) {
        headers.set("Allow", "GET, HEAD");
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(reply.body().length));
        exchange.sendResponseHeaders(reply.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
      exchange.getResponseBody().close();
      if (reply.status() == 200 && path.equals("/report")) {
        reported.countDown();
      }
    }
  }

  private Reply reply(HttpExchange exchange, String path) {
    if (!isForUs(exchange.getRequestHeaders())) {
      return Reply.refused(403, "Ask for 127.0.0.1 or localhost.");
    }
    if (!List.of("/", "/history", "/report").contains(path)) {
      return Reply.refused(404, "There is nothing here.");
    }
    if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
      return Reply.refused(405, "This can only be read.");
    }
    try {
      return switch (path) {
        case "/history" -> history();
        case "/report" -> report();
        default -> Reply.ok("text/html; charset=utf-8", LivePage.policy(), page);
      };
    } catch (InputException e) {
      return Reply.refused(500, e.getMessage());
    }
  }

  /** A name that leads here from elsewhere is not ours, and several are a riddle. */
  private boolean isForUs(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1) {
      return false;
    }
    String host = hosts.getFirst().toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    String port = colon < 0 ? "80" : host.substring(colon + 1);
    return List.of("127.0.0.1", "localhost").contains(name)
        && port.equals(Integer.toString(port()));
  }

  private Reply history() {
    asked = System.nanoTime();
    wasAsked = true;
    byte[] json = run.state().json(run.name()).bytes();
    return Reply.ok("application/json", "default-src 'none'; frame-ancestors 'none'", json);
  }

  private Reply report() {
    Optional<byte[]> bytes = run.report();
    return bytes.isPresent()
        ? Reply.ok("text/html; charset=utf-8", REPORT_POLICY, bytes.get())
        : Reply.refused(404, "There is no report yet.");
  }
}
