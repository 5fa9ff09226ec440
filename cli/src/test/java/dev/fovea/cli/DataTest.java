package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of the user's own, from its files to predictions: Kaggle's tables, folders of pictures. */
class DataTest {

  @TempDir private Path folder;

  /** A table as Kaggle's digit recognizer has it. */
  private Path table(String name, Dataset digits, int from, int to, boolean labelled)
      throws IOException {
    StringBuilder text = new StringBuilder(labelled ? "label," : "");
    text.append(IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(",")))
        .append('\n');
    for (int i = from; i < to; i++) {
      text.append(labelled ? digits.label(i) + "," : "");
      byte[] image = digits.image(i);
      for (int p = 0; p < image.length; p++) {
        text.append(p == 0 ? "" : ",").append(image[p] & 0xff);
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void kagglesTaskFromTableToSubmission() throws IOException {
    Dataset digits = Mnist.train();
    Dataset others = Mnist.test();
    Path train = table("train.csv", digits, 0, 4000, true);
    Path test = table("test.csv", others, 0, 500, false);
    Path labelled = table("labelled.csv", others, 0, 500, true);
    Path run = folder.resolve("run");
    Run training =
        Run.of(
            "train",
            "--net",
            "digits-16-32",
            "--data",
            train.toString(),
            "--epochs",
            "2",
            "--out",
            run.toString());
    assertThat(training.err()).isEmpty();
    assertThat(training.out())
        .contains("train.csv: a table of pixels, 4000 images of 28 x 28")
        .containsPattern("Test accuracy: [89]\\d\\.\\d\\d % \\[\\d{3}/57[0-4]]");

    Path submission = folder.resolve("submission.csv");
    String[] predict = {
      "predict", run.toString(), "--data", test.toString(), "--submission", submission.toString()
    };
    assertThat(Run.of(predict).out()).contains("Wrote " + submission + ", 500 rows");
    List<String> rows = Files.readAllLines(submission);
    assertThat(rows).hasSize(501).first().isEqualTo("ImageId,Label");
    int correct = 0;
    for (int i = 1; i <= 500; i++) {
      assertThat(rows.get(i)).matches(i + ",\\d");
      correct += rows.get(i).endsWith("," + others.label(i - 1)) ? 1 : 0;
    }
    assertThat(correct).isGreaterThan(400);

    // The same model on the same digits with labels: all of them in one table of test digits.
    Path probabilities = folder.resolve("p.csv");
    Run.of(
        "predict",
        run.toString(),
        "--data",
        labelled.toString(),
        "--csv",
        probabilities.toString(),
        "--probabilities");
    List<String> table = Files.readAllLines(probabilities);
    assertThat(table.getFirst()).isEqualTo("index,label,0,1,2,3,4,5,6,7,8,9");
    for (int i = 0; i < 500; i++) {
      String[] cells = table.get(i + 1).split(",");
      assertThat(cells[0]).isEqualTo("" + i);
      assertThat(rows.get(i + 1)).endsWith("," + cells[1]);
      double sum = 0;
      for (int c = 2; c < cells.length; c++) {
        sum += Double.parseDouble(cells[c]);
        assertThat(Double.parseDouble(cells[c]))
            .isLessThanOrEqualTo(Double.parseDouble(cells[2 + Integer.parseInt(cells[1])]));
      }
      assertThat(sum).isBetween(0.99999, 1.00001);
    }

    Run again = Run.of(predict);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("exists already");
    assertThat(Files.readAllLines(submission)).isEqualTo(rows);
  }

  /** What is drawn comes from the run's seed. */
  @Test
  void mixesImagesTheSameEachTime() throws IOException {
    String data = table("some.csv", Mnist.train(), 0, 1000, true).toString();
    List<byte[]> models = new ArrayList<>();
    for (String alpha : List.of("0.2", "0.2", "0")) {
      Path run = folder.resolve("mixed" + models.size());
      String[] train = {
        "train", "--data", data, "--mixup", alpha, "--epochs", "1", "--out", run.toString()
      };
      assertThat(Run.of(train).status()).isZero();
      models.add(Files.readAllBytes(run.resolve("model.safetensors")));
      assertThat(run.resolve("recipe.json")).content().contains("\"mixup\": " + alpha);
    }
    assertThat(models.get(1)).isEqualTo(models.get(0)).isNotEqualTo(models.get(2));
  }

  /** Two classes that colour alone tells apart: a folder each, sizes of all kinds. */
  @Test
  void aFolderOfPictures() throws IOException {
    Path photos = folder.resolve("photos");
    for (String colour : List.of("red", "blue")) {
      Files.createDirectories(photos.resolve(colour));
      for (int i = 0; i < 70; i++) {
        BufferedImage picture =
            new BufferedImage(20 + i % 7, 20 + i % 5, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
          for (int x = 0; x < picture.getWidth(); x++) {
            int shade = 120 + (31 * x + 17 * y + 7 * i) % 100;
            picture.setRGB(x, y, colour.equals("red") ? shade << 16 : shade);
          }
        }
        ImageIO.write(picture, "png", photos.resolve(colour).resolve(i + ".png").toFile());
      }
    }
    Files.writeString(photos.resolve("red/notes.txt"), "not a picture");
    Run check = Run.of("data", "check", photos.toString(), "--size", "16");
    assertThat(check.out()).contains("a folder of pictures, 2 classes", "notes.txt", "3 channels");
    assertThat(Run.of("data", "check", photos.toString()).err()).contains("--size");
    assertThat(Run.of("data", "check", photos.toString(), "--size", "16", "--strict").status())
        .isEqualTo(2);

    Path run = folder.resolve("run");
    Run training =
        Run.of(
            "train",
            "--net",
            "fashion",
            "--data",
            photos.toString(),
            "--size",
            "16",
            "--batch",
            "10",
            "--lr",
            "0.05",
            "--epochs",
            "4",
            "--augment",
            "shift=1,flip=0.5,vflip=0.5",
            "--out",
            run.toString());
    assertThat(training.err()).isEmpty();
    assertThat(training.out()).contains("3 x 16 x 16", "Test accuracy: 100.00 % [20/20]");
    Matcher evaluated =
        Pattern.compile("\\[20/20]")
            .matcher(Run.of("eval", run.toString(), "--data", photos.toString()).out());
    assertThat(evaluated.find()).isTrue();
    Run seen = Run.of("predict", run.toString(), photos.resolve("blue/3.png").toString());
    assertThat(seen.out()).containsPattern("\\d %  blue\\R.*red");

    // The pictures of a class, as if nobody knew it.
    Path table = folder.resolve("blue.csv");
    String blue = photos.resolve("blue").toString();
    Run all = Run.of("predict", run.toString(), "--data", blue, "--csv", table.toString());
    assertThat(all.out()).contains("a folder of 70 pictures without classes");
    assertThat(Files.readAllLines(table))
        .hasSize(71)
        .startsWith("index,file,label", "0,0.png,blue", "1,1.png,blue", "2,10.png,blue");
    Run untold = Run.of("train", "--data", blue, "--size", "16", "--out", run + "2");
    assertThat(untold.err()).contains("blue has no labels", "folders named like the classes");
  }

  @Test
  void listsNamedDataSets() {
    Run list = Run.of("data", "--cache", folder.resolve("none").toString());
    assertThat(list.status()).isZero();
    assertThat(list.out())
        .contains("mnist", "fashion-mnist", "quickdraw", "cifar-10", "kmnist", "emnist-letters")
        .contains("inside", "CC BY-SA 3.0", "Downloads are kept in");
    assertThat(Run.of("data", "check", "mnist").out())
        .contains("5923", "6742", "Nothing is doubtful");
    assertThat(Run.of("data", "get", "mnist").out()).contains("is inside Fovea");
  }

  @Test
  void showsSamplesOnASheet() throws IOException {
    Path sheet = folder.resolve("mnist.png");
    String[] show = {"data", "show", "mnist", "--augment", "rotate=10", "--out", sheet.toString()};
    assertThat(Run.of(show).out()).contains("Wrote " + sheet);
    BufferedImage picture = ImageIO.read(sheet.toFile());
    assertThat(picture.getWidth()).isBetween(12 * 56, 1280);
    assertThat(picture.getHeight()).isGreaterThan(20 * 56);
    byte[] before = Files.readAllBytes(sheet);
    assertThat(Run.of(show).err()).contains("exists already");
    assertThat(Files.readAllBytes(sheet)).isEqualTo(before);
  }
}
