package dev.fovea.net.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import dev.fovea.net.Summary;
import dev.fovea.net.Tensor;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooTest {

  @ParameterizedTest
  @CsvSource({
    "lenet,1,28,10,21840",
    "doodle,1,28,10,34808",
    "fashion,1,28,10,28938",
    "digits-16-32,1,28,10,28938",
    "digits-deep,1,28,10,3304426",
    "lenet-5,1,28,10,61706",
    "lenet-5-sigmoid,1,28,10,61706",
    "alexnet,3,224,1000,61100840",
    "alexnet-32,3,32,10,5871434",
    "vgg-11,3,224,1000,132863336",
    "vgg-11-32,3,32,10,9231114",
    "vgg-16,3,224,1000,138357544",
    "vgg-16-32,3,32,10,14728266",
    "googlenet,3,224,1000,6624904",
    "googlenet-32,3,32,10,5490986",
    "resnet-18,3,224,1000,11689512",
    "resnet-18-32,3,32,10,11173962"
  })
  void networks(String name, int channels, int side, int classes, long parameters) {
    Network network = Zoo.find(name).orElseThrow();
    assertThat(network.name()).isEqualTo(name);
    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(network.input()).isEqualTo(new Shape(channels, side, side));
    assertThat(network.output()).isEqualTo(Shape.vector(classes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Lenet", "vgg-19"})
  void unknown(String name) {
    assertThat(Zoo.find(name)).isEmpty();
    assertThat(Zoo.entry(name)).isEmpty();
  }

  @Test
  void tutorialsComeFirst() {
    assertThat(Zoo.tutorials())
        .extracting(Network::name)
        .containsExactly("lenet", "doodle", "fashion", "digits-16-32", "digits-deep");
    assertThat(Zoo.all()).startsWith(Zoo.tutorials().toArray(Network[]::new)).hasSize(17);
  }

  static List<ZooEntry> entries() {
    return Zoo.entries();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void eachIsCalledAsItsNetwork(ZooEntry entry) {
    assertThat(entry.network().name()).isEqualTo(entry.name());
    assertThat(entry.about()).isNotBlank().hasSizeLessThanOrEqualTo(35);
    assertThat(entry.notes()).matches("|.*[.]");
  }

  /** The table that Keras prints in the tutorial, where activations are part of other layers. */
  @Test
  void digitsDeepIsTheTutorialsTable() {
    assertThat(Summary.of(Zoo.digitsDeep()).rows())
        .filteredOn(row -> !row.layer().equals("ReLU"))
        .extracting(
            row -> row.layer().replaceAll("\\W.*", ""),
            Summary.Row::output,
            Summary.Row::parameters)
        .containsExactly(
            tuple("Conv2d", new Shape(32, 28, 28), 832),
            tuple("Conv2d", new Shape(32, 28, 28), 25_632),
            tuple("MaxPool2d", new Shape(32, 14, 14), 0),
            tuple("Dropout", new Shape(32, 14, 14), 0),
            tuple("Conv2d", new Shape(64, 14, 14), 18_496),
            tuple("Conv2d", new Shape(64, 14, 14), 36_928),
            tuple("MaxPool2d", new Shape(64, 7, 7), 0),
            tuple("Dropout", new Shape(64, 7, 7), 0),
            tuple("Flatten", Shape.vector(3136), 0),
            tuple("Dense", Shape.vector(1024), 3_212_288),
            tuple("Dropout", Shape.vector(1024), 0),
            tuple("Dense", Shape.vector(10), 10_250));
  }

  private static Tuple tuple(String layer, Shape output, long parameters) {
    return Tuple.tuple(layer, output, parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet",
        "doodle",
        "fashion",
        "digits-16-32",
        "digits-deep",
        "lenet-5",
        "lenet-5-sigmoid",
        "alexnet-32",
        "vgg-11-32",
        "vgg-16-32",
        "googlenet",
        "googlenet-32",
        "resnet-18",
        "resnet-18-32"
      })
  void fitsSmallImages(String name) {
    Network network = Zoo.find(name).orElseThrow();
    for (Shape image : List.of(new Shape(1, 28, 28), new Shape(3, 32, 32), new Shape(4, 40, 36))) {
      Network fitted = network.fittedTo(image, 7);
      assertThat(fitted.input()).isEqualTo(image);
      assertThat(fitted.output()).isEqualTo(Shape.vector(7));
      assertThat(fitted.nodes()).extracting(Node::name).isEqualTo(names(network));
    }
    assertThat(network.fittedTo(network.input(), network.output().size())).isEqualTo(network);
  }

  private static List<String> names(Network network) {
    return network.nodes().stream().map(Node::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet", "vgg-11", "vgg-16"})
  void largeOnesSayWhereASmallImageEnds(String name) {
    Network network = Zoo.find(name).orElseThrow();
    assertThat(network.fittedTo(new Shape(1, 64, 64), 3).output()).isEqualTo(Shape.vector(3));
    assertThatThrownBy(() -> network.fittedTo(new Shape(1, 28, 28), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network " + name + ", layer features.")
        .hasMessageContaining("does not fit into");
  }

  /** Names have dots, too; so the last one must be where the tensor's own name begins. */
  @ParameterizedTest
  @MethodSource("entries")
  void tensorsTellTheirLayer(ZooEntry entry) {
    Network network = entry.network();
    List<Tensor> tensors = network.tensors();
    assertThat(tensors).extracting(Tensor::name).doesNotHaveDuplicates();
    assertThat(tensors)
        .allSatisfy(
            tensor -> {
              int dot = tensor.name().lastIndexOf('.');
              assertThat(names(network)).contains(tensor.name().substring(0, dot));
              assertThat(tensor.name().substring(dot + 1)).matches("\\w+");
            });
  }
}
