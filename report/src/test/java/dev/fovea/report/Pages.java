package dev.fovea.report;

import dev.fovea.model.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is in the text of a page. */
final class Pages {

  private static final Pattern OUTSIDE =
      Pattern.compile("(?:src|href|action)=\"(?!data:|#)([^\"]*)\"|url\\((?!data:|\\$)([^)]*)\\)");

  private Pages() {}

  /** What a script of the page reads. */
  static Json data(String html, String id) {
    String start = "<script type=\"application/json\" id=\"" + id + "\">";
    int from = html.indexOf(start) + start.length();
    return Json.parse(html.substring(from, html.indexOf("</script>", from)));
  }

  /** A field of an object. */
  static Json get(Json object, String key) {
    return ((Json.Obj) object).get(key).orElseThrow();
  }

  /** The part of a page with that id. */
  static String section(String html, String id) {
    int from = html.indexOf("id=\"" + id + "\"");
    return html.substring(from, html.indexOf("</section>", from));
  }

  /** The first thing that the page would load from elsewhere, or nothing. */
  static String outside(String html) {
    String words = html.replaceAll("(?s)<script>.*?</script>", "");
    Matcher found = OUTSIDE.matcher(words);
    return found.find() ? found.group() : "";
  }
}
