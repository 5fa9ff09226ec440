package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.net.Tensor.Role;
import dev.fovea.net.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The graph, its names and its rules. */
class NetworkTest {

  private static final Shape IMAGE = new Shape(1, 8, 8);

  @Test
  void layersOneAfterTheOther() {
    Network network =
        Network.of("small", IMAGE, new Conv2d(2, 3), new Relu(), new Flatten(), new Dense(4));
    assertThat(network.nodes())
        .containsExactly(
            new Node("conv1", new Conv2d(2, 3), List.of(Node.IMAGE)),
            new Node("relu1", new Relu(), List.of(0)),
            new Node("flatten1", new Flatten(), List.of(1)),
            new Node("dense1", new Dense(4), List.of(2)));
    assertThat(network.shapes())
        .containsExactly(new Shape(2, 6, 6), new Shape(2, 6, 6), Shape.vector(72), Shape.vector(4));
    assertThat(network.inputShapes())
        .containsExactly(IMAGE, new Shape(2, 6, 6), new Shape(2, 6, 6), Shape.vector(72));
    assertThat(network.output()).isEqualTo(Shape.vector(4));
  }

  @Test
  void layersAreNumberedByKind() {
    assertThat(Zoo.lenet().nodes())
        .extracting(Node::name)
        .containsExactly(
            "conv1",
            "pool1",
            "relu1",
            "conv2",
            "pool2",
            "relu2",
            "flatten1",
            "dense1",
            "relu3",
            "dense2");
  }

  @Test
  void tensorsHaveFullNames() {
    Network network =
        Network.of("small", IMAGE, new Conv2d(2, 3), new Flatten(), new Dense(4), new Dense(3));
    assertThat(network.tensors())
        .containsExactly(
            new Tensor("conv1.weight", Role.WEIGHT, List.of(2, 1, 3, 3), 9, 18),
            new Tensor("conv1.bias", Role.BIAS, List.of(2), 9, 18),
            new Tensor("dense1.weight", Role.WEIGHT, List.of(4, 72), 72, 4),
            new Tensor("dense1.bias", Role.BIAS, List.of(4), 72, 4),
            new Tensor("dense2.weight", Role.WEIGHT, List.of(3, 4), 4, 3),
            new Tensor("dense2.bias", Role.BIAS, List.of(3), 4, 3));
    assertThat(network.parameterCount()).isEqualTo(18 + 2 + 288 + 4 + 12 + 3);
  }

  @Test
  void parametersAreCountedBeyondAnInt() {
    Network network = Network.of("huge", Shape.vector(60_000), new Dense(60_000));
    assertThat(network.parameterCount()).isEqualTo(3_600_060_000L);
  }

  @Test
  void neverChanges() {
    List<Integer> inputs = new ArrayList<>(List.of(Node.IMAGE));
    List<Node> nodes = new ArrayList<>(List.of(new Node("only", new Relu(), inputs)));
    Network network = new Network("one", IMAGE, nodes);
    inputs.set(0, 7);
    nodes.add(new Node("more", new Relu(), List.of(0)));
    assertThat(network.nodes()).containsExactly(new Node("only", new Relu(), List.of(Node.IMAGE)));
    assertThatThrownBy(() -> network.nodes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> network.shapes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isAValue() {
    assertThat(Zoo.lenet()).isEqualTo(Zoo.lenet()).hasSameHashCodeAs(Zoo.lenet());
    assertThat(Zoo.fashion()).isNotEqualTo(Zoo.digits1632());
  }

  @Test
  void saysWhichLayerDoesNotFit() {
    assertRefused(
        () -> Network.of("bad", IMAGE, new Conv2d(2, 3), new Relu(), new Dense(4)),
        "network bad, layer dense1 (Dense 4) with input 2 x 6 x 6: a vector is needed, not"
            + " 2 x 6 x 6; add a Flatten");
    assertRefused(
        () -> Network.of("bad", IMAGE, new MaxPool2d(4), new Conv2d(2, 3)),
        "network bad, layer conv1 (Conv2d 3x3, 2) with input 1 x 2 x 2: a 3 x 3 kernel with"
            + " padding 0 does not fit into 1 x 2 x 2");
  }

  @Test
  void rulesOfTheGraph() {
    Relu relu = new Relu();
    Node first = new Node("first", relu, List.of(Node.IMAGE));
    assertRefused(() -> new Network("bad", IMAGE, List.of()), "network bad has no layers");
    assertRefused(
        () -> graph(first, new Node("first", relu, List.of(0))),
        "network bad, layer first: the name is used twice");
    assertRefused(
        () -> graph(first, new Node("second", relu, List.of())),
        "network bad, layer second: needs an input");
    assertRefused(
        () -> graph(first, new Node("second", relu, List.of(0, 0))),
        "network bad, layer second (ReLU) with input 1 x 8 x 8 and 1 x 8 x 8: takes exactly"
            + " one input, not 2");
    assertRefused(
        () -> graph(first, new Node("second", relu, List.of(1))),
        "network bad, layer second: its input must come before it");
    assertRefused(
        () -> graph(first, new Node("second", relu, List.of(-2))),
        "network bad, layer second: its input must come before it");
    assertRefused(
        () -> graph(first, new Node("second", relu, List.of(Node.IMAGE))),
        "network bad, layer first: feeds no other layer, but only the last one is the output");
  }

  private static Network graph(Node... nodes) {
    return new Network("bad", IMAGE, List.of(nodes));
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void fitsOtherImagesAndClasses() {
    Network fitted = Zoo.lenet().fittedTo(new Shape(3, 32, 32), 7);
    assertThat(fitted.input()).isEqualTo(new Shape(3, 32, 32));
    assertThat(fitted.output()).isEqualTo(Shape.vector(7));
    assertThat(fitted.tensors().getFirst().dims()).containsExactly(10, 3, 5, 5);
    assertThat(fitted.nodes()).extracting(Node::name).last().isEqualTo("dense2");
    assertThat(Zoo.lenet().fittedTo(new Shape(1, 28, 28), 10)).isEqualTo(Zoo.lenet());
    assertThatThrownBy(() -> Zoo.lenet().fittedTo(new Shape(1, 8, 8), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network lenet, layer conv2");
    Network open = Network.of("open", new Shape(1, 3, 3), new Conv2d(2, 3), new Flatten());
    assertThatThrownBy(() -> open.fittedTo(new Shape(1, 3, 3), 2))
        .hasMessage("network open has no dense layer at its end that could tell 2 classes apart");
  }

  @Test
  void fitsOtherClassesBelowWhatKeepsTheSize() {
    Network network =
        Network.of(
            "small",
            IMAGE,
            new Flatten(),
            new Dense(4).withoutBias(),
            new Tanh(),
            new Dropout(0.5),
            new LogSoftmax());
    Network fitted = network.fittedTo(new Shape(1, 4, 4), 3);
    assertThat(fitted.nodes().get(1).layer()).isEqualTo(new Dense(3).withoutBias());
    assertThat(fitted.output()).isEqualTo(Shape.vector(3));
    assertThat(Outputs.of(fitted)).isEqualTo(Outputs.LOG_PROBABILITIES);
    Network probable = Network.of("p", Shape.vector(3), new Dense(4), new Softmax());
    assertThat(Outputs.of(probable.fittedTo(Shape.vector(3), 2))).isEqualTo(Outputs.PROBABILITIES);
    assertThat(Outputs.of(Zoo.lenet())).isEqualTo(Outputs.LOGITS);
    for (Layer between : List.of(new Flatten(), new LayerNorm())) {
      Network refused = Network.of("between", Shape.vector(3), new Dense(4), between);
      assertThatThrownBy(() -> refused.fittedTo(Shape.vector(3), 2))
          .hasMessageContaining("has no dense layer at its end");
    }
    Network alone = Network.of("alone", Shape.vector(3), new Relu());
    assertThatThrownBy(() -> alone.fittedTo(Shape.vector(3), 2))
        .hasMessageContaining("has no dense layer at its end");
  }

  @Test
  void leadsUpToALayer() {
    NetworkBuilder net = new NetworkBuilder("branches", IMAGE);
    int first = net.add(new Conv2d(4, 3).withPadding(1));
    int left = net.add("left", new Relu(), first);
    int right = net.add("right", new Sigmoid(), first);
    net.add("beside", new Tanh(), Node.IMAGE);
    int sum = net.add("sum", new Add(), right, left);
    net.add("all", new Concat(), sum, 3);
    Network network = net.build();
    assertThat(network.upTo("all")).isEqualTo(network);
    assertThat(network.upTo("right").nodes())
        .containsExactly(
            new Node("conv1", new Conv2d(4, 3).withPadding(1), List.of(Node.IMAGE)),
            new Node("right", new Sigmoid(), List.of(0)));
    assertThat(network.upTo("beside").nodes())
        .containsExactly(new Node("beside", new Tanh(), List.of(Node.IMAGE)));
    assertThat(network.upTo("sum").nodes())
        .containsExactlyElementsOf(
            List.of(
                network.nodes().get(0),
                network.nodes().get(1),
                network.nodes().get(2),
                new Node("sum", new Add(), List.of(2, 1))));
    assertThat(network.upTo("conv1").output()).isEqualTo(new Shape(4, 8, 8));
    assertThatThrownBy(() -> network.upTo("none"))
        .hasMessage(
            "network branches has no layer none: it has conv1, left, right, beside, sum, all");
  }

  @Test
  void namesWithADotBelongToABlock() {
    List<Integer> from = List.of(Node.IMAGE);
    assertThat(new Node("layer1.0.conv1", new Relu(), from).group()).isEqualTo("layer1");
    assertThat(new Node("a.b", new Relu(), from).group()).isEqualTo("a");
    for (String alone : List.of("conv1", ".conv1", "conv1.", ".")) {
      assertThat(new Node(alone, new Relu(), from).group()).isEmpty();
    }
  }
}
