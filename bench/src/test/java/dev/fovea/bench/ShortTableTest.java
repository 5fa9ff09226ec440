package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.Figures.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortTableTest {

  private final Figures figures = new Figures();
  private final List<Heat> heats = List.of(Heat.find("lenet").orElseThrow());

  @Test
  void comparesWithDjlAndWithTheBestFramework() {
    add("fovea", 1200, 10);
    add("djl", 100, 40);
    add("tensorflow", 300, 200);
    add("onednn", 900, 5);

    String row = ShortTable.render(figures, heats).lines().skip(2).findFirst().orElseThrow();

    assertThat(row.replaceAll(" +", " "))
        .isEqualTo(
            "| lenet, 64 | 1,200 | 12.00 | 4.00 tensorflow | | | | 10.0 | 4.00 | 4.00 djl |");
  }

  @Test
  void isEmptyWithoutAPeer() {
    add("fovea", 1200, 10);
    add("onednn", 900, 5);

    assertThat(ShortTable.render(figures, heats)).isEmpty();
  }

  private void add(String side, double train, double latency) {
    figures.add("lenet", side, Metric.TRAIN, train);
    figures.add("lenet", side, Metric.LATENCY, latency);
  }
}
