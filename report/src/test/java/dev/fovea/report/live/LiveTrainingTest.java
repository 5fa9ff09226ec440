package dev.fovea.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.recipe.Recipes;
import dev.fovea.report.live.LiveState.Batch;
import dev.fovea.report.live.LiveState.Phase;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a run that this process trains, and of one that another does. */
class LiveTrainingTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 100);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  @TempDir private Path folder;

  private static Trainer trainer() {
    return Trainer.of(NETWORK).batch(25).epochs(2).seed(5);
  }

  @Test
  void takesNoteAndChangesNothing() {
    LiveTraining live = new LiveTraining(folder.resolve("run"), 2);
    assertThat(live.state().batch()).isEmpty();
    assertThat(live.state().history().rows()).isEmpty();
    TrainingResult watched = trainer().listener(live).fit(DIGITS);
    TrainingResult alone = trainer().fit(DIGITS);
    assertThat(watched.model().parameters()).isEqualTo(alone.model().parameters());
    LiveState state = live.state();
    assertThat(state.phase()).isEqualTo(Phase.TRAINING);
    assertThat(state.history()).isEqualTo(History.of(watched.history()));
    assertThat(state.batch()).contains(new Batch(2, 4, 4));
    assertThat(state.epochs()).hasValue(2);
    assertThat(live.name()).isEqualTo("run");
  }

  @Test
  void knowsTheEpochsBeforeARunWasStopped() {
    TrainingResult before = trainer().fit(DIGITS);
    LiveTraining live = new LiveTraining(folder, 4);
    live.resumed(before.history());
    assertThat(live.state().history().rows()).hasSize(2);
  }

  @Test
  void hasAReportOnlyWhenItWasMadeNow() throws IOException {
    LiveTraining live = new LiveTraining(folder, 2);
    Files.writeString(RunFolder.report(folder), "of a run before");
    assertThat(live.report()).isEmpty();
    live.reporting();
    assertThat(live.state().phase()).isEqualTo(Phase.REPORTING);
    live.ended(false);
    assertThat(live.state().report()).isFalse();
    assertThat(live.report()).isEmpty();
    Files.writeString(RunFolder.report(folder), "new");
    live.ended(true);
    assertThat(live.state().report()).isTrue();
    assertThat(live.report().orElseThrow()).isEqualTo("new".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFolderTellsHowManyEpochsThereWillBe() throws IOException {
    RecipeFile.write(Recipes.find("lenet").orElseThrow(), RunFolder.recipe(folder));
    FolderRun run = new FolderRun(folder);
    assertThat(run.state().epochs()).hasValue(10);
    assertThat(run.state().phase()).isEqualTo(Phase.TRAINING);
    assertThat(run.state().history().rows()).isEmpty();
    Files.write(
        RunFolder.history(folder), History.of(trainer().epochs(10).fit(DIGITS).history()).csv());
    assertThat(run.state().phase()).isEqualTo(Phase.ENDED);
    assertThat(run.state().report()).isFalse();
  }
}
