package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.inspect.ClassReport.PerClass;
import dev.fovea.inspect.ClassReport.Scores;
import dev.fovea.net.Outputs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers about a classifier, against scikit-learn's and known ones. */
class MetricsTest {

  private static final GoldenFile GOLDEN = GoldenFile.of("metrics");

  private static final Predictions PREDICTIONS =
      Predictions.of(
          Outputs.LOGITS,
          List.of("a", "b", "c", "d", "e", "f", "g"),
          ints(GOLDEN.numbers("labels")),
          GOLDEN.numbers("logits"));

  private static int[] ints(float[] numbers) {
    return IntStream.range(0, numbers.length).map(i -> (int) numbers[i]).toArray();
  }

  @Test
  void confusionMatrixIsThatOfScikitLearn() {
    ConfusionMatrix confusion = ConfusionMatrix.of(PREDICTIONS);
    int[] expected = ints(GOLDEN.numbers("confusion"));
    for (int i = 0; i < 49; i++) {
      assertThat(confusion.count(i / 7, i % 7)).isEqualTo(expected[i]);
    }
    assertThat(confusion.total()).isEqualTo(300);
    assertThat(confusion.correct()).isEqualTo(PREDICTIONS.correct());
  }

  @Test
  void mostConfusedPairsAreTheLargestNumbersOffTheDiagonal() {
    ConfusionMatrix confusion = ConfusionMatrix.of(PREDICTIONS);
    List<ConfusionMatrix.Pair> pairs = confusion.mostConfused(100);
    int[] expected = ints(GOLDEN.numbers("confusion"));
    int[] counts =
        IntStream.range(0, 49)
            .filter(i -> i / 7 != i % 7 && expected[i] > 0)
            .map(i -> -expected[i])
            .sorted()
            .map(i -> -i)
            .toArray();
    assertThat(pairs.stream().mapToInt(ConfusionMatrix.Pair::count)).containsExactly(boxed(counts));
    for (ConfusionMatrix.Pair pair : pairs) {
      assertThat(pair.count()).isEqualTo(confusion.count(pair.actual(), pair.predicted()));
      assertThat(pair.share()).isEqualTo(pair.count() / (double) confusion.actual(pair.actual()));
    }
    assertThat(confusion.mostConfused(2)).isEqualTo(pairs.subList(0, 2));
  }

  private static Integer[] boxed(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }

  @Test
  void reportIsThatOfScikitLearn() {
    ClassReport report = ClassReport.of(PREDICTIONS);
    for (int c = 0; c < 7; c++) {
      PerClass each = report.classes().get(c);
      close(each.scores().precision(), "precision", c);
      close(each.scores().recall(), "recall", c);
      close(each.scores().f1(), "f1", c);
      assertThat(each.support()).isEqualTo((int) GOLDEN.numbers("support")[c]);
    }
    close(report.macro(), "macro");
    close(report.weighted(), "weighted");
    for (int k = 1; k <= 3; k++) {
      close(report.topAccuracy(k), "top", k - 1);
    }
    assertThat(report.topAccuracy(1)).isEqualTo(report.accuracy().share());
    assertThat(report.topAccuracy(7)).isEqualTo(1);
    assertThat(report.topAccuracy(9)).isEqualTo(1);
    assertThat(report.correct()).isEqualTo(PREDICTIONS.correct());
  }

  private static void close(Scores scores, String tensor) {
    close(scores.precision(), tensor, 0);
    close(scores.recall(), tensor, 1);
    close(scores.f1(), tensor, 2);
  }

  private static void close(double actual, String tensor, int index) {
    assertThat(actual).as(tensor).isCloseTo(GOLDEN.numbers(tensor)[index], within(1e-7));
  }

  @Test
  void calibrationIsThatOfNumpy() {
    Calibration calibration = Calibration.of(PREDICTIONS, 10);
    float[] expected = GOLDEN.numbers("calibration");
    for (int bin = 0; bin < 10; bin++) {
      Calibration.Bin made = calibration.bins().get(bin);
      assertThat(made.from()).isEqualTo(bin / 10.0);
      assertThat(made.count()).isEqualTo((int) expected[3 * bin]);
      assertThat(made.confidence()).isCloseTo(expected[3 * bin + 1], within(1e-6));
      assertThat(made.accuracy()).isCloseTo(expected[3 * bin + 2], within(1e-6));
    }
    close(calibration.expectedError(), "error", 0);
    double largest = calibration.bins().stream().mapToDouble(Calibration.Bin::gap).max().orElse(0);
    assertThat(calibration.largestError()).isEqualTo(largest);
    assertThat(Calibration.of(PREDICTIONS).bins()).hasSize(Calibration.BINS);
  }

  @Test
  void aSureModelLiesInTheLastBin() {
    Predictions sure =
        Predictions.of(
            Outputs.LOGITS,
            List.of("a", "b"),
            new int[] {0, 1},
            new float[] {900, -900, 900, -900});
    Calibration calibration = Calibration.of(sure, 5);
    assertThat(calibration.bins().getLast().count()).isEqualTo(2);
    assertThat(calibration.expectedError()).isEqualTo(0.5);
  }

  @Test
  void intervalIsWilsons() {
    // Agresti, Coull: Approximate is better than "exact" ..., 1998, and R's prop.test.
    Interval eight = Interval.wilson(8, 10);
    assertThat(eight.low()).isCloseTo(0.4901625, within(1e-6));
    assertThat(eight.high()).isCloseTo(0.9433178, within(1e-6));
    Interval none = Interval.wilson(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775328, within(1e-6));
    assertThat(Interval.wilson(10, 10).high()).isEqualTo(1);
  }

  @Test
  void mistakesComeTheSurestFirst() {
    List<Mistakes.Mistake> mistakes = Mistakes.of(PREDICTIONS, 1000);
    assertThat(mistakes).hasSize(300 - PREDICTIONS.correct());
    double before = 1;
    for (Mistakes.Mistake mistake : mistakes) {
      int n = mistake.image();
      assertThat(mistake.label())
          .isEqualTo(PREDICTIONS.labels()[n])
          .isNotEqualTo(mistake.predicted());
      assertThat(mistake.predicted()).isEqualTo(PREDICTIONS.predicted()[n]);
      assertThat(mistake.confidence())
          .isEqualTo(PREDICTIONS.confidence(n))
          .isLessThanOrEqualTo(before);
      assertThat(mistake.probability()).isLessThanOrEqualTo(mistake.confidence());
      before = mistake.confidence();
    }
    assertThat(Mistakes.of(PREDICTIONS, 3)).isEqualTo(mistakes.subList(0, 3));
  }

  @Test
  void probabilitiesOfAllKindsOfOutputsAreTheSame() {
    int[] labels = {2};
    List<String> classes = List.of("a", "b", "c");
    float[] p = {0.2f, 0.5f, 0.3f};
    float[] logs = new float[3];
    float[] logits = new float[3];
    for (int i = 0; i < 3; i++) {
      logs[i] = (float) Math.log(p[i]);
      logits[i] = logs[i] + 7;
    }
    for (Predictions made :
        List.of(
            Predictions.of(Outputs.PROBABILITIES, classes, labels, p),
            Predictions.of(Outputs.LOG_PROBABILITIES, classes, labels, logs),
            Predictions.of(Outputs.LOGITS, classes, labels, logits))) {
      assertThat(made.probabilities()).containsExactly(p, within(1e-6f));
      assertThat(made.predicted()).containsExactly(1);
      assertThat(made.ranks()).containsExactly(1);
    }
  }
}
