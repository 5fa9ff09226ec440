package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.ModelFile;
import dev.fovea.train.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody puts other files in the place of a run's while it trains. */
class ReplacedFileTest {

  private static final byte[] OTHER = "something else".getBytes(StandardCharsets.UTF_8);
  private static final List<String> OPTIONS =
      List.of(
          ("--pool --test-share 0.9 --no-test-each-epoch --validation 0.1 --epochs 8 --optimizer"
                  + " adam --lr 0.002 --no-report --quiet")
              .split(" "));

  @TempDir private Path folder;

  private Fovea fovea;
  private Path whole;
  private Path run;

  @BeforeEach
  void train() throws Exception {
    Fovea.assumeBuilt();
    fovea = new Fovea(folder);
    whole = folder.resolve("whole");
    fovea.run(arguments(whole));
    run = folder.resolve("run");
  }

  @Test
  void theTrainingGoesOnAndPutsItsOwnBack() throws Exception {
    Process training = afterTwoEpochs();
    for (String file : List.of("model.safetensors", "best.safetensors", "last.checkpoint")) {
      replace(run.resolve(file));
    }
    assertThat(training.waitFor()).as(fovea::told).isZero();
    ModelFile.read(run.resolve("model.safetensors"));
    Fovea.sameBytes(run, whole);
  }

  @Test
  void aCheckpointThatIsNoneIsToldAndNothingIsTouched() throws Exception {
    Process training = afterTwoEpochs();
    training.destroyForcibly().waitFor();
    Path checkpoint = run.resolve("last.checkpoint");
    Path kept = Files.move(checkpoint, folder.resolve("kept"));
    replace(checkpoint);
    byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
    Process resumed = fovea.start("train", "--no-report", "--quiet", "--resume", run.toString());
    assertThat(resumed.waitFor()).isEqualTo(2);
    assertThat(fovea.told()).contains("last.checkpoint").doesNotContain("\tat ");
    assertThat(fovea.told().lines().filter(line -> line.startsWith("fovea:"))).hasSize(1);
    assertThat(run.resolve("model.safetensors")).hasBinaryContent(model);
    Files.move(kept, checkpoint, StandardCopyOption.REPLACE_EXISTING);
    fovea.resume(run);
    Fovea.sameBytes(run, whole);
  }

  @Test
  void aFolderThatIsGoneIsTold() throws Exception {
    Process training = afterTwoEpochs();
    Files.move(run, folder.resolve("elsewhere"));
    assertThat(training.waitFor()).isIn(1, 2);
    assertThat(fovea.told()).contains(run.toString()).doesNotContain("\tat ");
    assertThat(fovea.told().lines().filter(line -> line.startsWith("fovea:"))).hasSize(1);
    Files.move(folder.resolve("elsewhere"), run);
    fovea.resume(run);
    Fovea.sameBytes(run, whole);
  }

  private Process afterTwoEpochs() throws Exception {
    Process training = fovea.start(arguments(run));
    Path history = run.resolve("history.csv");
    do {
      Thread.sleep(20);
      fovea.await(training, history, "\n");
    } while (History.read(history).rows().size() < 2);
    return training;
  }

  /** In one move, as a copying program does. */
  private void replace(Path file) throws IOException {
    Path other = Files.write(folder.resolve("other"), OTHER);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String[] arguments(Path out) {
    return Stream.concat(Stream.of("train", "--out", out.toString()), OPTIONS.stream())
        .toArray(String[]::new);
  }
}
