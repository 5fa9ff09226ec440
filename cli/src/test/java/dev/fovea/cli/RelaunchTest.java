package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaunchTest {

  @Test
  void flagsAreTheLinesOfTheListWithoutItsComments() {
    assertThat(Relaunch.flags())
        .contains("-XX:+UseSerialGC")
        .allSatisfy(flag -> assertThat(flag).startsWith("-").doesNotContain(" ", "#"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'a|b|', 'a|b|'",
    "'no end of line', 'no end of line'",
    "'WARNING: Using incubator modules: x|', ''",
    "'a|WARNING: Using incubator modules: x|b|c', 'a|b|c'",
    "'WARNING: Using incubator modules: x|WARNING: y|', 'WARNING: y|'"
  })
  void dropsTheWarningAndNothingElse(String said, String shown) throws IOException {
    var out = new ByteArrayOutputStream();
    byte[] bytes = said.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
    Relaunch.copyWithoutWarning(new ByteArrayInputStream(bytes), out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(shown.replace('|', '\n'));
  }
}
