package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other tutorials, an epoch each on real data. */
class OtherExamplesTest {

  private static final Pattern RIGHT = Pattern.compile("([\\d.]+) % \\[\\d+/\\d+]");

  @TempDir private Path folder;

  /** Data that does not come with the project, of the folder beside it. */
  private static String shared(String name) {
    Path data = Path.of("..", "..", "shared", "data", name).toAbsolutePath().normalize();
    assumeTrue(Files.isDirectory(data), () -> "skipped: there is no " + data);
    return data.toString();
  }

  private static double percent(String line) {
    Matcher right = RIGHT.matcher(line);
    assertThat(right.find()).as(line).isTrue();
    return Double.parseDouble(right.group(1));
  }

  @Test
  @Tag("shared-data")
  void doodle() throws Exception {
    List<String> lines = Program.run(folder, "Doodle.java", shared("quickdraw"), "1");
    assertThat(lines.getFirst()).contains(" drawings of [");
    assertThat(percent(lines.get(2))).isGreaterThan(80);
    assertThat(lines).hasSize(6);
  }

  @Test
  @Tag("shared-data")
  void fashion() throws Exception {
    List<String> lines = Program.run(folder, "Fashion.java", shared("fashion-mnist"), "1");
    assertThat(percent(lines.getFirst())).isGreaterThan(80);
    assertThat(lines).hasSize(6);
    assertThat(lines.subList(1, 6)).allMatch(line -> line.contains(", taken for a "));
  }

  @Test
  void digits1632() throws Exception {
    List<String> lines = Program.run(folder, "Digits1632.java", "1");
    assertThat(percent(lines.getFirst())).isGreaterThan(97);
    assertThat(lines.get(1)).startsWith("1568 features; of 100 digits ");
    String alike = lines.get(1).replaceAll(".* digits (\\d+) lie.*", "$1");
    assertThat(Integer.parseInt(alike)).isBetween(70, 100);
  }

  @Test
  void digitsDeep() throws Exception {
    Path train = table("train.csv", Mnist.train(), 0, 1600, true);
    Path test = table("test.csv", Mnist.test(), 0, 100, false);
    List<String> lines =
        Program.run(folder, "DigitsDeep.java", train.toString(), test.toString(), "2");
    assertThat(lines).hasSize(2);
    List<String> rows = Files.readAllLines(folder.resolve("submission.csv"));
    assertThat(rows).hasSize(101).startsWith("ImageId,Label");
    int right = 0;
    for (int i = 1; i <= 100; i++) {
      right += rows.get(i).equals(i + "," + Mnist.test().label(i - 1)) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(70);
  }

  private Path table(String name, Dataset digits, int from, int to, boolean labels)
      throws IOException {
    List<String> rows = new ArrayList<>();
    StringBuilder header = new StringBuilder(labels ? "label," : "");
    for (int i = 0; i < 784; i++) {
      header.append(i == 0 ? "" : ",").append("pixel").append(i);
    }
    rows.add(header.toString());
    for (int n = from; n < to; n++) {
      StringBuilder row = new StringBuilder(labels ? digits.label(n) + "," : "");
      byte[] image = digits.image(n);
      for (int i = 0; i < image.length; i++) {
        row.append(i == 0 ? "" : ",").append(image[i] & 0xff);
      }
      rows.add(row.toString());
    }
    return Files.write(folder.resolve(name), rows);
  }
}
