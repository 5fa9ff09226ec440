package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLengthTest {

  private static final int MOST_LINES = 400;

  @Test
  void noSourceIsTooLongToReadAtOnce() throws IOException {
    Path root = JavaFiles.root();
    List<String> tooLong = new ArrayList<>();
    for (Path file : JavaFiles.below(root)) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.add(root.relativize(file) + ": " + lines);
      }
    }
    assertThat(tooLong).as("more than %d lines: one concept a file", MOST_LINES).isEmpty();
  }
}
