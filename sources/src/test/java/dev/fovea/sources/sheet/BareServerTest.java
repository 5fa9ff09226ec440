package dev.fovea.sources.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.sources.Images;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other JVMs: without fonts, without the screen that they were promised, with little memory. */
class BareServerTest {

  @TempDir Path folder;

  @Test
  void withoutFontsTheSheetHasNoText() throws Exception {
    assumeTrue(onLinux(), "skipped: only on Linux do fonts come by fontconfig");
    Path none = folder.resolve("fonts.conf");
    Files.writeString(
        none, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig/>");
    Map<String, String> noFonts =
        Map.of("FONTCONFIG_FILE", none.toString(), "FONTCONFIG_PATH", folder.toString());
    String output = run(noFonts, "-Djava.awt.headless=true", "-Duser.home=" + folder);
    noText(output);
  }

  @Test
  void withoutTheScreenTheSheetHasNoText() throws Exception {
    assumeTrue(onLinux(), "skipped: only on Linux does the variable DISPLAY name the screen");
    noText(run(Map.of("DISPLAY", ":98"), "-Djava.awt.headless=false"));
  }

  /** 8 + 80 + 8 + 100 x 98 - 2 + 8 wide, 60 + 40 x 102 + 8 high, four bytes a pixel. */
  @Test
  void tooLittleMemoryIsTold() throws Exception {
    assertThat(run(Map.of(), "-Djava.awt.headless=true", "-Xmx20m", "-Dlarge=true"))
        .isEqualTo(
            "the sheet of d needs 157 MiB of memory, more than this JVM has left:"
                + " show fewer images of each class\n");
  }

  private static void noText(String output) {
    assertThat(output)
        .startsWith("pixel 0a0a0a, [The sheet has no text, for this Java can draw none (")
        .endsWith("): install fontconfig and a font, and run it with -Djava.awt.headless=true.]\n");
  }

  private static boolean onLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static String run(Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-Xshare:auto"));
    command.addAll(List.of(options));
    String classes =
        String.join(File.pathSeparator, home(Small.class), home(Images.class), home(Dataset.class));
    command.addAll(List.of("-cp", classes, Small.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Draws a sheet and says what came of it. */
  static final class Small {

    private Small() {}

    public static void main(String[] arguments) {
      boolean large = Boolean.getBoolean("large");
      int classes = large ? 40 : 1;
      byte[] pixels = new byte[classes * 96 * 96];
      Arrays.fill(pixels, (byte) 10);
      int[] labels = IntStream.range(0, classes).toArray();
      List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
      Dataset data = new Dataset("d", 1, 96, 96, pixels, labels, names);
      try {
        Sheet sheet = Sheet.of(data, new SheetOptions(large ? 100 : 1, 0, Optional.empty()));
        int pixel = sheet.picture().getRGB(128, 64) & 0xFFFFFF;
        System.out.print("pixel %06x, %s\n".formatted(pixel, sheet.remarks()));
      } catch (InputException e) {
        System.out.print(e.getMessage() + "\n");
      }
    }
  }
}
