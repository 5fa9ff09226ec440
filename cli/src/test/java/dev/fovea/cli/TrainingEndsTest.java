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

/** Runs that fail, replace others, go on, or begin where others ended. */
class TrainingEndsTest {

  @TempDir private static Path folder;

  private static List<String> usual;

  @BeforeAll
  static void files() throws IOException {
    usual =
        List.of(
            "train",
            "--net",
            SmallDigits.network(folder).toString(),
            "--data",
            SmallDigits.csv(folder, 300).toString());
  }

  private static Run train(Path run, String... options) {
    List<String> arguments = new ArrayList<>(usual);
    arguments.addAll(List.of("--out", run.toString()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void aRunThatFailsAtOnceLeavesNothing() {
    Path run = folder.resolve("fails");
    Run failed = train(run, "--lr", "1e30");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .contains("epoch 1, batch 2, at learning rate 1.0E30", "layer out", "try a smaller rate");
    assertThat(failed.err().lines()).hasSize(1);
    assertThat(run).doesNotExist();
  }

  @Test
  void aRunThatFailsLaterKeepsItsBestModel() {
    Path run = folder.resolve("late");
    Run failed = train(run, "--batch", "200", "--accumulate", "2", "--lr", "1e6");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .contains("epoch 2, batch 1, at learning rate 1000000.0")
        .contains("holds the model of epoch 1: go on from it with --from " + run)
        .contains("a smaller --lr");
    assertThat(run.resolve("model.safetensors")).isRegularFile();
    Run next = train(folder.resolve("next"), "--from", run.toString(), "--epochs", "1");
    assertThat(next.err()).isEmpty();
    assertThat(next.out()).contains("begins with 2 tensors of " + run);
  }

  @Test
  void anOldRunStaysUntilAnEpochIsWhole() throws IOException {
    Path run = folder.resolve("old");
    assertThat(train(run, "--epochs", "1", "--validation", "0.2").status()).isZero();
    List<String> files =
        List.of(
            "recipe.json",
            "model.safetensors",
            "best.safetensors",
            "last.checkpoint",
            "history.csv",
            "metrics.json");
    List<byte[]> before = new ArrayList<>();
    for (String file : files) {
      before.add(Files.readAllBytes(run.resolve(file)));
    }
    assertThat(train(run, "--epochs", "1").err()).contains("already holds a run", "--overwrite");
    assertThat(train(run, "--overwrite", "--lr", "1e30").status()).isEqualTo(1);
    for (int i = 0; i < files.size(); i++) {
      assertThat(Files.readAllBytes(run.resolve(files.get(i)))).isEqualTo(before.get(i));
    }
    assertThat(train(run, "--overwrite", "--epochs", "2", "--seed", "6").status()).isZero();
    assertThat(run.resolve("best.safetensors")).doesNotExist();
    assertThat(run.resolve("recipe.json")).content().contains("\"seed\": 6");
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(3);
  }

  @Test
  void aRunGoesOnForMoreEpochs() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, "--epochs", "4", "--validation", "0.2", "--average", "0.9");
    Path run = folder.resolve("parts");
    train(run, "--epochs", "2", "--validation", "0.2", "--average", "0.9");
    Run more = Run.of("train", "--resume", run.toString(), "--epochs", "4");
    assertThat(more.err()).isEmpty();
    for (String file : List.of("model.safetensors", "best.safetensors", "recipe.json")) {
      assertThat(Files.readAllBytes(run.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(5);
    Run other = Run.of("train", "--resume", run.toString(), "--lr", "0.5", "--epochs", "6");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("was made with another setting of optimizer");
    assertThat(run.resolve("recipe.json")).content().contains("\"epochs\": 4");
    Run both = Run.of("train", "--resume", run.toString(), "--net", "lenet");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("leave out --recipe, --net");
    assertThat(Run.of("train", "--resume", folder.resolve("none").toString()).err())
        .contains("none holds no run: give a folder that `fovea train` has made");
  }

  @Test
  void theSearchForARateLeavesNothing() {
    Run run = train(folder.resolve("search"), "--find-lr", "--batch", "16");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("\\RProposed: --lr \\d\\S*, a tenth");
    assertThat(folder.resolve("search")).doesNotExist();
  }
}
