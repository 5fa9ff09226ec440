package dev.fovea.cli;

import dev.fovea.report.live.LiveServer;
import dev.fovea.report.live.LiveTraining;
import dev.fovea.train.TrainingListener;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The page of {@code fovea train --open}: the curves while it trains, then the report. It ends with
 * the command, which waits a little for a browser that shows it to fetch the report.
 */
final class LiveView implements AutoCloseable {

  /** The page asks each second, and so hears within one that the report is there. */
  private static final Duration MOST = Duration.ofSeconds(5);

  /** What was served may still be on its way. */
  private static final Duration SENT = Duration.ofMillis(300);

  private final PrintWriter out;
  private final Consumer<URI> browser;
  private Optional<LiveTraining> training = Optional.empty();
  private Optional<LiveServer> server = Optional.empty();
  private boolean reported;

  /**
   * Nothing is served yet.
   *
   * @param out is told where the page is
   * @param browser opens it
   */
  LiveView(PrintWriter out, Consumer<URI> browser) {
    this.out = out;
    this.browser = browser;
  }

  /** Serves the page of a training that is about to begin, and opens it. */
  void open(Path folder, int epochs) {
    LiveTraining live = new LiveTraining(folder, epochs);
    LiveServer serving = LiveServer.start(live, 0);
    training = Optional.of(live);
    server = Optional.of(serving);
    out.println("Watch it at " + serving.address());
    out.flush();
    browser.accept(serving.address());
  }

  /** Hears what the page shows; nothing where none is served. */
  TrainingListener listener() {
    return training.<TrainingListener>map(live -> live).orElse(new TrainingListener() {});
  }

  /** The training has ended, and its report will be made. */
  void reporting() {
    training.ifPresent(LiveTraining::reporting);
  }

  /** All is done, with a report or without. */
  void ended(boolean report) {
    reported = report;
    training.ifPresent(live -> live.ended(report));
  }

  @Override
  public void close() {
    server.ifPresent(
        serving -> {
          try (serving) {
            if (reported && serving.isWatched() && serving.awaitReport(MOST)) {
              Thread.sleep(SENT);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody is in a hurry
          }
        });
  }
}
