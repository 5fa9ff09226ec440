package dev.fovea.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The page of a run while it trains, which asks its server for the numbers. */
public final class LivePage {

  private LivePage() {}

  /**
   * Makes the page: UTF-8.
   *
   * @param name what the run is called
   */
  public static byte[] html(String name) {
    return Html.of(out -> JteliveGenerated.render(out, null, name));
  }

  /**
   * The Content-Security-Policy under which the page works: its own style and scripts, by their
   * sums, and its own server, and nothing else.
   */
  public static String policy() {
    return "default-src 'none'; script-src %s; style-src %s; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(sums(Assets.LIVE.scripts()), sums(List.of(Assets.LIVE.style())));
  }

  private static String sums(List<String> texts) {
    return texts.stream().map(LivePage::sum).collect(Collectors.joining(" "));
  }

  private static String sum(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
