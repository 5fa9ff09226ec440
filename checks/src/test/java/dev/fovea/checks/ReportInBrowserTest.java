package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The report that {@code ./fovea train} leaves, as people use it. */
@Tag("browser")
class ReportInBrowserTest {

  @TempDir private static Path folder;

  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void trainAndOpen() throws Exception {
    Fovea.assumeBuilt();
    browser = Browser.start();
    Path run = folder.resolve("a <b>run");
    new Fovea(folder).run("train", "--epochs", "2", "--quiet", "--out", run.toString());
    report = run.resolve("report.html");
    assertThat(report).exists();
    assertThat(Files.size(report)).isLessThan(5_000_000);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(int width, boolean dark) {
    browser.open(report.toUri().toString(), width, dark);
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
  void fitsItsWindowAndComplainsOfNothing(int width, boolean dark) {
    browser.asked(); // those of other tests
    browser.complaints();
    open(width, dark);
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat((String) browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(21, 21, 20)" : "rgb(251, 250, 248)");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.asked()).allMatch(url -> url.startsWith("file:"));
    assertThat(browser.find("h1").getText()).isEqualTo("a <b>run");
  }

  @Test
  void curvesHaveAPointForEachEpoch() {
    open(1280, false);
    for (String curve : List.of("curve-loss", "curve-accuracy", "curve-rate", "curve-speed")) {
      assertThat(points(curve, 0)).as(curve).isEqualTo(2);
    }
    assertThat((Boolean) browser.run("return fovea.data('trust-data').bins.length > 3")).isTrue();
  }

  private static long points(String chart, int set) {
    return (Long)
        browser.run(
            "return Chart.getChart(arguments[0]).data.datasets[arguments[1]].data.length",
            chart,
            set);
  }

  @Test
  void aMistakeOpensLargerAndClosesAgain() {
    open(1280, false);
    WebElement first = browser.find(".gallery button");
    first.click();
    WebElement dialog = browser.find("#larger");
    assertThat(dialog.isDisplayed()).isTrue();
    assertThat(dialog.findElements(By.tagName("img")))
        .hasSize(3)
        .allMatch(image -> Integer.parseInt(image.getDomProperty("naturalWidth")) >= 28);
    String title = browser.find("#larger-title").getText();
    dialog.sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.find("#larger-name").getText()).startsWith("test image ");
    dialog.sendKeys(Keys.ARROW_LEFT);
    assertThat(browser.find("#larger-title").getText()).isEqualTo(title);
    dialog.sendKeys(Keys.ESCAPE);
    assertThat(dialog.isDisplayed()).isFalse();
    assertThat(browser.driver().switchTo().activeElement()).isEqualTo(first);
  }

  @Test
  void theImageAtThePointerIsShown() {
    open(1280, false);
    for (int plane = 0; plane < 4; plane++) {
      WebElement canvas = browser.find("#plane-" + plane);
      browser.run("arguments[0].scrollIntoView({block: 'center'})", canvas);
      // The first point of the first class, in pixels from the canvas' centre.
      List<?> at =
          (List<?>)
              browser.run(
                  "const c = Chart.getChart(arguments[0]), p = c.getDatasetMeta(1).data[0];"
                      + "return [Math.round(p.x - c.width / 2), Math.round(p.y - c.height / 2)]",
                  "plane-" + plane);
      new Actions(browser.driver())
          .moveToElement(canvas, ((Long) at.get(0)).intValue(), ((Long) at.get(1)).intValue())
          .perform();
      WebElement hover = browser.find(".hover");
      assertThat(hover.isDisplayed()).as("plane " + plane).isTrue();
      assertThat(hover.getText()).isNotEmpty();
      assertThat(browser.find(".hover div").getCssValue("background-image"))
          .startsWith("url(\"data:image/png");
      new Actions(browser.driver()).moveToElement(browser.find("#places h2")).perform();
      assertThat(hover.isDisplayed()).isFalse();
    }
  }

  @Test
  void theKeyboardGoesThroughMistakes() {
    open(1280, false);
    WebElement canvas = browser.find("#plane-0");
    canvas.sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.find("#places-said").getText()).contains(", taken for ");
    canvas.sendKeys(Keys.ARROW_RIGHT);
    canvas.sendKeys(Keys.ESCAPE);
    assertThat(browser.find(".hover").isDisplayed()).isFalse();
  }

  @Test
  void aClassIsChosenAndItsMapsShown() {
    open(390, true);
    WebElement choice = browser.find("#sight-class");
    browser.run(
        "arguments[0].value = '3'; arguments[0].dispatchEvent(new Event('change'))", choice);
    assertThat(browser.find("[data-sight='3']").isDisplayed()).isTrue();
    assertThat(browser.find("[data-sight='0']").isDisplayed()).isFalse();
  }
}
