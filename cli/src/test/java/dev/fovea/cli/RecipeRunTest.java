package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.recipe.RecipeJson;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.optimizer.Sgd;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes by name, from files, and those that runs leave. */
class RecipeRunTest {

  @TempDir private static Path folder;

  private static String csv;
  private static String net;

  @BeforeAll
  static void files() throws IOException {
    csv = SmallDigits.csv(folder, 300).toString();
    net = SmallDigits.network(folder).toString();
  }

  private static Run train(Path run, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--out", run.toString()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static void assertSameBytes(Path one, Path other, String... files) throws IOException {
    for (String file : files) {
      assertThat(Files.readAllBytes(other.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(one.resolve(file)));
    }
  }

  @Test
  void theRecipeOfARunGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("all-options");
    Run run =
        train(
            first,
            ("--net NET --data CSV --epochs 4 --batch 20 --accumulate 2 --balanced --seed 5"
                    + " --augment shift=2,rotate=10 --mixup 0.2 --invert --normalize image"
                    + " --optimizer rmsprop:0.01,momentum=0.5 --weight-decay 0.001"
                    + " --schedule warm-up:1,cosine:0.01 --average 0.9 --clip-norm 1"
                    + " --loss cross-entropy:smoothing=0.1 --class-weights 1,2,1,1,1,1,1,1,1,1"
                    + " --init he:uniform --zero-bias --validation 0.2 --metric accuracy --patience 3"
                    + " --test-share 0.2 --split-seed 3 --threads 1")
                .replace("NET", net)
                .replace("CSV", csv)
                .split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("validation accuracy: ", "The model is that of epoch ", "Test accuracy: ")
        .contains(", the best by validation accuracy: ")
        .doesNotContain("test loss");
    Path again = folder.resolve("again");
    Run second = train(again, "--recipe", first.resolve("recipe.json").toString());
    assertThat(second.err()).isEmpty();
    assertSameBytes(first, again, "recipe.json", "model.safetensors", "best.safetensors");
    assertThat(Files.readAllBytes(first.resolve("best.safetensors")))
        .isEqualTo(Files.readAllBytes(first.resolve("model.safetensors")));
  }

  @Test
  void aFolderOfPicturesToo() throws IOException {
    Dataset digits = Mnist.train().slice(0, 60);
    Path pictures = folder.resolve("pictures");
    for (int i = 0; i < digits.size(); i++) {
      BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setDataElements(0, 0, 28, 28, digits.image(i));
      Path file = pictures.resolve(String.valueOf(digits.label(i))).resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
    Path first = folder.resolve("of-pictures");
    Run run =
        train(
            first,
            "--net",
            net,
            "--data",
            pictures.toString(),
            "--size",
            "20",
            "--epochs",
            "2",
            "--batch",
            "8");
    assertThat(run.err()).isEmpty();
    Path again = folder.resolve("of-pictures-again");
    train(again, "--recipe", first.toString());
    assertSameBytes(first, again, "recipe.json", "model.safetensors");
    assertThat(RecipeFile.read(first.resolve("recipe.json")).data().size()).hasValue(20);
  }

  @Test
  void optionsWin() {
    Path first = folder.resolve("first");
    train(first, "--net", net, "--data", csv, "--epochs", "1", "--lr", "0.05");
    Path changed = folder.resolve("changed");
    Run run =
        train(
            changed,
            "--recipe",
            first.toString(),
            "--epochs",
            "2",
            "--momentum",
            "0.25",
            "--quiet");
    assertThat(run.err()).isEmpty();
    Recipe recipe = RecipeFile.read(changed.resolve("recipe.json"));
    assertThat(recipe.passes().epochs()).isEqualTo(2);
    assertThat(recipe.learning().optimizer()).isEqualTo(new Sgd(0.05, 0.25));
    assertThat(recipe.data().source()).isEqualTo(csv);
  }

  /** Also where its images were set apart from others by a share and a seed. */
  @Test
  void aRunIsMeasuredOnItsOwnData() {
    Path run = folder.resolve("measured");
    Run training =
        train(run, "--net", net, "--data", csv, "--epochs", "1", "--split-seed", "9", "--quiet");
    String accuracy = training.out().lines().findFirst().orElseThrow();
    Run eval = Run.of("eval", run.toString());
    assertThat(eval.err()).isEmpty();
    assertThat(eval.out()).containsIgnoringCase(accuracy.replace(":", ""));
  }

  @Test
  void ourOwnNetworksHaveANameToo() {
    assertThat(Run.of("summary", "digits-tiny").out()).contains("7,808");
    assertThat(Run.of("train", "--net", "digits-tinny").err()).contains("there is no network");
    assertThat(Run.of("train", "--net", "digits-deep-aug").err())
        .contains("give --recipe digits-deep-aug");
  }

  @Test
  void whatIsWrittenByHandMayBeShort() throws IOException {
    Path mine =
        Files.writeString(
            folder.resolve("mine.json"),
            "{\"network\": \"NET\", \"data\": \"CSV\", \"passes\": {\"epochs\": 1}}"
                .replace("NET", net)
                .replace("CSV", csv));
    Path run = folder.resolve("mine");
    assertThat(train(run, "--recipe", mine.toString()).err()).isEmpty();
    Recipe whole = RecipeFile.read(run.resolve("recipe.json"));
    assertThat(whole.network().name()).isEqualTo("flat");
    assertThat(whole.learning().loss()).isPresent();
    assertThat(Files.readString(run.resolve("recipe.json")))
        .isEqualTo(RecipeJson.write(whole).indented() + "\n")
        .contains("\"seed\": 42", "\"window\": null", "\"layers\": [");
  }

  @Test
  void theTableAndEachFile() {
    Run table = Run.of("recipes");
    assertThat(table.out().lines()).hasSize(Recipes.names().size());
    assertThat(table.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    for (String name : Recipes.names()) {
      assertThat(Run.of("recipes", name).out()).isEqualTo(Recipes.text(name).orElseThrow());
    }
    Run none = Run.of("recipes", "lenett");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("there is no recipe 'lenett': choose one of lenet");
  }

  @Test
  void helpFitsATerminal() {
    for (String command : List.of("train", "recipes", "accuracy")) {
      assertThat(Run.of(command, "--help").out().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
    assertThat(Run.of("train", "--help").out())
        .contains("What is trained:", "The optimizer:", "What is measured:", "The run:");
  }
}
