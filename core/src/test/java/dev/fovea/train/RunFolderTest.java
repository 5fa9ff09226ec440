package dev.fovea.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves beside its checkpoints. */
class RunFolderTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 100);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  @TempDir private Path parent;

  private static TrainingResult run(Trainer trainer, RunFolder folder) {
    List<EpochResult> history = new ArrayList<>();
    trainer.listener(
        new TrainingListener() {
          @Override
          public void resumed(List<EpochResult> before) {
            history.addAll(before);
          }

          @Override
          public void epoch(EpochResult result, Model model) {
            history.add(result);
            folder.save(model, history, Metric.LOSS, Json.Obj.EMPTY);
          }
        });
    return trainer.checkpoints(folder).fit(DIGITS);
  }

  @Test
  void aLineForEachEpochAndTheLastFigures() throws IOException {
    RunFolder folder = RunFolder.at(parent.resolve("run"), false);
    Dataset test = Mnist.test().slice(0, 50);
    Trainer trainer = Trainer.of(NETWORK).batch(16).epochs(3).validation(0.2).test(test);
    TrainingResult result = run(trainer, folder);
    List<String> lines = Files.readAllLines(folder.history());
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .isEqualTo(
            "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,"
                + "validationLoss,validationAccuracy,learningRate");
    EpochResult last = result.history().getLast();
    Evaluation validation = last.validation().orElseThrow();
    String[] row = lines.getLast().split(",", -1);
    assertThat(row).hasSize(10).startsWith("3", "" + last.trainLoss(), "" + last.trainAccuracy());
    assertThat(row[3]).isEqualTo("" + last.test().orElseThrow().loss());
    assertThat(row[7]).isEqualTo("" + validation.loss());
    assertThat(row[8]).isEqualTo("" + validation.accuracy());
    assertThat(row[9]).isEqualTo("0.01");
    Json.Obj metrics = (Json.Obj) Json.parse(Files.readString(folder.metrics()));
    assertThat(metrics.fields())
        .containsEntry("validationLoss", Json.of(validation.loss()))
        .containsEntry("validationTotal", Json.of(validation.total()))
        .containsEntry("testTotal", Json.of(50))
        .containsEntry("learningRate", Json.of(0.01));
    assertThat(folder.best()).isRegularFile();
    assertThat(folder.checkpoint()).isRegularFile();
  }

  /** The second run leaves what one run would have left, times aside. */
  @Test
  void aRunGoesOnInItsFolder() throws IOException {
    RunFolder whole = RunFolder.at(parent.resolve("whole"), false);
    run(Trainer.of(NETWORK).batch(16).epochs(3).validation(0.2), whole);
    Path path = parent.resolve("run");
    Trainer trainer = Trainer.of(NETWORK).batch(16).validation(0.2);
    run(trainer.epochs(1), RunFolder.at(path, false));
    RunFolder folder = RunFolder.resumed(path);
    run(trainer.epochs(3).resume(path), folder);
    assertThat(Files.readAllBytes(folder.model())).isEqualTo(Files.readAllBytes(whole.model()));
    assertThat(Files.readAllBytes(folder.best())).isEqualTo(Files.readAllBytes(whole.best()));
    assertThat(Files.readAllLines(folder.history()))
        .hasSize(4)
        .map(RunFolderTest::timeless)
        .isEqualTo(
            Files.readAllLines(whole.history()).stream().map(RunFolderTest::timeless).toList());
  }

  private static List<String> timeless(String line) {
    List<String> row = new ArrayList<>(List.of(line.split(",", -1)));
    row.subList(5, 7).clear();
    return row;
  }

  @Test
  void withoutMeasuringTheFieldsAreEmpty() throws IOException {
    RunFolder folder = RunFolder.at(parent.resolve("run"), false);
    run(Trainer.of(NETWORK).batch(16).epochs(1), folder);
    String[] row = Files.readAllLines(folder.history()).getLast().split(",", -1);
    assertThat(List.of(row[3], row[4], row[7], row[8])).containsOnly("");
    assertThat(folder.best()).doesNotExist();
  }

  /** Of another seed, so that it cannot be gone on with under this one's settings. */
  private RunFolder oldRun() throws IOException {
    RunFolder folder = RunFolder.at(parent.resolve("run"), false);
    folder.recipe("old".getBytes(UTF_8));
    run(Trainer.of(NETWORK).batch(16).epochs(1).seed(7).validation(0.2), folder);
    Files.writeString(RunFolder.report(folder.path()), "old");
    return folder;
  }

  private static Trainer newRun() {
    return Trainer.of(NETWORK).batch(16).epochs(2).validation(0.2);
  }

  private RunFolder replacing() {
    RunFolder folder = RunFolder.at(parent.resolve("run"), true);
    folder.recipe("new".getBytes(UTF_8));
    return folder;
  }

  /** As it would be if the program were killed between the checkpoint and the model. */
  @Test
  void aRunThatReplacesAnotherCanBeGoneOnWithAsSoonAsTheOtherIsGone() throws IOException {
    oldRun();
    RunFolder folder = replacing();
    Path killed = parent.resolve("killed");
    newRun()
        .checkpoints(folder)
        .listener(
            new TrainingListener() {
              @Override
              public void epoch(EpochResult result, Model model) {
                if (result.epoch() == 1) {
                  copy(folder.path(), killed);
                }
              }
            })
        .fit(DIGITS);
    try (Stream<Path> files = Files.list(killed)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("recipe.json", "last.checkpoint", "best.safetensors");
    }
    assertThat(RunFolder.recipe(killed)).hasContent("new");
    RunFolder whole = RunFolder.at(parent.resolve("whole"), false);
    assertThat(run(newRun(), whole).bestEpoch()).isEqualTo(2);
    assertThat(folder.best()).hasSameBinaryContentAs(whole.best());
    RunFolder goneOn = RunFolder.resumed(killed);
    run(newRun().resume(killed), goneOn);
    assertThat(goneOn.best()).hasSameBinaryContentAs(whole.best());
    assertThat(Files.readAllLines(goneOn.history())).hasSize(3);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anOldRunStaysAsItIsIfTheFirstCheckpointCannotBeWritten() throws IOException {
    RunFolder old = oldRun();
    Files.delete(old.checkpoint());
    Files.createDirectories(old.checkpoint().resolve("in the way"));
    Path before = parent.resolve("before");
    copy(old.path(), before);
    assertThatThrownBy(() -> run(newRun(), replacing()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("last.checkpoint is a folder");
    assertThat(contents(old.path())).isEqualTo(contents(before));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return contents;
  }

  /** The old model, under its own recipe, can be used until the new run can be gone on with. */
  @Test
  void anOldModelStaysUntilTheNewRecipeIsThere() throws IOException {
    RunFolder old = oldRun();
    byte[] model = Files.readAllBytes(old.model());
    Files.delete(RunFolder.recipe(old.path()));
    Files.createDirectories(RunFolder.recipe(old.path()).resolve("in the way"));
    assertThatThrownBy(() -> run(newRun(), replacing()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("recipe.json is a folder");
    assertThat(old.model()).hasBinaryContent(model);
    assertThat(old.history()).as("would not be that of the checkpoint").doesNotExist();
    assertThatThrownBy(
            () -> run(newRun().seed(7).resume(old.path()), RunFolder.resumed(old.path())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was made with another setting of seed");
  }

  @Test
  void aRunWithoutCheckpointsReplacesAnotherToo() throws IOException {
    oldRun();
    RunFolder folder = replacing();
    List<EpochResult> history = new ArrayList<>();
    newRun()
        .listener(
            new TrainingListener() {
              @Override
              public void epoch(EpochResult result, Model model) {
                history.add(result);
                folder.save(model, history, Metric.LOSS, Json.Obj.EMPTY);
              }
            })
        .fit(DIGITS);
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "recipe.json", "model.safetensors", "history.csv", "metrics.json");
    }
    assertThat(RunFolder.recipe(folder.path())).hasContent("new");
  }

  @Test
  void whereThereIsNothingToReplaceARunBeginsAsAnyOther() {
    RunFolder folder = replacing();
    assertThat(RunFolder.recipe(folder.path())).hasContent("new");
    folder.removeIfEmpty();
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void whatKilledRunsLeftHalfWrittenGoes() throws IOException {
    RunFolder old = oldRun();
    for (Supplier<RunFolder> opened :
        List.<Supplier<RunFolder>>of(() -> RunFolder.resumed(old.path()), this::replacing)) {
      Path half = old.path().resolve(".fovea-999999999-%s.tmp".formatted(UUID.randomUUID()));
      Files.write(half, new byte[1]);
      opened.get();
      assertThat(half).doesNotExist();
    }
    assertThat(old.model()).exists();
  }

  @Test
  void aFolderWithACheckpointHoldsARun() throws IOException {
    Path folder = parent.resolve("run");
    Trainer.of(NETWORK).batch(16).epochs(1).checkpoints(folder).fit(DIGITS);
    assertThatThrownBy(() -> RunFolder.at(folder, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("already holds a run (last.checkpoint)");
  }
}
