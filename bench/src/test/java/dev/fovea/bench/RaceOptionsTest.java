package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RaceOptionsTest {

  @Test
  void withoutArgumentsTheDefaults() {
    assertThat(RaceOptions.parse()).isEqualTo(RaceOptions.DEFAULTS);
  }

  @Test
  void everyOption() {
    RaceOptions o =
        RaceOptions.parse(
            "--quick",
            "--rounds",
            "3",
            "--nets",
            "lenet,fashion:128",
            "--peers",
            "none",
            "--json",
            "x.json",
            "--avx2",
            "--no-process");
    assertThat(o)
        .isEqualTo(
            new RaceOptions(
                3,
                List.of("lenet", "fashion:128"),
                List.of(),
                Optional.of(Path.of("x.json")),
                2,
                1,
                true,
                false));
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> RaceOptions.parse("--round", "3"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--round");
    assertThatThrownBy(() -> RaceOptions.parse("--rounds", "many"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("many");
    assertThatThrownBy(() -> RaceOptions.parse("--json")).hasMessageContaining("needs a value");
  }
}
