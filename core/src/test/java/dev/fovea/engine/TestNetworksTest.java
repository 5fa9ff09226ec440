package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.kernel.RegisterTiles;
import dev.fovea.net.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the networks of the other tests bring each step into each of its cases. */
class TestNetworksTest {

  /** Those of {@link GradientTest}, in whose plans three groups are the most. */
  private static final int GROUPS = 3;

  private static Stream<Step> steps(List<Network> networks) {
    return networks.stream()
        .map(Reordering::reluAfterPooling)
        .flatMap(n -> Steps.of(n, new Layout(n, true), true, GROUPS).stream())
        .map(PlacedStep::step);
  }

  private static <S> List<S> steps(List<Network> networks, Class<S> kind) {
    return steps(networks).filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void everyKindOfStep() {
    assertThat(steps(TestNetworks.all()).map(s -> s.getClass().getSimpleName()).distinct())
        .containsExactlyInAnyOrder(
            "ConvStep",
            "WinogradStep",
            "ConvPoolStep",
            "MaxPoolStep",
            "ReluStep",
            "DropoutStep",
            "FlattenStep",
            "DenseStep");
  }

  @Test
  void everyTileOfRegistersForwardAndBackward() {
    List<String> forward =
        steps(TestNetworks.all())
            .flatMap(
                step ->
                    switch (step) {
                      case ConvStep s -> Stream.of(s.values());
                      case ConvPoolStep s -> Stream.of(s.values());
                      case DenseStep s -> Stream.of(s.values());
                      default -> Stream.empty();
                    })
            .map(RegisterTiles::of)
            .distinct()
            .toList();
    List<String> backward =
        steps(TestNetworks.all())
            .flatMap(
                step ->
                    switch (step) {
                      case ConvStep s -> s.gradients().stream();
                      case DenseStep s -> Stream.ofNullable(s.gradients());
                      default -> Stream.empty();
                    })
            .map(RegisterTiles::of)
            .distinct()
            .toList();
    assertThat(forward).containsExactlyInAnyOrder("4x4", "4x5", "3x8", "2x10", "8x1");
    assertThat(backward).containsExactlyInAnyOrder("4x4", "4x5", "3x8", "2x10", "8x1");
  }

  @Test
  void pooledConvolutionsInSeveralBlocksOfChannels() {
    assertThat(steps(TestNetworks.all(), ConvPoolStep.class))
        .anyMatch(s -> s.place().channels() < s.values().channels())
        .anyMatch(s -> s.values().channels() % s.place().channels() != 0)
        .anyMatch(s -> s.place().channels() == s.values().channels())
        .anyMatch(s -> s.pool().inPos().length * s.pool().tap().length < s.values().positions());
  }

  @Test
  void tilesInChunksOfAllKinds() {
    assertThat(steps(TestNetworks.all(), WinogradStep.class))
        .anyMatch(s -> s.tiling().side() == 4 && s.dIn() != null)
        .anyMatch(s -> s.tiling().side() == 6);
    assertThat(steps(TestNetworks.tiled(), WinogradStep.class))
        .anyMatch(s -> s.tiling().chunk() == 9)
        .anyMatch(s -> RegisterTiles.of(9, s.tiling().outputs()).equals("3x8"))
        .anyMatch(
            s ->
                s.tiling().tiles() > s.tiling().chunk()
                    && s.tiling().tiles() % s.tiling().chunk() != 0)
        .allMatch(s -> s.dIn() != null);
  }

  @Test
  void smallTilesOfAllKinds() {
    assertThat(steps(TestSmallTiles.networks(), TileProductStep.class))
        .anyMatch(s -> s.points().tiling().tiles() == 1)
        .anyMatch(s -> s.points().tiling().tiles() > 1)
        .anyMatch(s -> s.gradients() == null)
        .anyMatch(s -> s.biasAt() < 0)
        .anyMatch(s -> s.values().channels() < s.points().tiling().outputs());
    assertThat(steps(TestSmallTiles.turned(), WinogradStep.class))
        .anyMatch(s -> s.tiling().inputs() == 64 && s.tiling().tiles() > s.tiling().chunk());
  }
}
