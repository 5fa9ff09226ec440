package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void ofLenet() {
    Summary summary = Summary.of(Zoo.lenet());
    Shape pooled = new Shape(20, 4, 4);
    assertThat(summary.rows())
        .containsExactly(
            row("conv1", "Conv2d 5x5, 10", new Shape(10, 24, 24), 260, 144_000),
            row("pool1", "MaxPool2d 2", new Shape(10, 12, 12), 0, 0),
            row("relu1", "ReLU", new Shape(10, 12, 12), 0, 0),
            row("conv2", "Conv2d 5x5, 20", new Shape(20, 8, 8), 5020, 320_000),
            row("pool2", "MaxPool2d 2", pooled, 0, 0),
            row("relu2", "ReLU", pooled, 0, 0),
            row("flatten1", "Flatten", Shape.vector(320), 0, 0),
            row("dense1", "Dense 50", Shape.vector(50), 16_050, 16_000),
            row("relu3", "ReLU", Shape.vector(50), 0, 0),
            row("dense2", "Dense 10", Shape.vector(10), 510, 500));
    assertThat(summary.parameters()).isEqualTo(21_840);
    assertThat(summary.multiplyAdds()).isEqualTo(480_500);
    assertThat(summary.network()).isEqualTo(Zoo.lenet());
  }

  private static Summary.Row row(
      String name, String layer, Shape output, long parameters, long multiplyAdds) {
    return new Summary.Row(name, layer, output, parameters, multiplyAdds);
  }

  @Test
  void countsWhatTheNetworkCounts() {
    for (Network network : Zoo.all()) {
      Summary summary = Summary.of(network);
      assertThat(summary.parameters()).isEqualTo(network.parameterCount());
      assertThat(summary.rows()).extracting(Summary.Row::output).isEqualTo(network.shapes());
      assertThat(List.copyOf(summary.rows())).isSameAs(summary.rows());
    }
  }
}
