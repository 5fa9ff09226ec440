package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.net.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsTest {

  private static final Dataset TWO =
      new Dataset(
          "two", 1, 2, 1, new byte[] {1, 2, 3, 4}, new int[] {0, 1}, List.of("zero", "one"));

  @Test
  void inTheMiddleOfEachChannel() {
    Dataset fitted = Digits.fitted(TWO, new Shape(2, 4, 3));
    byte[] first = {0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0};
    byte[] second = {0, 0, 0, 0, 3, 0, 0, 4, 0, 0, 0, 0};
    assertThat(fitted.image(0)).startsWith(first).endsWith(first).hasSize(24);
    assertThat(fitted.image(1)).startsWith(second).endsWith(second).hasSize(24);
    assertThat(fitted.labels()).containsExactly(0, 1);
  }

  @Test
  void asTheyAreWhereTheyFit() {
    assertThat(Digits.fitted(TWO, new Shape(1, 2, 1)).pixels()).isEqualTo(TWO.pixels());
  }

  @Test
  void neverCut() {
    assertThatThrownBy(() -> Digits.fitted(TWO, new Shape(3, 1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not fit");
  }
}
