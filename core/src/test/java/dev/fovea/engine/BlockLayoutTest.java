package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.Network;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory of a single image that is counted beforehand is what its steps then hold. */
class BlockLayoutTest {

  static Stream<Network> networks() {
    return Stream.concat(
        TestNetworks.all().stream(), LongStream.range(0, 200).mapToObj(RandomNetwork::of));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void countsWhatTheStepsHold(Network network) {
    BlockSteps made = new BlockSteps(network, TestImages.parameters(network, 1));
    long held = made.layout().size();
    for (BlockStep step : made.steps()) {
      held += held(step);
    }
    assertThat(made.layout().memory()).isEqualTo(held);
  }

  private static long held(BlockStep step) {
    return switch (step) {
      case BlockStep.Sum(BlockCorrelation g, float[] weights) ->
          g.inTap().length + g.inPos().length + g.outPos().length + weights.length;
      case BlockStep.Pool pool -> pool.windows().stream().mapToLong(BlockLayoutTest::held).sum();
      case BlockStep.Copy(int[] from, int[] to) -> from.length + to.length;
      case BlockLayerNorm norm ->
          norm.from().length + norm.to().length + norm.weight().length + norm.bias().length;
      case BlockResponseNorm norm -> norm.from().length + norm.to().length;
      case BlockSoftmax softmax -> softmax.from().length + softmax.to().length;
      case BlockStep.Rectify _, BlockActivation _, BlockRows _ -> 0;
      // The factors of a few channels.
      case BlockAffine _ -> 0;
    };
  }

  private static long held(Averages averages) {
    Windows windows = averages.windows();
    return windows.inPos().length + windows.tap().length + windows.outPos().length;
  }
}
