package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two small runs beside each other, as a user sets them. */
class CompareTest {

  @TempDir private static Path folder;

  private static String data;
  private static String network;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void train() throws IOException {
    data = SmallDigits.csv(folder, 600).toString();
    network = SmallDigits.network(folder).toString();
    first = train("first", data, "--epochs", "3", "--validation", "0.1");
    second = train("second", data, "--epochs", "2", "--lr", "0.2", "--seed", "9");
  }

  private static Path train(String name, String data, String... options) {
    Path run = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--net", network, "--data", data, "--out", run.toString()));
    arguments.add("--no-report");
    arguments.addAll(List.of(options));
    assertThat(Run.of(arguments.toArray(String[]::new)).err()).isEmpty();
    return run;
  }

  private static Run compare(Path page, String... arguments) {
    List<String> all = new ArrayList<>(List.of("compare", "--out", page.toString()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void printsATableAndWritesAPage() throws IOException {
    Path page = folder.resolve("both.html");
    Run run = compare(page, first.toString(), second.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("\\R +first +second\\R")
        .containsPattern("network +flat +flat\\R")
        .containsPattern("parameters +7,850 +7,850\\R")
        .containsPattern("epochs +3 +2\\R")
        .containsPattern("95 % interval +\\d+\\.\\d\\d % to \\d+\\.\\d\\d % ")
        .contains("Their recipes differ in:")
        .containsPattern("learning\\.optimizer\\.learningRate +0\\.01 +0\\.2\\R")
        .containsPattern("seed +42 +9\\R")
        .contains("(McNemar's test, p ")
        .endsWith("Wrote " + page + System.lineSeparator())
        .doesNotContain("\u00a0");
    String eval = Run.of("eval", first.toString()).out();
    String loss = eval.lines().toList().getLast().replaceAll(".* ", "");
    assertThat(run.out()).containsPattern("test loss +" + loss + " ");
    assertThat(page).content().contains("Which is better?", "Where do they disagree?", loss);
    Run again = compare(page, first.toString(), second.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("both.html exists already", "--overwrite");
    byte[] before = Files.readAllBytes(page);
    assertThat(compare(page, "--overwrite", first.toString(), second.toString()).err()).isEmpty();
    assertThat(Files.readAllBytes(page)).isEqualTo(before);
  }

  @Test
  void aModelFileIsMeasuredOnTheDataOfTheRuns() {
    Path page = folder.resolve("file.html");
    String file = first.resolve("model.safetensors").toString();
    Run run = compare(page, file, second.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("\\R +model\\.safetensors +second\\R")
        .containsPattern("epochs +2\\R")
        .doesNotContain("recipes differ");
    String alone = compare(folder.resolve("runs.html"), first.toString(), second.toString()).out();
    assertThat(loss(run.out())).isEqualTo(loss(alone));
  }

  private static String loss(String out) {
    return out.replaceAll("(?s).*test loss( +\\S+ +\\S+)\\R.*", "$1").strip();
  }

  @Test
  void runsOnOtherDataNeedToBeToldWhatToMeasureOn() throws IOException {
    Path other = Files.createDirectory(folder.resolve("elsewhere"));
    Path run = train("third", SmallDigits.csv(other, 300).toString(), "--epochs", "1");
    Path page = folder.resolve("data.html");
    Run refused = compare(page, first.toString(), run.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("first was trained on ", ", and third on ", "say with --data")
        .hasLineCount(1);
    assertThat(page).doesNotExist();
    Run told = compare(page, "--data", data, first.toString(), run.toString());
    assertThat(told.err()).isEmpty();
    assertThat(page).exists();
  }

  @Test
  void mistakesAreOneSentence() throws IOException {
    Path page = folder.resolve("never.html");
    assertThat(compare(page, first.toString()).err()).contains("give two or more");
    assertThat(compare(page, first.toString(), first.toString()).err())
        .contains("is named twice: name each run once");
    assertThat(compare(page, first.toString(), folder.resolve("none").toString()).err())
        .contains("does not exist");
    Files.writeString(
        folder.resolve("two.csv"),
        Files.readString(Path.of(data)).replaceAll("(?m)^[2-9],.*\\R", ""));
    Path two = train("two", folder.resolve("two.csv").toString(), "--epochs", "1", "--batch", "16");
    assertThat(compare(page, first.toString(), two.toString()).err())
        .contains("first and two tell other classes apart: compare runs on the same classes");
    assertThat(page).doesNotExist();
  }

  @Test
  void pathsAreNamesWhereTheirLastWordsAreTheSame() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy/first"));
    for (String name : List.of("model.safetensors", "recipe.json", "history.csv")) {
      Files.copy(first.resolve(name), copy.resolve(name));
    }
    Run run = compare(folder.resolve("copy.html"), first.toString(), copy.toString());
    assertThat(run.out())
        .contains("Their recipes are the same.")
        .contains("%s and %s are right on exactly the same images.".formatted(first, copy));
  }
}
