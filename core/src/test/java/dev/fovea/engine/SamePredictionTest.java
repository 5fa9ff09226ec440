package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.LayerNorm;
import dev.fovea.net.Network;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plan that could train predicts to the last bit what one predicts that could not, although more
 * of its values have places of their own, and others borders.
 */
class SamePredictionTest {

  private static final int IMAGES = 19;
  private static final int RANDOM_NETWORKS = 400;

  static Stream<Arguments> networks() {
    return Stream.of(
            TestNetworks.families(),
            TestNetworks.tiled(),
            TestBatchNorms.tiled(),
            TestBatchNorms.vectors())
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void ofEachLayer(Network network) {
    compare(network);
  }

  /** More of those in which sums of a layer's input could depend on where it lies. */
  @Test
  void ofRandomNetworks() {
    Stream.concat(
            LongStream.range(0, RANDOM_NETWORKS).mapToObj(RandomNetwork::of),
            LongStream.range(RANDOM_NETWORKS, 5L * RANDOM_NETWORKS)
                .mapToObj(RandomNetwork::of)
                .filter(n -> n.nodes().stream().anyMatch(i -> i.layer() instanceof LayerNorm)))
        .forEach(SamePredictionTest::compare);
  }

  private static void compare(Network network) {
    Problem problem = Problem.random(network, IMAGES, 3);
    for (Backend backend : List.of(Backend.scalar(), Backend.current())) {
      try (Workers workers = new Workers(1)) {
        Plan some = Plan.forInference(network, IMAGES, workers, backend);
        Plan other = Plan.forTraining(network, IMAGES, workers, backend);
        for (Plan plan : List.of(some, other)) {
          plan.infer(problem.parameters(), problem.source(), problem.order(), 0, IMAGES);
        }
        for (int n = 0; n < IMAGES; n++) {
          for (int c = 0; c < network.output().size(); c++) {
            assertThat(other.logit(n, c))
                .as("%s, image %d, class %d, %s", network.name(), n, c, backend.name())
                .isEqualTo(some.logit(n, c));
          }
        }
      }
    }
  }
}
