package dev.fovea.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a page besides its words, so that it needs nothing from outside.
 *
 * @param style the style sheet
 * @param scripts in the order in which they run
 */
public record Assets(String style, List<String> scripts) {

  /** Of the report of a model. */
  static final Assets REPORT = of("report.js");

  /** Of runs beside each other. */
  static final Assets COMPARE = of("compare.js");

  /** Of a run while it trains. */
  static final Assets LIVE = of("live.js");

  /** The version is that of the root pom.xml. */
  private static final String CHART_JS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  /** Copies the list. */
  public Assets {
    scripts = List.copyOf(scripts);
  }

  /** The style of all pages, Chart.js, what draws charts with it, and these scripts. */
  static Assets of(String... scripts) {
    List<String> texts = new ArrayList<>(List.of(text(CHART_JS), text("charts.js")));
    for (String script : scripts) {
      texts.add(text(script));
    }
    return new Assets(text("page.css"), texts);
  }

  private static String text(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing: this is a bug");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (text.contains("</script") || text.contains("</style")) {
        throw new IllegalStateException(resource + " would end its own element: this is a bug");
      }
      return text.replaceAll("//# sourceMappingURL=.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
