package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Json;
import dev.fovea.model.ModelFile;
import dev.fovea.model.NetworkFile;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of networks, what is told of one, and networks of one's own. */
class NetworksTest {

  private static final String FLAT =
      """
      {"name": "flat", "input": [1, 28, 28], "layers": [
        {"name": "rows", "type": "Flatten"},
        {"name": "out", "type": "Dense", "outFeatures": 10}
      ]}
      """;

  @TempDir private Path folder;

  @Test
  void aLineForEachNetwork() {
    Run run = Run.of("networks");
    assertThat(run.status()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(1 + Zoo.all().size());
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(lines.get(1))
        .isEqualTo(
            "lenet                 21,840  1 x 28 x 28    first digits tutorial; the default");
    assertThat(run.out())
        .containsPattern("\\Rresnet-18 +11,689,512  3 x 224 x 224  He et al\\. 2015\\R");
  }

  static List<Network> zoo() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void summaryTellsCountsAndMemory(Network network) {
    Run run = Run.of("summary", network.name());
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(network.name() + System.lineSeparator())
        .containsPattern("\\R +Together .* %,d ".formatted(network.parameterCount()))
        .containsPattern("\\R  training +[\\d,.]+ MB +[\\d,.]+ MB +[\\d,.]+ MB\\R")
        .containsPattern("\\R  prediction +[\\d,.]+ MB +[\\d,.]+ MB +[\\d,.]+ MB\\R");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void summaryTellsWhereANetworkDiffersFromItsPaper() {
    assertThat(Run.of("summary", "alexnet").out())
        .containsPattern("no\\s+local response normalisation");
    assertThat(Run.of("summary", "googlenet").out()).contains("batch norm", "3x3 where");
  }

  @Test
  void memoryGrowsWithTheBatch() {
    assertThat(Run.of("summary", "fashion").out()).contains("(batches of 100;");
    assertThat(Run.of("summary", "resnet-18").out()).contains("(batches of 64;");
    Run one = Run.of("summary", "lenet", "--batch", "16");
    Run two = Run.of("summary", "lenet", "--batch", "160");
    assertThat(values(two)).isGreaterThan(5 * values(one));
  }

  private static double values(Run run) {
    String line =
        run.out().lines().filter(l -> l.startsWith("  training")).findFirst().orElseThrow();
    return Double.parseDouble(line.strip().split(" +")[1].replace(",", ""));
  }

  @Test
  void aNetworkAsJsonCanBeGivenBack() throws IOException {
    Path file = folder.resolve("Copy.JSON");
    Files.writeString(file, Run.of("summary", "resnet-18-32", "--json").out());
    assertThat(NetworkFile.read(file)).isEqualTo(Zoo.resnet18For32());
    String named = Run.of("summary", "resnet-18-32").out();
    assertThat(named).endsWith(Run.of("summary", file.toString()).out().substring(13));
  }

  /** One with a branch, fitted to pictures of another size and number of classes. */
  @Test
  void trainsTheNetworkOfAFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.net.json"),
            """
            {"name": "residual", "input": [1, 28, 28], "layers": [
              {"name": "begin", "type": "Conv2d", "outChannels": 4, "kernel": 3, "padding": 1},
              {"name": "relu", "type": "Relu"},
              {"name": "body.conv", "type": "Conv2d", "outChannels": 4, "kernel": 3, "padding": 1},
              {"name": "body.add", "type": "Add", "inputs": ["relu", "body.conv"]},
              {"name": "rows", "type": "Flatten"},
              {"name": "out", "type": "Dense", "outFeatures": 10}
            ]}
            """);
    Path data = pictures();
    Path run = folder.resolve("run");
    Run train =
        Run.of(
            "train --net %s --data %s --size 12 --channels 1 --batch 8 --epochs 5 --out %s"
                .formatted(file, data, run)
                .split(" "));
    assertThat(train.err()).isEmpty();
    assertThat(train.status()).isZero();
    assertThat(train.out()).contains("residual on ", "Add of relu, .conv", "Test accuracy: 100.00");
    assertThat(ModelFile.read(run.resolve("model.safetensors")).network())
        .isEqualTo(NetworkFile.read(file).fittedTo(new Shape(1, 12, 12), 2));
    Json.Obj metrics = (Json.Obj) Json.parse(Files.readAllBytes(run.resolve("metrics.json")));
    assertThat(metrics.get("network")).contains(Json.of("residual"));
  }

  /** Dark ones and light ones. */
  private Path pictures() throws IOException {
    Path data = folder.resolve("pictures");
    for (int i = 0; i < 80; i++) {
      BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(i % 12, i / 12, 0, 100 + i);
      for (int x = 0; x < 12 && i % 2 == 1; x++) {
        picture.getRaster().setSample(x, 5, 0, 255);
      }
      Path of = Files.createDirectories(data.resolve(i % 2 == 1 ? "lined" : "plain"));
      ImageIO.write(picture, "png", of.resolve(i + ".png").toFile());
    }
    return data;
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    Path file = folder.resolve("wrong.json");
    Files.writeString(file, FLAT.replace("outFeatures", "units"));
    for (Run run :
        List.of(Run.of("train", "--net", file.toString()), Run.of("summary", file.toString()))) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err().strip())
          .isEqualTo(
              "fovea: %s: network flat, layer out: the field \"units\" is unknown; known are name,"
                      .formatted(file)
                  + " type, inputs, outFeatures, bias");
    }
  }

  /** What cannot end in classes, or needs more memory than any JVM has, is told before a start. */
  @Test
  void refusesWhatCannotTrain() throws IOException {
    Path file = folder.resolve("huge.json");
    Path out = folder.resolve("run");
    String dense = "{\"name\": \"wide\", \"type\": \"Dense\", \"outFeatures\": 2000000000},";
    Files.writeString(file, FLAT.replace("{\"name\": \"out\"", dense + "\n{\"name\": \"out\""));
    Run huge = Run.of("train", "--net", file.toString(), "--out", out.toString());
    assertThat(huge.status()).isEqualTo(2);
    assertThat(huge.err()).contains("network flat has 15", "parameters").hasLineCount(1);
    assertThat(out).doesNotExist();
    assertThat(Run.of("summary", file.toString()).status()).isZero();
  }
}
