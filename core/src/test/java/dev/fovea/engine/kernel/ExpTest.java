package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The exponential function against the JDK's, in double precision. */
class ExpTest {

  /** Each 997th float from 0 down to -87.3. */
  @Test
  void accurateToTwoUnitsInTheLastPlace() {
    int end = Float.floatToIntBits(Exp.SMALLEST);
    for (int bits = Float.floatToIntBits(-0f); bits <= end; bits += 997) {
      float x = Float.intBitsToFloat(bits);
      double exact = Math.exp(x);
      float ulp = Math.ulp((float) exact);
      if (Math.abs(Exp.of(x) - exact) > 2 * ulp) {
        throw new AssertionError(x + ": " + Exp.of(x) + " and not " + exact);
      }
    }
  }

  @Test
  void atItsEnds() {
    assertThat(Exp.of(0f)).isEqualTo(1f);
    assertThat(Exp.of(-0f)).isEqualTo(1f);
    assertThat(Exp.of(Exp.SMALLEST)).isPositive();
    assertThat(Exp.of(Math.nextDown(Exp.SMALLEST))).isZero();
    assertThat(Exp.of(-1e30f)).isZero();
    assertThat(Exp.of(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(Exp.of(Float.NaN)).isNaN();
  }
}
