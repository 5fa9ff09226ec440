package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooTest {

  @ParameterizedTest
  @CsvSource({
    "lenet,21840",
    "doodle,34808",
    "fashion,28938",
    "digits-16-32,28938",
    "digits-deep,3304426"
  })
  void networks(String name, long parameters) {
    Network network = Zoo.find(name).orElseThrow();
    assertThat(network.name()).isEqualTo(name);
    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(network.input()).isEqualTo(new Shape(1, 28, 28));
    assertThat(network.output()).isEqualTo(Shape.vector(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Lenet", "alexnet"})
  void unknown(String name) {
    assertThat(Zoo.find(name)).isEmpty();
  }

  @Test
  void allInTheOrderOfTheTutorials() {
    assertThat(Zoo.all())
        .extracting(Network::name)
        .containsExactly("lenet", "doodle", "fashion", "digits-16-32", "digits-deep");
  }
}
