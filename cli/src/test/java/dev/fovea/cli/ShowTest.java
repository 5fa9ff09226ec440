package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Mnist;
import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.ModelFile;
import dev.fovea.report.picture.ConfusionPicture;
import dev.fovea.report.picture.Encoded;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** {@code fovea show} and {@code fovea data embed}, on a model that a user would have trained. */
class ShowTest {

  @TempDir private static Path folder;

  private static Path digits;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    digits = SmallDigits.csv(folder, 700);
    run = folder.resolve("made").resolve("a-run");
    Run training =
        Run.of(
            "train",
            "--no-report",
            "--data",
            digits.toString(),
            "--epochs",
            "2",
            "--out",
            run.toString());
    assertThat(training.err()).isEmpty();
  }

  private static Run show(String what, String... more) {
    List<String> words = new ArrayList<>(List.of("show", what));
    words.addAll(Arrays.asList(more));
    return Run.of(words.toArray(String[]::new));
  }

  /** Shows what, into a file of that name; the picture. */
  private static BufferedImage picture(String name, String... words) throws IOException {
    Path file = folder.resolve(name + ".png");
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--out");
    all.add(file.toString());
    Run shown = Run.of(all.toArray(String[]::new));
    assertThat(shown.err()).isEmpty();
    assertThat(shown.status()).isZero();
    assertThat(shown.out()).contains("Wrote " + file).doesNotContain("\u001b");
    return ImageIO.read(file.toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "curves, 2240",
    "calibration, 2240",
    "saliency, 1560",
    "embedding, 2420",
  })
  void chartsHaveTheirWidth(String what, int width) throws IOException {
    assertThat(picture(what, "show", what, run.toString()).getWidth()).isEqualTo(width);
  }

  @Test
  void samplesAndMistakesAreSheetsOfImages() throws IOException {
    assertThat(picture("samples", "show", "samples", run.toString(), "--samples", "3").getHeight())
        .isGreaterThan(10 * 56);
    BufferedImage two = picture("m2", "show", "mistakes", run.toString(), "--top", "2");
    BufferedImage nine = picture("m9", "show", "mistakes", run.toString(), "--top", "9");
    assertThat(nine.getHeight()).isGreaterThan(two.getHeight());
    BufferedImage ofClass =
        picture("m-class", "show", "mistakes", run.toString(), "--top", "1", "--class", "5");
    assertThat(ofClass.getHeight()).isEqualTo(two.getHeight());
  }

  @Test
  void aConfusionIsThatOfTheModelsOwnPredictions() throws IOException {
    picture("confusion", "show", "confusion", run.toString(), "--data", "mnist");
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            Predictions.of(ModelFile.read(run.resolve("model.safetensors")), Mnist.test(), 2));
    assertThat(Files.readAllBytes(folder.resolve("confusion.png")))
        .isEqualTo(Encoded.png(ConfusionPicture.of(matrix)));
  }

  @Test
  void filtersAndFeaturesAreOfTheLayerThatWasAsked() throws IOException {
    assertThat(picture("f1", "show", "filters", run.toString()).getWidth()).isLessThan(400);
    Run told = show("filters", run.toString(), "--layer", "conv2", "--out", temporary("f2.png"));
    assertThat(told.out()).contains("conv2: 20 filters of 5 x 5 on 10 channels");
    Run maps = show("features", run.toString(), "--layer", "pool2", "--out", temporary("p2.png"));
    assertThat(maps.out()).contains("image 0 of digits.csv, a ", "pool2 makes 20 x 4 x 4 of it");
    Path seven = folder.resolve("seven.png");
    BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    digit.getRaster().setDataElements(0, 0, 28, 28, Mnist.test().image(0));
    ImageIO.write(digit, "png", seven.toFile());
    Run own =
        show(
            "features",
            run.toString(),
            "--layer",
            "dense1",
            "--image",
            seven.toString(),
            "--out",
            temporary("d1.png"));
    assertThat(own.out()).contains("seven.png: dense1 makes 50 of it");
  }

  private static String temporary(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradient", "grad-cam", "occlusion"})
  void mapsAreMadeInThreeWays(String method) throws IOException {
    BufferedImage seen =
        picture("by-" + method, "show", "saliency", run.toString(), "--by", method);
    BufferedImage other =
        picture("of-" + method, "show", "saliency", run.toString(), "--by", method, "--class", "1");
    assertThat(seen.getWidth()).isEqualTo(other.getWidth());
    assertThat(different(seen, other)).isGreaterThan(1000);
  }

  private static int different(BufferedImage a, BufferedImage b) {
    int count = 0;
    for (int y = 0; y < Math.min(a.getHeight(), b.getHeight()); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        count += a.getRGB(x, y) != b.getRGB(x, y) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void planesAreOfPixelsOrALayer() throws IOException {
    String[] pca = {"show", "embedding", run.toString(), "--by", "pca", "--points", "50"};
    BufferedImage features = picture("pca", pca);
    assertThat(features.getWidth()).isEqualTo(2 * (520 + 170));
    List<String> more = new ArrayList<>(Arrays.asList(pca));
    more.addAll(List.of("--layer", "pixels"));
    assertThat(different(features, picture("pixels", more.toArray(String[]::new)))).isPositive();
    String[] embed = {"data", "embed", digits.toString(), "--points", "100"};
    assertThat(picture("raw", embed).getWidth()).isEqualTo(2 * (2 * 520 + 170));
    assertThat(picture("again", embed).getHeight()).isEqualTo(1040);
    assertThat(Files.readAllBytes(folder.resolve("raw.png")))
        .isEqualTo(Files.readAllBytes(folder.resolve("again.png")));
  }

  @Test
  void networksAreSvgAlsoUntrained() throws IOException {
    Path trained = folder.resolve("a.svg");
    Path named = folder.resolve("b.svg");
    assertThat(show("network", run.toString(), "--out", trained.toString()).status()).isZero();
    assertThat(show("network", "lenet", "--out", named.toString()).out())
        .contains("Wrote " + named);
    assertThat(Files.readString(trained)).startsWith("<svg ").isEqualTo(Files.readString(named));
  }

  @Test
  void fixedFiltersAreDrawnBesideThePicture() throws IOException {
    BufferedImage half = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 10; i++) {
      half.setRGB(i % 40, i / 40, 0xFFFFFF);
    }
    Path file = folder.resolve("half.png");
    ImageIO.write(half, "png", file.toFile());
    BufferedImage edges = picture("edges", "show", "edges", file.toString());
    // Bright above dark is one orange line among horizontal edges, and nowhere else.
    int orange = 0xB83A10;
    int cell = (224 + 16 + 12) * 2;
    assertThat(count(edges, orange, 0, 36 + cell)).isZero();
    assertThat(count(edges, orange, 36 + cell, 36 + 2 * cell)).isPositive();
    assertThat(count(edges, orange, 36 + 2 * cell, edges.getWidth())).isZero();
  }

  private static int count(BufferedImage picture, int rgb, int from, int to) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        count += (picture.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aTerminalShowsThePictureToo() {
    assumeTrue(
        System.out.charset().newEncoder().canEncode('\u2580'), "skipped: no such blocks here");
    StringWriter text = new StringWriter();
    CommandLine command = Fovea.commandLine().setOut(new PrintWriter(text));
    command.setColorScheme(Help.defaultColorScheme(Help.Ansi.ON));
    String file = temporary("shown.png");
    assertThat(command.execute("show", "curves", run.toString(), "--out", file)).isZero();
    List<String> lines = text.toString().lines().toList();
    assertThat(lines).hasSizeBetween(10, 31).last().isEqualTo("Wrote " + file);
    for (String line : lines.subList(0, lines.size() - 1)) {
      assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "")).matches("\u2580{40,79}");
    }
  }

  @Test
  void aPictureIsReplacedOnlyWhenToldSo() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.png"), "mine");
    Run refused = show("curves", run.toString(), "--out", file.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("exists already");
    assertThat(file).hasContent("mine");
    assertThat(show("curves", run.toString(), "--out", file.toString(), "--overwrite").status())
        .isZero();
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2240);
  }

  @Test
  void mistakesAreOneSentence() throws IOException {
    String model = run.toString();
    Path alone = Files.copy(run.resolve("model.safetensors"), folder.resolve("alone.safetensors"));
    refused("history.csv does not exist", "curves", alone.toString());
    refused("there is no class 'x': the model knows 0, 1,", "mistakes", model, "--class", "x");
    refused("there is no class '10'", "saliency", model, "--class", "10");
    refused("--top must be from 1 to 200, not 0", "mistakes", model, "--top", "0");
    refused("has no layer conv9: it has conv1,", "filters", model, "--layer", "conv9");
    refused("layer pool1 of network lenet is no convolution", "filters", model, "--layer", "pool1");
    refused("has no layer x", "features", model, "--layer", "x");
    refused("digits.csv: they go from 0 to ", "features", model, "--index", "700");
    refused("either --image FILE or --index N", "features", model, "--index", "1", "--image", "a");
    refused("nothing.png", "saliency", model, "--image", "nothing.png");
    refused("choose one of gradient, grad-cam, occl", "saliency", model, "--by", "magic");
    refused("choose one of pca, tsne, not 'x'", "embedding", model, "--by", "x");
    refused("is a folder without a model", "filters", folder.toString());
    refused(
        "leave it out with --by gradient",
        "saliency",
        model,
        "--by",
        "gradient",
        "--layer",
        "conv1");
    refused("--points must be from 3 to 10000, not 2", "embedding", model, "--points", "2");
    refused("neither a model file nor a network", "network", "nonet");
    refused("--out has no name", "network", "lenet", "--out", "");
    refused("this picture is written as svg", "network", "lenet", "--out", "lenet.png");
    refused("this picture is written as png", "filters", model, "--out", "filters.JPG");
    refused("is a folder: give the name of a file in it", "network", "lenet", "--out", ".");
    refused("nothing.jpg", "edges", "nothing.jpg");
    Run embed = Run.of("data", "embed", digits.toString(), "--points", "20000");
    assertThat(embed.err()).contains("--points must be from 3 to 10000");
  }

  private static void refused(String sentence, String what, String... more) {
    Run shown = show(what, more);
    assertThat(shown.err()).as("show %s", what).contains(sentence).doesNotContain("\tat ");
    assertThat(shown.err().strip().lines()).hasSize(1);
    assertThat(shown.status()).isEqualTo(2);
  }

  @Test
  void helpTellsWhatThereIs() {
    Run help = show("confusion", "--help");
    assertThat(help.out()).contains("NAME-WHAT.png");
    assertThat(show("--help").out())
        .contains("curves", "mistakes", "saliency", "embedding", "network", "edges");
  }
}
