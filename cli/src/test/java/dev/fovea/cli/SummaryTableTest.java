package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryTableTest {

  private static Network branches() {
    NetworkBuilder net = new NetworkBuilder("branches", new Shape(1, 8, 8));
    net.add("first", new Conv2d(4, 3).withPadding(1).withoutBias());
    net.add("block.left", new Relu());
    net.add("block.right", new Conv2d(4, 3).withPadding(1), 0);
    net.add("block.sum", new Add(), 1, 2, 0);
    net.add("again", new Relu(), Node.IMAGE);
    net.add("all", new Concat(), 3, 4);
    return net.build();
  }

  @Test
  void saysWhatIsReadAndGroupsNames() {
    assertThat(String.join("\n", SummaryTable.lines(branches(), 100)))
        .isEqualTo(
            """
                     Layer                                 Output     Parameters  Multiply-adds
            -----------------------------------------------------------------------------------
                     Image                                 1 x 8 x 8
            first    Conv2d 3x3, 4, padding 1, no bias     4 x 8 x 8          36          2,304
            block
              left   ReLU                                  4 x 8 x 8
              right  Conv2d 3x3, 4, padding 1, from first  4 x 8 x 8         148          9,216
              sum    Add of .left, .right, first           4 x 8 x 8
            again    ReLU, from image                      1 x 8 x 8
            all      Concat of block.sum, again            5 x 8 x 8
            -----------------------------------------------------------------------------------
                     Together                                                184         11,520""");
  }

  @Test
  void breaksDescriptionsWhereTheTerminalIsNarrow() {
    assertThat(String.join("\n", SummaryTable.lines(branches(), 65)))
        .isEqualTo(
            """
                     Layer               Output     Parameters  Multiply-adds
            -----------------------------------------------------------------
                     Image               1 x 8 x 8
            first    Conv2d 3x3, 4,      4 x 8 x 8          36          2,304
                       padding 1, no bias
            block
              left   ReLU                4 x 8 x 8
              right  Conv2d 3x3, 4,      4 x 8 x 8         148          9,216
                       padding 1, from first
              sum    Add of .left,       4 x 8 x 8
                       .right, first
            again    ReLU, from image    1 x 8 x 8
            all      Concat              5 x 8 x 8
                       of block.sum, again
            -----------------------------------------------------------------
                     Together                              184         11,520""");
  }

  static List<Network> zoo() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void fitsTheTerminal(Network network) {
    for (int width : new int[] {80, 100, 120, 200}) {
      assertThat(SummaryTable.lines(network, width))
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    }
    // Nothing is broken where there is room: a line for each layer, head, image and sum; and those
    // of one word, which are the names of groups and the rules.
    long words =
        SummaryTable.lines(network, 200).stream().filter(line -> line.matches("\\S+")).count();
    assertThat(SummaryTable.lines(network, 200))
        .hasSize((int) (network.nodes().size() + 3 + words));
  }

  @Test
  void cutsLongNames() {
    Network network =
        new Network(
            "long",
            new Shape(1, 2, 2),
            List.of(new Node("\uD83D\uDE00".repeat(100), new Relu(), List.of(Node.IMAGE))));
    List<String> lines = SummaryTable.lines(network, 80);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(String.join("", lines).codePoints().filter(c -> c == 0x1F600)).hasSize(100);
  }
}
