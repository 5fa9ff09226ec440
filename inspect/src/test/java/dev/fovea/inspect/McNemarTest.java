package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Outputs;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** McNemar's test against known values. */
class McNemarTest {

  /** The quantiles that every table of the chi-square distribution has, with all their digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.454936423119572, 0.5",
    "2.705543454095404, 0.1",
    "3.841458820694124, 0.05",
    "6.634896601021213, 0.01",
    "10.827566170662733, 0.001",
    "23.928126976934827, 1e-6",
    "50.844127911818155, 1e-12"
  })
  void theTailOfChiSquareIsThatOfTables(double x, double tail) {
    assertThat(McNemar.chiSquareTail(x)).isCloseTo(tail, Percentage.withPercentage(1e-8));
  }

  /** Where its two formulas meet there is no step. */
  @Test
  void theTailHasNoStep() {
    double step = McNemar.chiSquareTail(8 - 1e-9) - McNemar.chiSquareTail(8 + 1e-9);
    assertThat(step).isBetween(0.0, 1e-10);
  }

  /** 2 (1 + 12 + 66) / 4096, and so on. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "3, 3, 1",
    "5, 0, 0.0625",
    "10, 2, 0.03857421875",
    "2, 10, 0.03857421875",
    "24, 0, 1.1920928955078125e-7"
  })
  void fewDisagreementsAreThrowsOfACoin(int first, int second, double p) {
    McNemar test = McNemar.of(first, second);
    assertThat(test.pValue()).isCloseTo(p, within(1e-15));
    assertThat(test.disagreements()).isEqualTo(first + second);
    assertThat(test.significant()).isEqualTo(p < 0.05);
  }

  @Test
  void manyDisagreementsAreAChiSquare() {
    // (|121 - 59| - 1)^2 / 180 = 20.6722...; (|15 - 10| - 1)^2 / 25 = 0.64
    assertThat(McNemar.of(121, 59).pValue())
        .isEqualTo(McNemar.chiSquareTail(3721 / 180.0))
        .isCloseTo(McNemar.of(59, 121).pValue(), within(0.0));
    // As SciPy 1.10 and statsmodels say.
    assertThat(McNemar.of(121, 59).pValue())
        .isCloseTo(5.450094825427117e-6, Percentage.withPercentage(1e-9));
    assertThat(McNemar.of(15, 10).pValue()).isCloseTo(0.4237107971667936, within(1e-13));
    assertThat(McNemar.of(15, 10).pValue()).isEqualTo(McNemar.chiSquareTail(0.64));
    assertThat(McNemar.of(20, 20).pValue()).isEqualTo(1);
    assertThat(McNemar.of(1_000_000, 0).pValue()).isZero();
  }

  @Test
  void countsTheImagesThatOneAloneTellsRight() {
    int[] labels = {0, 1, 0, 1, 0};
    McNemar test =
        McNemar.of(predictions(labels, 0, 1, 0, 0, 1), predictions(labels, 1, 0, 0, 1, 1));
    assertThat(test).isEqualTo(McNemar.of(2, 1));
    assertThatThrownBy(
            () ->
                McNemar.of(
                    predictions(labels, labels), predictions(new int[] {1, 1, 0, 1, 0}, labels)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other images");
    assertThatThrownBy(() -> McNemar.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  static Predictions predictions(int[] labels, int... said) {
    float[] logits = new float[2 * said.length];
    for (int n = 0; n < said.length; n++) {
      logits[2 * n + said[n]] = 1;
    }
    return Predictions.of(Outputs.LOGITS, List.of("a", "b"), labels, logits);
  }
}
