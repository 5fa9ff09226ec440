package dev.fovea.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.model.Json;
import dev.fovea.train.EpochResult;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on the loopback, asked as a browser and as others would ask it. */
class LiveServerTest {

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    writeHistory(1);
    server = LiveServer.start(new FolderRun(folder), 0);
  }

  @AfterEach
  void end() {
    server.close();
    client.close();
  }

  private void writeHistory(int epochs) throws IOException {
    List<EpochResult> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      rows.add(
          new EpochResult(
              epoch, 1.0 / epoch, 0.5, Optional.empty(), Optional.empty(), 0.01, 1000, 1));
    }
    Files.write(RunFolder.history(folder), History.of(rows).csv());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.address().resolve(path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private Json.Obj state() throws IOException, InterruptedException {
    return (Json.Obj) Json.parse(get("/history").body());
  }

  private static String text(Json.Obj json, String... keys) {
    Json value = json;
    for (String key : keys) {
      value = ((Json.Obj) value).get(key).orElseThrow();
    }
    return value.compact();
  }

  @Test
  void thePageMayRunItsOwnScriptsAlone() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("Chart.js v4").contains("fetch(\"/history\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'sha256-")
        .contains("connect-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(get("/?x=1").statusCode()).isEqualTo(200);
  }

  @Test
  void theHistoryMoves() throws Exception {
    assertThat(text(state(), "history", "epoch")).isEqualTo("[1]");
    assertThat(text(state(), "state")).isEqualTo("\"training\"");
    assertThat(text(state(), "epochs")).isEqualTo("null");
    writeHistory(2);
    assertThat(text(state(), "history", "epoch")).isEqualTo("[1,2]");
    assertThat(text(state(), "history", "trainLoss")).isEqualTo("[1,0.5]");
    assertThat(text(state(), "history", "validationLoss")).isEqualTo("[null,null]");
    assertThat(text(state(), "report")).isEqualTo("false");
  }

  @Test
  void ofALongHistorySomeEpochsAreShownAndTheLast() throws Exception {
    writeHistory(2501);
    List<Json> epochs =
        ((Json.Arr) ((Json.Obj) state().get("history").orElseThrow()).get("epoch").orElseThrow())
            .items();
    assertThat(epochs).hasSizeLessThanOrEqualTo(1000).hasSizeGreaterThan(500);
    assertThat(epochs.getLast()).isEqualTo(Json.of(2501));
  }

  @Test
  void aDamagedHistoryIsTold() throws Exception {
    Files.writeString(RunFolder.history(folder), "nothing");
    assertThat(text(state(), "problem")).contains("lacks the column");
  }

  @Test
  void theReportIsServedOnceItIsThere() throws Exception {
    assertThat(get("/report").statusCode()).isEqualTo(404);
    assertThat(server.awaitReport(Duration.ZERO)).isFalse();
    Path report = RunFolder.report(folder);
    Files.writeString(report, "the report");
    Files.setLastModifiedTime(report, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(get("/report").statusCode()).as("older than the run").isEqualTo(404);
    assertThat(text(state(), "report")).isEqualTo("false");
    Files.setLastModifiedTime(report, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(text(state(), "report")).isEqualTo("true");
    assertThat(text(state(), "state")).isEqualTo("\"ended\"");
    HttpResponse<String> answer = get("/report");
    assertThat(answer.body()).isEqualTo("the report");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("connect-src");
    assertThat(server.awaitReport(Duration.ofSeconds(10))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/history.csv",
        "/report.html",
        "/history/",
        "/History",
        "//history",
        "/..%2fhistory.csv",
        "/%2e%2e/history",
        "/recipe.json",
        "/favicon.ico",
        "/index.html"
      })
  void nothingElseIsServed(String path) throws Exception {
    URI uri = URI.create(server.address().toString().replaceAll("/$", "") + path);
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).build());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("trainLoss", "Chart.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void itCanOnlyBeRead(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/history"))
            .method(method, BodyPublishers.ofString("body"))
            .build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.address()).HEAD().build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
        .isEqualTo(get("/").body().getBytes(StandardCharsets.UTF_8).length);
  }

  /** What a browser sends when a foreign name was made to lead to 127.0.0.1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:PORT",
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: localhost:PORT\r\nHost: evil.example",
        "Other: header"
      })
  void aForeignNameIsRefused(String header) throws IOException {
    assertThat(raw(header.replace("PORT", "" + server.address().getPort())))
        .startsWith("HTTP/1.1 403")
        .contains("Ask for 127.0.0.1 or localhost.");
  }

  @Test
  void bothOfItsNamesAreTaken() throws IOException {
    int port = server.address().getPort();
    assertThat(raw("Host: localhost:" + port)).startsWith("HTTP/1.1 200");
    assertThat(raw("Host: LOCALHOST:" + port)).startsWith("HTTP/1.1 200");
    assertThat(raw("Host: 127.0.0.1:" + port)).startsWith("HTTP/1.1 200");
  }

  private String raw(String header) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String request = "GET /history HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void otherAddressesOfThisMachineDoNotAnswer() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : others) {
      try (Socket socket = new Socket()) {
        InetSocketAddress there = new InetSocketAddress(address, server.address().getPort());
        assertThatThrownBy(() -> socket.connect(there, 2000))
            .as(address.toString())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aBrowserThatAsksIsSeen() throws Exception {
    assertThat(server.isWatched()).isFalse();
    get("/");
    assertThat(server.isWatched()).isFalse();
    state();
    assertThat(server.isWatched()).isTrue();
  }

  @Test
  void afterItsEndNothingIsLeft() throws Exception {
    get("/history");
    int port = server.address().getPort();
    server.close();
    server.close(); // again does nothing
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.isDaemon())
            .map(Thread::getName)
            .toList();
    assertThat(threads).noneMatch(name -> name.startsWith("HTTP-Dispatcher"));
  }

  @Test
  void aPortThatIsTakenOrNoneIsTold() {
    int port = server.address().getPort();
    assertThatThrownBy(() -> LiveServer.start(new FolderRun(folder), port))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("port " + port + " cannot be listened on")
        .hasMessageContaining("choose another --port");
    for (int wrong : new int[] {-1, 65536}) {
      assertThatThrownBy(() -> LiveServer.start(new FolderRun(folder), wrong))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("1 to 65535");
    }
  }

  @Test
  void aFolderWithoutARunIsTold() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> new FolderRun(empty))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no run");
    assertThatThrownBy(() -> new FolderRun(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
    try (Stream<Path> left = Files.list(empty)) {
      assertThat(left).isEmpty();
    }
  }
}
