package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One offset or stride that is wrong by 1 or by 16, and no plan is made. */
class ProofTest {

  private static final int GROUPS = 3;

  static Stream<Arguments> faults() {
    return Stream.of(Faults.all(), GroupFaults.all(), SmallTileFaults.all())
        .flatMap(List::stream)
        .map(f -> Arguments.argumentSet(f.name(), f));
  }

  static Stream<Arguments> blockFaults() {
    return BlockFaults.all().stream().map(f -> Arguments.argumentSet(f.name(), f));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesAStep(Faults.Fault fault) {
    Network nodes = Reordering.reluAfterPooling(fault.network());
    Layout layout = new Layout(nodes, true);
    Proof proof = Proof.of(nodes, layout);
    List<PlacedStep> steps = new ArrayList<>(Steps.of(nodes, layout, true, GROUPS));
    Step step = fault.in(steps);
    String name = nodes.nodes().get(fault.node()).name();
    assertThatCode(() -> proof.check(name, proof.reaches(step))).doesNotThrowAnyException();
    Step wrong = fault.change().apply(step);
    assertThat(wrong).hasSameClassAs(step);
    assertThatThrownBy(() -> proof.check(name, proof.reaches(wrong)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            name
                + " reaches for floats -?\\d+ to \\d+ of (a block|the shared floats|a thread's own"
                + " floats|the parameters), which lie in no one room: this is a bug");
    steps.set(
        steps.indexOf(new PlacedStep(fault.node(), step)), new PlacedStep(fault.node(), wrong));
    assertThatThrownBy(() -> Proof.check(nodes, layout, steps, List.of(), GROUPS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(name + " reaches for ");
  }

  @Test
  void everyKindOfStepIsAmongThem() {
    assertThat(
            Stream.concat(Faults.all().stream(), SmallTileFaults.all().stream())
                .map(f -> f.step(GROUPS).getClass().getSimpleName()))
        .contains(
            "ConvStep",
            "WinogradStep",
            "TilePointsStep",
            "TileProductStep",
            "TileGradientStep",
            "ConvPoolStep",
            "MaxPoolStep",
            "AveragePoolStep",
            "LayerNormInStep",
            "LayerNormOutStep",
            "ResponseNormStep",
            "ResponseSpreadStep",
            "ReluStep",
            "ActivationStep",
            "SoftmaxStep",
            "DropoutStep",
            "FlattenStep",
            "DenseStep",
            "BatchNormSumsStep",
            "BatchNormCombineStep",
            "BatchNormApplyStep");
  }

  @ParameterizedTest
  @MethodSource("blockFaults")
  void refusesAStepForOneImage(BlockFaults.Fault fault) {
    BlockSteps made = fault.made();
    Proof proof = new Proof(made.layout().placed(), 0);
    BlockStep step = fault.step(made);
    assertThatCode(() -> proof.check("step", proof.reaches(step))).doesNotThrowAnyException();
    assertThatThrownBy(() -> proof.check("step", proof.reaches(fault.change().apply(step))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("this is a bug");
  }

  /** Where a thread works: group stride, shared floats, own floats, length of the array. */
  @ParameterizedTest
  @CsvSource({"0,0,0,0,true", "16,0,0,0,false", "0,-1,0,0,false", "0,0,-1,0,false"})
  @CsvSource({"0,1,1,0,false", "0,0,1,0,false", "0,0,0,-1,false", "0,0,0,1,true"})
  void refusesAFrame(int stride, int shared, int own, int length, boolean fits) {
    Network nodes = Zoo.lenet();
    Layout layout = new Layout(nodes, true);
    int sharedAt = Layout.LEAD + GROUPS * (int) layout.size();
    List<Frame> frames = new ArrayList<>();
    float[] x = new float[(int) layout.total(GROUPS, 1) + length];
    frames.add(
        new Frame(
            Backend.scalar().kernels(),
            x,
            (int) layout.size() + stride,
            sharedAt + shared,
            sharedAt + (int) layout.shared() + own));
    if (fits) {
      Proof.check(nodes, layout, List.of(), frames, GROUPS);
    } else {
      assertThatThrownBy(() -> Proof.check(nodes, layout, List.of(), frames, GROUPS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("3 groups, shared floats from ")
          .hasMessageEndingWith("this is a bug");
    }
  }
}
