package dev.fovea.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.cli.ModelArgument;
import dev.fovea.data.InputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pictures are called, and by what names classes are found. */
class NamesTest {

  @Test
  void picturesAreCalledAfterTheRunOrTheFile() {
    assertThat(ModelArgument.name(Path.of("runs/lenet-mnist-1"))).isEqualTo("lenet-mnist-1");
    assertThat(ModelArgument.name(Path.of("runs/lenet-mnist-1/model.safetensors")))
        .isEqualTo("lenet-mnist-1");
    assertThat(ModelArgument.name(Path.of("my-digits.safetensors"))).isEqualTo("my-digits");
    assertThat(ModelArgument.name(Path.of("resnet-18"))).isEqualTo("resnet-18");
  }

  @Test
  void classesAreFoundByNameAndThenByNumber() {
    List<String> classes = List.of("cat", "0", "dog");
    assertThat(ClassChoice.of(classes, "dog")).isEqualTo(2);
    assertThat(ClassChoice.of(classes, "0")).isEqualTo(1);
    assertThat(ClassChoice.of(classes, "2")).isEqualTo(2);
    for (String none : List.of("3", "bird", "-1", "99999999999")) {
      assertThatThrownBy(() -> ClassChoice.of(classes, none))
          .isInstanceOf(InputException.class)
          .hasMessage("there is no class '%s': the model knows cat, 0, dog".formatted(none));
    }
  }
}
