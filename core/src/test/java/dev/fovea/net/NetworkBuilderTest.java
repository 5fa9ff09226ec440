package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkBuilderTest {

  private static final Shape IMAGE = new Shape(2, 8, 8);

  @Test
  void branchesAndNames() {
    NetworkBuilder net = new NetworkBuilder("branches", IMAGE);
    assertThat(net.last()).isEqualTo(Node.IMAGE);
    int x = net.add(new Conv2d(4, 3).withPadding(1));
    int left = net.add("left.0", new Relu());
    int right = net.add("right", new Conv2d(4, 3).withPadding(1), x);
    net.add(new Add(), left, right);
    net.add("again", new Concat(), Node.IMAGE, net.last());
    net.add(new Conv2d(3, 1));
    assertThat(net.last()).isEqualTo(5);
    assertThat(net.build())
        .isEqualTo(
            new Network(
                "branches",
                IMAGE,
                List.of(
                    new Node("conv1", new Conv2d(4, 3).withPadding(1), List.of(Node.IMAGE)),
                    new Node("left.0", new Relu(), List.of(0)),
                    new Node("right", new Conv2d(4, 3).withPadding(1), List.of(0)),
                    new Node("add1", new Add(), List.of(1, 2)),
                    new Node("again", new Concat(), List.of(-1, 3)),
                    new Node("conv2", new Conv2d(3, 1), List.of(4)))));
  }

  @Test
  void buildsWhatIsThereSoFar() {
    NetworkBuilder net = new NetworkBuilder("growing", IMAGE);
    net.add(new Relu());
    Network one = net.build();
    net.add(new Relu());
    assertThat(one.nodes()).hasSize(1);
    assertThat(net.build().nodes()).extracting(Node::name).containsExactly("relu1", "relu2");
  }

  @Test
  void refusesWhatIsNoGraph() {
    assertRefused(net -> {}, "network bad has no layers");
    assertRefused(
        net -> {
          net.add(new Relu());
          net.add(new Relu(), Node.IMAGE);
        },
        "network bad, layer relu1: feeds no other layer, but only the last one is the output");
    assertRefused(
        net -> net.add(new Relu(), 0), "network bad, layer relu1: its input must come before it");
    assertRefused(
        net -> net.add("a", new Add(), new int[0]), "network bad, layer a: needs an input");
    assertRefused(
        net -> net.add(new Add(), Node.IMAGE),
        "network bad, layer add1 (Add) with input 2 x 8 x 8: joins two inputs or more, not 1");
    assertRefused(
        net -> {
          int conv = net.add(new Conv2d(2, 3));
          net.add(new Add(), Node.IMAGE, conv);
        },
        "network bad, layer add1 (Add) with input 2 x 8 x 8 and 2 x 6 x 6: adds equal shapes only,"
            + " not 2 x 8 x 8 and 2 x 6 x 6");
    assertRefused(
        net -> {
          int pool = net.add(new MaxPool2d(2));
          net.add(new Concat(), pool, Node.IMAGE);
        },
        "network bad, layer concat1 (Concat) with input 2 x 4 x 4 and 2 x 8 x 8: joins equal rows"
            + " and columns only, not 2 x 4 x 4 and 2 x 8 x 8");
    assertRefused(
        net -> {
          net.add("same", new Relu());
          net.add("same", new Relu());
        },
        "network bad, layer same: the name is used twice");
  }

  private interface Layers {
    void add(NetworkBuilder net);
  }

  private static void assertRefused(Layers layers, String message) {
    NetworkBuilder net = new NetworkBuilder("bad", IMAGE);
    layers.add(net);
    assertThatThrownBy(net::build).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
