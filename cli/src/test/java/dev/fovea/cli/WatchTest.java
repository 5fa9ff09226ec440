package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.RunFolder;
import dev.fovea.train.Trainer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea watch}, and the page of {@code train --open}. */
class WatchTest {

  @TempDir private Path folder;

  @Test
  void whatIsNoRunIsTold() {
    assertThat(Run.of("watch", folder.toString()).err())
        .contains("holds no run: give a folder that `fovea train` has made");
    Run none = Run.of("watch", folder.resolve("none").toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("does not exist: give the folder of a run");
    assertThat(Run.of("watch").status()).isEqualTo(2);
  }

  /** Ctrl-C ends the JVM; an interrupt ends the command alone. */
  @Test
  void servesUntilItIsEnded() throws Exception {
    Files.writeString(RunFolder.recipe(folder), "{\"network\": \"lenet\"}");
    CompletableFuture<Run> ended = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().start(() -> ended.complete(Run.of("watch", folder.toString())));
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(each -> each.getName().startsWith("HTTP-Dispatcher"))) {
      assertThat(ended).isNotDone();
      Thread.sleep(20);
    }
    thread.interrupt();
    Run run = ended.get();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("^Watch it at http://127\\.0\\.0\\.1:\\d+/ \\(end with");
    thread.join();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(each -> each.getName().startsWith("HTTP-Dispatcher"));
  }

  private final List<URI> opened = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  @Test
  @SuppressWarnings("try") // it is the end that is tested
  void thePageOfATrainingIsOpenedAndEndsWithIt() throws Exception {
    Dataset digits = Mnist.train().slice(0, 100);
    Network network = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    try (HttpClient client = HttpClient.newHttpClient();
        LiveView view = new LiveView(new PrintWriter(said), opened::add)) {
      view.open(folder, 2);
      assertThat(said.toString()).startsWith("Watch it at " + opened.getFirst());
      Trainer.of(network).batch(25).epochs(2).listener(view.listener()).fit(digits);
      assertThat(get(client, "history")).contains("\"epoch\":[1,2]", "\"state\":\"training\"");
      view.reporting();
      assertThat(get(client, "history")).contains("\"state\":\"reporting\"");
      Files.writeString(RunFolder.report(folder), "the report");
      view.ended(true);
      assertThat(get(client, "history")).contains("\"report\":true");
      // Asked a moment ago, so the end waits for this.
      CompletableFuture<String> report =
          client
              .sendAsync(
                  HttpRequest.newBuilder(opened.getFirst().resolve("report")).build(),
                  BodyHandlers.ofString())
              .thenApply(answer -> answer.body());
      view.close();
      assertThat(report.get()).isEqualTo("the report");
    }
  }

  private String get(HttpClient client, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(opened.getFirst().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void withoutAPageNothingIsHeardOrServed() {
    try (LiveView view = new LiveView(new PrintWriter(said), opened::add)) {
      view.listener().batch(1, 1, 1, 0.5);
      view.reporting();
      view.ended(true);
    }
    assertThat(opened).isEmpty();
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void eachSystemHasItsWayToOpenAPage() {
    URI page = URI.create("http://127.0.0.1:8/");
    Map<String, String> screen = Map.of("DISPLAY", ":0");
    assertThat(Browser.command("Linux", screen, page))
        .contains(List.of("xdg-open", "http://127.0.0.1:8/"));
    assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "w"), page)).isPresent();
    assertThat(Browser.command("Linux", Map.of(), page)).isEmpty();
    assertThat(Browser.command("Mac OS X", Map.of(), page).orElseThrow()).startsWith("open");
    assertThat(Browser.command("Windows 11", Map.of(), page).orElseThrow()).startsWith("rundll32");
  }
}
