package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.InputException;
import dev.fovea.inspect.Grid;
import dev.fovea.train.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bare server: without fonts charts say so in a sentence, and all else is drawn. */
class NoFontsTest {

  @TempDir private Path folder;

  @Test
  void chartsSayWhatIsMissing() throws IOException, InterruptedException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "skipped: only on Linux do fonts come by fontconfig");
    Path none = folder.resolve("fonts.conf");
    Files.writeString(
        none, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig/>");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Drawing.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", none.toString());
    builder.environment().put("FONTCONFIG_PATH", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .startsWith("heat: 68 bytes or more\nthis Java can draw no letters (")
        .endsWith(
            "): install a font, such as the packages fontconfig and fonts-dejavu-core;"
                + " the report needs none\n");
  }

  /** Draws a picture without text and a chart, and says what came of them. */
  static final class Drawing {

    private Drawing() {}

    public static void main(String[] arguments) {
      byte[] heat = Encoded.png(Rasters.heat(new Grid(1, 2, new float[] {0, 1})));
      System.out.print(heat.length >= 68 ? "heat: 68 bytes or more\n" : "no heat\n");
      OptionalDouble none = OptionalDouble.empty();
      History.Row row = new History.Row(1, 1, 0.5, none, none, 1, 1, none, none, 0.1);
      try {
        CurvesPicture.of(new History(List.of(row)));
        System.out.print("a chart\n");
      } catch (InputException e) {
        System.out.print(e.getMessage() + "\n");
      }
    }
  }
}
