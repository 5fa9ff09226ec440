package dev.fovea.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnglesTest {

  @Test
  void likeTheOnesOfTheJdk() {
    for (int i = -14_400; i <= 14_400; i++) {
      double degrees = i / 20.0;
      double angle = StrictMath.toRadians(degrees);
      assertThat(Angles.sin(degrees))
          .as("sin " + degrees)
          .isCloseTo(StrictMath.sin(angle), within(2e-15));
      assertThat(Angles.cos(degrees))
          .as("cos " + degrees)
          .isCloseTo(StrictMath.cos(angle), within(2e-15));
      if (Math.abs(degrees) < 89) {
        assertThat(Angles.tan(degrees)).isCloseTo(StrictMath.tan(angle), within(1e-11));
      }
    }
  }

  @Test
  void exactWhereItShouldBe() {
    assertThat(Angles.sin(0)).isZero();
    assertThat(Angles.cos(0)).isEqualTo(1);
    assertThat(Angles.sin(90)).isEqualTo(1);
    assertThat(Angles.cos(90)).isZero();
    assertThat(Angles.cos(-180)).isEqualTo(-1);
    assertThat(Angles.sin(-90)).isEqualTo(-1);
  }
}
