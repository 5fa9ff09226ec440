package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Evaluation;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.recipe.Recipes;
import dev.fovea.report.live.FolderRun;
import dev.fovea.report.live.LiveServer;
import dev.fovea.train.EpochResult;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of {@code ./fovea watch} while somebody else writes the history of the run. */
@Tag("browser")
class LiveInBrowserTest {

  private static Browser browser;

  @TempDir private Path folder;

  private Path run;
  private LiveServer server;

  @BeforeAll
  static void open() {
    browser = Browser.start();
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void begin() throws IOException {
    run = Files.createDirectory(folder.resolve("a <b>run"));
    RecipeFile.write(Recipes.find("lenet").orElseThrow(), RunFolder.recipe(run));
    server = LiveServer.start(new FolderRun(run), 0);
    browser.asked(); // those of other tests
    browser.complaints();
  }

  @AfterEach
  void close() {
    browser.open("about:blank", 1280, false); // or it would ask on
    server.close();
  }

  private void train(int epochs) throws IOException {
    List<EpochResult> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Evaluation test = new Evaluation(0.9 / epoch, 9000 + 50 * epoch, 10_000);
      rows.add(
          new EpochResult(
              epoch,
              1.0 / epoch,
              0.9 + 0.005 * epoch,
              Optional.empty(),
              Optional.of(test),
              0.01,
              100_000,
              0.5));
    }
    Path beside = folder.resolve("history");
    Files.write(beside, History.of(rows).csv());
    Files.move(beside, RunFolder.history(run), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void until(Callable<Boolean> reached) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("20 s are over").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static long points(String chart, int set) {
    return (Long)
        browser.run(
            "const c = Chart.getChart(arguments[0]);"
                + "return c ? c.data.datasets[arguments[1]].data.length : 0",
            chart,
            set);
  }

  @Test
  void curvesMoveWhileItTrainsAndTheReportComesAtTheEnd() throws Exception {
    browser.open(server.address().toString(), 1280, false);
    until(() -> browser.find("#said").getText().startsWith("Waiting for the end of the first"));
    train(2);
    until(() -> points("live-loss", 0) == 2);
    assertThat(points("live-loss", 1)).as("test loss").isEqualTo(2);
    assertThat(browser.find("#said").getText()).isEqualTo("Epoch 2 of 10 is done.");
    assertThat(browser.find("#left").getText()).isEqualTo("About 4 s left.");
    train(5);
    until(() -> points("live-accuracy", 1) == 5);
    assertThat(points("live-speed", 0)).isEqualTo(5);
    assertThat((Double) browser.run("return document.getElementById('progress').value"))
        .isEqualTo(0.5);
    train(10);
    until(() -> browser.find("#said").getText().equals("The training has ended after 10 epochs."));
    Files.writeString(RunFolder.report(run), "<!DOCTYPE html><title>the report</title><p>here");
    until(() -> browser.driver().getCurrentUrl().endsWith("/report"));
    assertThat(browser.driver().getTitle()).isEqualTo("the report");
    assertThat(browser.asked()).allMatch(url -> url.startsWith(server.address().toString()));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whoComesLateIsOfferedTheReport() throws Exception {
    train(10);
    Files.writeString(RunFolder.report(run), "<!DOCTYPE html><title>the report</title>");
    browser.open(server.address().toString(), 1280, false);
    until(() -> browser.find("#report").isDisplayed());
    Thread.sleep(1500); // it has asked again
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(server.address().toString());
    browser.find("#report a").click();
    until(() -> browser.driver().getTitle().equals("the report"));
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
  void fitsItsWindowAndComplainsOfNothing(int width, boolean dark) throws Exception {
    train(4);
    browser.open(server.address().toString(), width, dark);
    until(() -> points("live-rate", 0) == 4);
    browser.find("details summary").click();
    assertThat((Long) browser.run("return document.querySelectorAll('#rows tr').length"))
        .isEqualTo(4);
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat((String) browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(21, 21, 20)" : "rgb(251, 250, 248)");
    assertThat(browser.find("h1").getText()).isEqualTo("a <b>run");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whenTheServerEndsTheNumbersStay() throws Exception {
    train(3);
    browser.open(server.address().toString(), 1280, false);
    until(() -> points("live-loss", 0) == 3);
    server.close();
    until(() -> browser.find("#said").getText().startsWith("The server of this page has ended"));
    assertThat(points("live-loss", 0)).isEqualTo(3);
  }
}
