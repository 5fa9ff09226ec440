package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains for one real epoch, then uses what it left, as a user would. */
class TrainedModelTest {

  @TempDir private static Path folder;

  private static Path run;
  private static Path model;
  private static Run training;

  @BeforeAll
  static void train() {
    run = folder.resolve("made/run");
    model = run.resolve("model.safetensors");
    training = Run.of("train", "--epochs", "1", "--seed", "3", "--out", run.toString());
  }

  private static Json.Obj metrics() throws IOException {
    return (Json.Obj) Json.parse(Files.readAllBytes(run.resolve("metrics.json")));
  }

  private static String number(Json.Obj json, String key) {
    return ((Json.Num) json.get(key).orElseThrow()).text();
  }

  @Test
  void printsTheTutorialsLinesWithoutControlCodes() {
    assertThat(training.err()).isEmpty();
    assertThat(training.status()).isZero();
    assertThat(training.out())
        .contains("conv1", "10 x 24 x 24", "21,840", "480,500")
        .containsPattern("\\[1, 300] loss: \\d\\.\\d{3}\\R\\[1, 600] loss: \\d\\.\\d{3}\\R")
        .containsPattern("Test accuracy: 9\\d\\.\\d\\d % \\[9\\d{3}/10000]")
        .contains("Wrote " + model)
        .doesNotContain("\r", "\u001b");
  }

  @Test
  void leavesHistoryAndMetricsThatAgree() throws IOException {
    List<String> history = Files.readAllLines(run.resolve("history.csv"));
    assertThat(history).hasSize(2);
    assertThat(history.getFirst())
        .isEqualTo(
            "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,"
                + "validationLoss,validationAccuracy,learningRate");
    String[] row = history.getLast().split(",", -1);
    Json.Obj metrics = metrics();
    assertThat(row[0]).isEqualTo("1").isEqualTo(number(metrics, "epochs"));
    assertThat(row[1]).isEqualTo(number(metrics, "trainLoss"));
    assertThat(row[2]).isEqualTo(number(metrics, "trainAccuracy"));
    assertThat(row[3]).isEqualTo(number(metrics, "testLoss"));
    assertThat(row[4]).isEqualTo(number(metrics, "testAccuracy"));
    assertThat(number(metrics, "parameters")).isEqualTo("21840");
    assertThat(number(metrics, "seed")).isEqualTo("3");
    assertThat(number(metrics, "testTotal")).isEqualTo("10000");
    assertThat(metrics.fields())
        .containsEntry("network", Json.of("lenet"))
        .containsEntry("data", Json.of("mnist"))
        .containsEntry("jdk", Json.of(System.getProperty("java.version")))
        .containsKeys("threads", "version", "testCorrect");
  }

  @Test
  void evalRepeatsTheAccuracyExactly() throws IOException {
    Run eval = Run.of("eval", model.toString(), "--data", "mnist", "--threads", "3");
    Matcher matcher = Pattern.compile("\\[(\\d+)/10000]").matcher(eval.out());
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).isEqualTo(number(metrics(), "testCorrect"));
    String lossLine = eval.out().lines().toList().get(1);
    assertThat(training.out()).contains(lossLine.substring(lossLine.lastIndexOf(' ') + 1));
    assertThat(Run.of("eval", run.toString()).out()).isEqualTo(eval.out());
  }

  /** Each image in several versions: the same from {@code eval} and from a table of predictions. */
  @Test
  void views() throws IOException {
    Run eval = Run.of("eval", model.toString(), "--data", "mnist", "--views", "shifted");
    Matcher matcher = Pattern.compile("\\[(\\d+)/10000]").matcher(eval.out());
    assertThat(matcher.find()).as(eval.err()).isTrue();
    Path table = folder.resolve("views.csv");
    Run.of("predict", run.toString(), "--data", "mnist", "--views", "shifted", "--csv", table + "");
    List<String> rows = Files.readAllLines(table);
    Dataset test = Mnist.test();
    long correct =
        IntStream.range(0, test.size())
            .filter(i -> rows.get(i + 1).equals(i + "," + test.label(i)))
            .count();
    assertThat(matcher.group(1)).isEqualTo(String.valueOf(correct));
    Run plain = Run.of("eval", model.toString(), "--data", "mnist");
    assertThat(plain.out()).isNotEqualTo(eval.out());
    Run wrong = Run.of("eval", model.toString(), "--views", "all");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("choose one of plain, mirrored, shifted, mirrored-shifted, not 'all'");
  }

  @Test
  void testDigitsAsPicturesScoreAsEvalSays() throws IOException {
    Model trained = ModelFile.read(model);
    Dataset test = Mnist.test();
    int correct = 0;
    for (int i = 0; i < test.size(); i++) {
      BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setDataElements(0, 0, 28, 28, test.image(i));
      correct += trained.predict(picture).best().label() == test.label(i) ? 1 : 0;
    }
    assertThat(String.valueOf(correct)).isEqualTo(number(metrics(), "testCorrect"));
  }

  @Test
  void predictsPicturesAndImagesOfADataSet() throws IOException {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, 28, 28, Mnist.test().image(0));
    Path png = folder.resolve("seven.png");
    ImageIO.write(picture, "png", png.toFile());
    Run file = Run.of("predict", model.toString(), png.toString());
    assertThat(file.err()).isEmpty();
    assertThat(file.out()).startsWith(png.toString()).containsPattern("\\d+\\.\\d\\d %  7\\R");
    assertThat(file.out().lines().filter(line -> line.contains(" %  "))).hasSize(3);
    Run raw = Run.of("predict", model.toString(), "--as-is", png.toString());
    Run data = Run.of("predict", model.toString(), "--data", "mnist", "--index", "0");
    assertThat(rest(raw)).isEqualTo(rest(file));
    assertThat(rest(data)).isEqualTo(rest(file));
    assertThat(data.out()).startsWith("mnist, test image 0, a 7");
  }

  private static List<String> rest(Run run) {
    return run.out().lines().skip(1).toList();
  }

  @Test
  void summaryOfAModelIsThatOfItsNetwork() {
    Run summary = Run.of("summary", model.toString());
    assertThat(summary.status()).isZero();
    assertThat(summary.out()).isEqualTo(Run.of("summary", "lenet").out()).contains("21,840");
  }

  @Test
  void anOldRunIsReplacedOnlyWhenToldSo() throws IOException {
    byte[] before = Files.readAllBytes(model);
    Run refused = Run.of("train", "--epochs", "1", "--out", run.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("already holds a run", "--overwrite");
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @Test
  void theSameSeedGivesTheSameFile() throws IOException {
    Path again = folder.resolve("again");
    Run quiet =
        Run.of(
            "train",
            "--quiet",
            "--epochs",
            "1",
            "--seed",
            "3",
            "--threads",
            "3",
            "--out",
            again.toString());
    assertThat(quiet.out()).startsWith("Test accuracy: ").doesNotContain("loss: 0.9");
    assertThat(Files.readAllBytes(again.resolve("model.safetensors")))
        .isEqualTo(Files.readAllBytes(model));
  }
}
