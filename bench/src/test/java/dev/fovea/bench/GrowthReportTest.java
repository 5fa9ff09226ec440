package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.Figures.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

  private final Figures figures = new Figures();

  private String report(String part) {
    return new GrowthReport(GrowthOptions.parse("--parts", part), List.of("a note"), figures)
        .text();
  }

  @Test
  void aFallOfMoreThanATenthIsMarked() {
    figures.add("lenet:1", Growth.FOVEA, Metric.TRAIN, 1000);
    figures.add("lenet:2", Growth.FOVEA, Metric.TRAIN, 899);
    figures.add("lenet:4", Growth.FOVEA, Metric.TRAIN, 810);
    assertThat(report("batches"))
        .containsPattern("lenet +\\| +1 \\| +1,000 \\| +\\|")
        .containsPattern("lenet +\\| +2 \\| +899 \\| +0.90 ! \\|")
        .containsPattern("lenet +\\| +4 \\| +810 \\| +0.90 \\|")
        .contains("a note");
  }

  @Test
  void twoThreadsToOne() {
    for (double round : new double[] {100, 500, 102}) {
      figures.add("fashion", Growth.ONE_THREAD, Metric.TRAIN, round);
    }
    figures.add("fashion", Growth.TWO_THREADS, Metric.TRAIN, 204);
    assertThat(report("threads")).containsPattern("fashion +\\| +102 \\| +204 \\| +2.00 \\|");
  }

  @Test
  void timeForAMultiplyAdd() {
    // An image of 32 pixels has 115,056,640 of them forward.
    figures.add("vgg-like-32", Growth.FOVEA, Metric.INFERENCE, 1000);
    figures.add("vgg-like-64", Growth.FOVEA, Metric.INFERENCE, 125);
    assertThat(report("sizes"))
        .containsPattern("\\| +32 .* 1,000.0 \\| +8.7 \\| +1.00 \\|")
        .containsPattern("\\| +64 .* 125.0 \\| +17.4 \\| +2.00 \\|");
  }

  @Test
  void everyRoundIsInTheJson() {
    figures.add("vgg-16", Growth.PYTORCH, Metric.TRAIN, 0.7);
    figures.add("vgg-16", Growth.PYTORCH, Metric.TRAIN, 0.9);
    assertThat(new GrowthReport(GrowthOptions.DEFAULTS, List.of(), figures).json().compact())
        .contains("\"rounds\":[0.7,0.9]")
        .contains("\"median\":0.8");
  }
}
