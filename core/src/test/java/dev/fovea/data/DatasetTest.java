package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private static final Dataset THREE = make(new byte[] {1, 2, 3, 4, 5, 6}, 0, 1, 0);

  @Test
  void givesImagesAndLabels() {
    assertThat(THREE.size()).isEqualTo(3);
    assertThat(THREE.imageSize()).isEqualTo(2);
    assertThat(THREE.image(2)).containsExactly(5, 6);
    assertThat(THREE.label(1)).isEqualTo(1);
  }

  @Test
  void slices() {
    Dataset two = THREE.slice(1, 3);

    assertThat(two.pixels()).containsExactly(3, 4, 5, 6);
    assertThat(two.labels()).containsExactly(1, 0);
    assertThat(two.classes()).isEqualTo(THREE.classes());
    assertThat(THREE.slice(1, 1).size()).isZero();
  }

  @Test
  void hasNoImagesBeyondItsEnds() {
    assertThatThrownBy(() -> THREE.image(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> THREE.image(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> THREE.slice(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> THREE.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesArraysThatDoNotFit() {
    assertThatThrownBy(() -> make(new byte[5], 0, 1, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("three: 3 images of 1 x 1 x 2 need 6 pixels, but there are 5");
    assertThatThrownBy(() -> make(new byte[6], 0, 1, 2))
        .isInstanceOf(InputException.class)
        .hasMessage("three: image 2 has label 2, but the classes go from 0 to 1");
  }

  private static Dataset make(byte[] pixels, int... labels) {
    return new Dataset("three", 1, 1, 2, pixels, labels, List.of("a", "b"));
  }
}
