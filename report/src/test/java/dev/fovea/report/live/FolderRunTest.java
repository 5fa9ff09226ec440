package dev.fovea.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is watched while things happen to its folder. */
class FolderRunTest {

  @TempDir private Path folder;

  @Test
  void aFolderThatIsGoneIsTold() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(RunFolder.recipe(run), "{\"network\": \"lenet\"}");
    FolderRun watched = new FolderRun(run);
    assertThat(watched.state().problem()).isEmpty();
    assertThat(watched.state().epochs()).hasValue(10);
    Files.move(run, folder.resolve("elsewhere"));
    assertThat(watched.state().problem()).contains(run + " is gone");
    Files.move(folder.resolve("elsewhere"), run);
    assertThat(watched.state().problem()).isEmpty();
  }
}
