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

/** The page that {@code ./fovea compare} writes, as people use it. */
@Tag("browser")
class CompareInBrowserTest {

  @TempDir private static Path folder;

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void compareAndOpen() throws Exception {
    Fovea.assumeBuilt();
    Fovea fovea = new Fovea(folder);
    browser = Browser.start();
    Path first = folder.resolve("a <b>run");
    Path second = folder.resolve("another-run-with-a-long-name");
    fovea.run("train", "--epochs", "2", "--no-report", "--out", first.toString());
    fovea.run("train", "--epochs", "1", "--no-report", "--seed", "7", "--out", second.toString());
    page = folder.resolve("compare.html");
    fovea.run("compare", "--out", page.toString(), first.toString(), second.toString());
    assertThat(Files.size(page)).isLessThan(5_000_000);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
  void fitsItsWindowAndComplainsOfNothing(int width, boolean dark) {
    browser.asked(); // those of other tests
    browser.complaints();
    browser.open(page.toUri().toString(), width, dark);
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat((String) browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(21, 21, 20)" : "rgb(251, 250, 248)");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.asked()).allMatch(url -> url.startsWith("file:"));
    assertThat(browser.find("h1").getText()).isEqualTo("a <b>run and another-run-with-a-long-name");
  }

  @Test
  void eachRunHasItsCurveInItsColour() {
    browser.open(page.toUri().toString(), 1280, false);
    // Training and test, loss and accuracy: lenet's recipe has no validation images.
    assertThat(browser.driver().findElements(By.cssSelector("#course canvas"))).hasSize(4);
    String colour = "return Chart.getChart(arguments[0]).data.datasets[arguments[1]].borderColor";
    for (int run = 0; run < 2; run++) {
      assertThat(browser.run(colour, "curve-0", run))
          .isEqualTo(browser.run(colour, "curve-3", run));
    }
    String known =
        "return Chart.getChart('curve-0').data.datasets[arguments[0]].data.filter(p => p.y !== null).length";
    assertThat(browser.run(known, 0)).isEqualTo(2L);
    assertThat(browser.run(known, 1)).isEqualTo(1L);
    browser.find("#course details summary").click();
    assertThat(browser.find("#course details table").isDisplayed()).isTrue();
  }

  @Test
  void imagesOnWhichTheyDisagreeAreShown() {
    browser.open(page.toUri().toString(), 390, true);
    List<?> widths =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('#disagreements img')].map(i => i.naturalWidth)");
    assertThat(widths).hasSizeBetween(20, 60).allMatch(width -> width.equals(28L));
    assertThat(browser.find("#disagreements li").getText())
        .contains("is ", "a <b>run: ", "another-run-with-a-long-name: ");
  }
}
