package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks with branches as JSON, and in model files. */
class NetworkJsonGraphTest {

  /** Every kind of input: the image again, one layer twice, layers far before. */
  private static Network graph() {
    NetworkBuilder net = new NetworkBuilder("graph", new Shape(2, 6, 6));
    int first = net.add("block.0.conv", new Conv2d(2, 3).withPadding(1));
    int second = net.add("block.0.conv.weight", new Relu());
    net.add("twice", new Add(), second, second);
    net.add("from image", new Relu(), Node.IMAGE);
    net.add("all", new Concat(), net.last(), first, Node.IMAGE, 2);
    return net.build();
  }

  @Test
  void readsTheGraphThatItWrites() {
    String json = NetworkJson.write(graph()).compact();
    assertThat(read(json)).isEqualTo(graph());
    assertThat(json)
        .contains(
            "{\"name\":\"twice\",\"type\":\"Add\","
                + "\"inputs\":[\"block.0.conv.weight\",\"block.0.conv.weight\"]}",
            "{\"name\":\"from image\",\"type\":\"Relu\",\"inputs\":[\"image\"]}",
            "\"inputs\":[\"from image\",\"block.0.conv\",\"image\",\"twice\"]");
  }

  /** The branch of the class comment, in a network around it. */
  @Test
  void readsTheBranchOfTheDocumentation() {
    Network network =
        read(
            """
            {"name": "residual", "input": [1, 28, 28], "layers": [
              {"name": "conv1", "type": "Conv2d", "outChannels": 8, "kernel": 3, "padding": 1},
              {"name": "relu1", "type": "Relu"},
              {"name": "conv2", "type": "Conv2d", "outChannels": 8, "kernel": 3, "padding": "same"},
              {"name": "add1", "type": "Add", "inputs": ["relu1", "conv2"]}
            ]}
            """);
    assertThat(network.nodes().getLast()).isEqualTo(new Node("add1", new Add(), List.of(1, 2)));
    assertThat(network.output()).isEqualTo(new Shape(8, 28, 28));
  }

  /** Names with dots too, of which one ends like a tensor of the other. */
  @Test
  void keepsTheGraphInAModelFile(@TempDir Path folder) {
    NetworkBuilder net = new NetworkBuilder("dots", new Shape(2, 6, 6));
    int conv = net.add("a.b", new Conv2d(2, 3).withPadding(1));
    net.add("a.b.weight", new BatchNorm2d());
    net.add("a", new Add(), net.last(), conv);
    net.add("flat", new Flatten());
    net.add("a.b.bias", new Dense(3));
    Model model = Models.of(net.build());
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(model, file);
    Models.assertEqual(ModelFile.read(file), model);
    try (SafetensorsReader in = SafetensorsReader.open(file)) {
      assertThat(in.tensors())
          .extracting(StoredTensor::name)
          .containsExactly(
              "a.b.weight",
              "a.b.bias",
              "a.b.weight.weight",
              "a.b.weight.bias",
              "a.b.weight.running_mean",
              "a.b.weight.running_var",
              "a.b.bias.weight",
              "a.b.bias.bias");
    }
  }

  /** Layers in short: name, kind and inputs; of a network n for 2 x 6 x 6. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a Relu image, b Add image a c, c Relu b | network n, layer b: its input \"c\" is neither a"
            + " layer before it nor \"image\"",
        "a Relu image, b Relu image | network n, layer a: feeds no other layer, but only the last"
            + " one is the output",
        "a Add image | network n, layer a (Add) with input 2 x 6 x 6: joins two inputs or more, not"
            + " 1",
        "a Relu image, b Relu a image | network n, layer b (ReLU) with input 2 x 6 x 6 and 2 x 6 x"
            + " 6: takes exactly one input, not 2",
        "a Flatten image, b Add a image | network n, layer b (Add) with input 72 and 2 x 6 x 6: adds"
            + " equal shapes only, not 72 and 2 x 6 x 6",
        "a Flatten image, b Concat a image | network n, layer b (Concat) with input 72 and 2 x 6 x"
            + " 6: joins equal rows and columns only, not 72 and 2 x 6 x 6",
        "a Relu image, a Relu a | network n, layer a: the name is used twice",
      })
  void saysWhatIsWrongWithAGraph(String layers, String message) {
    StringBuilder json = new StringBuilder();
    for (String layer : layers.split(", ")) {
      String[] words = layer.split(" ", 3);
      json.append(json.isEmpty() ? "" : ",")
          .append("{\"name\":\"%s\",\"type\":\"%s\",".formatted(words[0], words[1]))
          .append("\"inputs\":[\"%s\"]}".formatted(words[2].replace(" ", "\",\"")));
    }
    refuses("{\"name\":\"n\",\"input\":[2,6,6],\"layers\":[" + json + "]}", message);
  }

  @Test
  void limitsInputs() {
    Network most = wide(NetworkJson.MAX_INPUTS - 1);
    String json = NetworkJson.write(most).compact();
    assertThat(read(json)).isEqualTo(most);
    String message = "the layers of network wide have more than 20000 inputs together";
    refuses(json.replaceFirst("\"a\",\"a\"", "\"a\",\"a\",\"a\""), message);
    assertThatThrownBy(() -> NetworkJson.write(wide(NetworkJson.MAX_INPUTS)))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  private static Network wide(int times) {
    return new Network(
        "wide",
        new Shape(1, 2, 2),
        List.of(
            new Node("a", new Relu(), List.of(Node.IMAGE)),
            new Node("b", new Add(), Collections.nCopies(times, 0))));
  }

  private static Network read(String json) {
    return NetworkJson.read(Json.parse(json));
  }

  private static void refuses(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(InputException.class).hasMessage(message);
  }
}
