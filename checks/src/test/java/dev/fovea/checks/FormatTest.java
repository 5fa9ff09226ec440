package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

  @Test
  void everySourceIsFormatted() throws IOException {
    Path root = JavaFiles.root();
    List<String> unformatted = new ArrayList<>();
    for (Path file : JavaFiles.below(root)) {
      String source = Files.readString(file);
      try {
        if (!Formatting.format(source).equals(source)) {
          unformatted.add(root.relativize(file).toString());
        }
      } catch (FormatterException e) {
        unformatted.add(root.relativize(file) + ": " + e.getMessage());
      }
    }
    assertThat(unformatted)
        .as("not in google-java-format; this formats them: mvn -q -N -Dformat validate")
        .isEmpty();
  }
}
