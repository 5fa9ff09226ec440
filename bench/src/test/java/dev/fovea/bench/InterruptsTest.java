package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptsTest {

  @TempDir private Path folder;

  @Test
  void anInterruptEndsTheProcessThatIsMeasured() {
    Thread.currentThread().interrupt();
    long start = System.nanoTime();
    assertThatThrownBy(() -> Child.run(List.of("sleep", "60"), Map.of(), folder.resolve("log")))
        .isInstanceOf(InterruptedException.class);
    assertThat((System.nanoTime() - start) * 1e-9).isLessThan(30);
    // Of what it started nothing runs on.
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aProcessThatFailsIsSaid() {
    Path log = folder.resolve("log");
    assertThatThrownBy(() -> Child.run(List.of("sh", "-c", "exit 3"), Map.of(), log))
        .isInstanceOf(Child.Failure.class)
        .hasMessageContaining("code 3");
    assertThat(Files.exists(log)).isTrue();
  }

  @Test
  void whatAProcessPrintsIsRead() throws Exception {
    Child child = Child.run(List.of("echo", "train 12.5"), Map.of(), folder.resolve("log"));
    assertThat(child.figure(Figures.Metric.TRAIN)).isEqualTo(12.5);
    assertThatThrownBy(() -> child.figure(Figures.Metric.INFERENCE))
        .isInstanceOf(Child.Failure.class)
        .hasMessageContaining("INFERENCE");
  }
}
