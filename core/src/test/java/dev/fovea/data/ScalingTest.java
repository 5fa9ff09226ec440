package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalingTest {

  @Test
  void scalesEachByte() {
    assertThat(Scaling.UNIT.table()).hasSize(256).startsWith(0f, 1 / 255f).endsWith(1f);
    assertThat(Scaling.MNIST.table()[0]).isEqualTo((float) (-0.1307 / 0.3081));
    assertThat(Scaling.MNIST.table()[255]).isEqualTo((float) ((1 - 0.1307) / 0.3081));
  }

  @Test
  void refusesWhatGivesNoNumbers() {
    assertThatThrownBy(() -> new Scaling(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scaling(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
