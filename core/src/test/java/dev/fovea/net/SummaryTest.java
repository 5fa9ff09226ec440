package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.zoo.Zoo;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void ofLenet() {
    Summary summary = Summary.of(Zoo.lenet());
    Shape pooled = new Shape(20, 4, 4);
    assertThat(summary.rows())
        .containsExactly(
            row("conv1", "Conv2d 5x5, 10", -1, new Shape(10, 24, 24), 260, 144_000),
            row("pool1", "MaxPool2d 2", 0, new Shape(10, 12, 12), 0, 0),
            row("relu1", "ReLU", 1, new Shape(10, 12, 12), 0, 0),
            row("conv2", "Conv2d 5x5, 20", 2, new Shape(20, 8, 8), 5020, 320_000),
            row("pool2", "MaxPool2d 2", 3, pooled, 0, 0),
            row("relu2", "ReLU", 4, pooled, 0, 0),
            row("flatten1", "Flatten", 5, Shape.vector(320), 0, 0),
            row("dense1", "Dense 50", 6, Shape.vector(50), 16_050, 16_000),
            row("relu3", "ReLU", 7, Shape.vector(50), 0, 0),
            row("dense2", "Dense 10", 8, Shape.vector(10), 510, 500));
    assertThat(summary.parameters()).isEqualTo(21_840);
    assertThat(summary.multiplyAdds()).isEqualTo(480_500);
    assertThat(summary.network()).isEqualTo(Zoo.lenet());
  }

  private static Summary.Row row(
      String name, String layer, int input, Shape output, long parameters, long multiplyAdds) {
    return new Summary.Row(name, layer, List.of(input), output, parameters, multiplyAdds);
  }

  /** Running means and variances are measured, not learnt. */
  @Test
  void countsWhatIsLearnt() {
    Network network = Network.of("norm", new Shape(3, 4, 4), new BatchNorm2d(), new Relu());
    assertThat(Summary.of(network).rows().getFirst().parameters()).isEqualTo(6);
    assertThat(network.numberCount()).isEqualTo(12);
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

  @Test
  void theSumStopsAtTheLargestLong() {
    Conv2d conv = new Conv2d(1, 40_001, 40_001, 1, 20_000);
    Shape image = new Shape(1, 46_000, 46_000);
    assertThat(conv.multiplyAdds(image))
        .isEqualTo(46_000L * 46_000 * 40_001 * 40_001)
        .isGreaterThan(Long.MAX_VALUE / 3);
    assertThat(Summary.of(Network.of("much", image, conv, conv, conv)).multiplyAdds())
        .isEqualTo(Long.MAX_VALUE);
  }
}
