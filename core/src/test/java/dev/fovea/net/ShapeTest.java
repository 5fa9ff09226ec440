package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @Test
  void ofAnImage() {
    Shape shape = new Shape(3, 28, 20);
    assertThat(shape.size()).isEqualTo(1680);
    assertThat(shape.isVector()).isFalse();
    assertThat(shape).hasToString("3 x 28 x 20");
  }

  @Test
  void ofAVector() {
    Shape shape = Shape.vector(320);
    assertThat(shape).isEqualTo(new Shape(320, 1, 1)).hasToString("320");
    assertThat(shape.size()).isEqualTo(320);
    assertThat(shape.isVector()).isTrue();
    assertThat(new Shape(320, 1, 2).isVector()).isFalse();
    assertThat(new Shape(320, 2, 1).isVector()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,28,28", "1,0,28", "1,28,0", "-1,-28,1"})
  void sizesAreAtLeastOne(int channels, int height, int width) {
    assertThatThrownBy(() -> new Shape(channels, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a shape needs sizes of at least 1, not %d x %d x %d", channels, height, width);
  }

  @ParameterizedTest
  @CsvSource({
    "65536,32768,1",
    "1,65536,32768",
    "2147483647,2147483647,2147483647",
    "2147483647,2147483647,3",
    "65536,65536,65536",
    "2147483647,1,2"
  })
  void mustFitAnArray(int channels, int height, int width) {
    assertThatThrownBy(() -> new Shape(channels, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a shape of %d x %d x %d is too large", channels, height, width);
  }

  @Test
  void theLargestFits() {
    assertThat(Shape.vector(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(new Shape(1, 46340, 46340).size()).isEqualTo(46340 * 46340);
  }
}
