package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.bench.GrowthOptions.Part;
import dev.fovea.data.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GrowthOptionsTest {

  @Test
  void withoutArgumentsTheDefaults() {
    assertThat(GrowthOptions.parse()).isEqualTo(GrowthOptions.DEFAULTS);
  }

  @Test
  void everyOption() {
    GrowthOptions o =
        GrowthOptions.parse("--quick", "--rounds", "2", "--parts", "vgg16,sizes", "--json", "x");
    assertThat(o.rounds()).isEqualTo(2);
    assertThat(o.parts()).containsExactly(Part.SIZES, Part.VGG16);
    assertThat(o.json()).contains(Path.of("x"));
    assertThat(o.quick()).isTrue();
    assertThat(o.warm()).isLessThan(GrowthOptions.DEFAULTS.warm());
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> GrowthOptions.parse("--part", "sizes"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--part");
    assertThatThrownBy(() -> GrowthOptions.parse("--parts", "size"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("size");
    assertThatThrownBy(() -> GrowthOptions.parse("--rounds", "many"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("many");
    assertThatThrownBy(() -> GrowthOptions.parse("--json")).hasMessageContaining("needs a value");
  }
}
