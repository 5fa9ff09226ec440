package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkJsonTest {

  private static final String TINY =
      """
      {
        "name": "tiny",
        "input": [3, 9, 8],
        "layers": [
          {
            "name": "conv1",
            "type": "Conv2d",
            "outChannels": 4,
            "kernel": [3, 2],
            "stride": 2,
            "padding": 1,
            "dilation": 1,
            "groups": 1,
            "bias": true
          },
          {
            "name": "pool1",
            "type": "MaxPool2d",
            "kernel": 2,
            "stride": 1,
            "padding": 0,
            "ceilMode": false
          },
          {
            "name": "relu1",
            "type": "Relu"
          },
          {
            "name": "dropout1",
            "type": "Dropout",
            "rate": 0.25
          },
          {
            "name": "flatten1",
            "type": "Flatten"
          },
          {
            "name": "dense1",
            "type": "Dense",
            "outFeatures": 10,
            "bias": true
          }
        ]
      }\
      """;

  @Test
  void writesEverySetting() {
    Network network =
        Network.of(
            "tiny",
            new Shape(3, 9, 8),
            new Conv2d(4, 3, 2, 2, 1),
            new MaxPool2d(2, 1),
            new Relu(),
            new Dropout(0.25),
            new Flatten(),
            new Dense(10));

    assertThat(NetworkJson.write(network).indented()).isEqualTo(TINY);
    assertThat(read(TINY)).isEqualTo(network);
  }

  static List<Network> zoo() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void readsWhatItWrites(Network network) {
    assertThat(read(NetworkJson.write(network).compact())).isEqualTo(network);
  }

  @Test
  void hasDefaultsWhereTheLayersHave() {
    assertThat(
            read(
                """
                {"layers": [
                  {"type": "Conv2d", "kernel": 5, "outChannels": 6, "name": "a"},
                  {"type": "MaxPool2d", "kernel": 3, "name": "b"}
                ], "input": [1, 20, 20], "name": "short"}
                """))
        .isEqualTo(
            new Network(
                "short",
                new Shape(1, 20, 20),
                List.of(
                    new Node("a", new Conv2d(6, 5), List.of(-1)),
                    new Node("b", new MaxPool2d(3), List.of(0)))));
  }

  @Test
  void readsInputsByName() {
    String plain = "{\"name\":\"n\",\"input\":[1,2,2],\"layers\":[%s,%s]}";
    String first = "{\"name\":\"a\",\"type\":\"Relu\",\"inputs\":[\"image\"]}";
    String second = "{\"name\":\"b\",\"type\":\"Relu\",\"inputs\":[\"a\"]}";

    Network network = read(plain.formatted(first, second));

    assertThat(network.nodes()).extracting(Node::inputs).containsExactly(List.of(-1), List.of(0));
    assertThat(NetworkJson.write(network).compact()).doesNotContain("inputs");
  }

  /** The layer stands alone in a network of input 1 x 8 x 8. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7|, layer 1: an object in braces is needed, not 7",
        "{\"type\":\"Relu\"}|, layer 1: the field \"name\" is missing",
        "{\"name\":7}|, layer 1: the field \"name\" needs text in quotes, not 7",
        "{\"name\":\"a\"}|, layer a: the field \"type\" is missing",
        "{\"name\":\"a\",\"type\":\"Linear\"}|, layer a: the type \"Linear\" is unknown; known are"
            + " AdaptiveAvgPool2d, Add, AvgPool2d, BatchNorm2d, Concat, Conv2d, Dense, Dropout,"
            + " Flatten, Gelu, LayerNorm, LeakyRelu, LocalResponseNorm, LogSoftmax, MaxPool2d,"
            + " Relu, Sigmoid, Silu, Softmax, Tanh",
        "{\"name\":\"a\",\"type\":\"Relu\",\"size\":1}|, layer a: the field \"size\" is unknown;"
            + " known are name, type, inputs",
        "{\"name\":\"a\",\"type\":\"Dense\",\"units\":1}|, layer a: the field \"units\" is unknown;"
            + " known are name, type, inputs, outFeatures, bias",
        "{\"name\":\"a\",\"type\":\"Dense\"}|, layer a: the field \"outFeatures\" is missing",
        "{\"name\":\"a\",\"type\":\"Dense\",\"outFeatures\":\"10\"}|, layer a: the field"
            + " \"outFeatures\" needs a whole number of at most 2147483647, not the text \"10\"",
        "{\"name\":\"a\",\"type\":\"Dense\",\"outFeatures\":1.5}|, layer a: the field"
            + " \"outFeatures\" needs a whole number of at most 2147483647, not 1.5",
        "{\"name\":\"a\",\"type\":\"Dense\",\"outFeatures\":2147483648}|, layer a: the field"
            + " \"outFeatures\" needs a whole number of at most 2147483647, not 2147483648",
        "{\"name\":\"a\",\"type\":\"Dense\",\"outFeatures\":0}|, layer a: Dense: outFeatures must"
            + " be at least 1, not 0",
        "{\"name\":\"a\",\"type\":\"Dense\",\"outFeatures\":1}|, layer a (Dense 1) with input 1 x 8"
            + " x 8: a vector is needed, not 1 x 8 x 8; add a Flatten",
        "{\"name\":\"a\",\"type\":\"Dropout\"}|, layer a: the field \"rate\" is missing",
        "{\"name\":\"a\",\"type\":\"Dropout\",\"rate\":1}|, layer a: Dropout: rate must be from 0"
            + " to less than 1, not 1.0",
        "{\"name\":\"a\",\"type\":\"Dropout\",\"rate\":-0.1}|, layer a: Dropout: rate must be from"
            + " 0 to less than 1, not -0.1",
        "{\"name\":\"a\",\"type\":\"Dropout\",\"rate\":\"NaN\"}|, layer a: the field \"rate\" needs"
            + " a finite number, not the text \"NaN\"",
        "{\"name\":\"a\",\"type\":\"Dropout\",\"rate\":1e400}|, layer a: the field \"rate\" needs a"
            + " finite number, not 1e400",
        "{\"name\":\"a\",\"type\":\"Conv2d\",\"outChannels\":1,\"kernel\":[3]}|, layer a: the field"
            + " \"kernel\" needs 2 numbers, not 1",
        "{\"name\":\"a\",\"type\":\"Conv2d\",\"outChannels\":1,\"kernel\":null}|, layer a: the"
            + " field \"kernel\" needs a whole number of at most 2147483647, not null",
        "{\"name\":\"a\",\"type\":\"Conv2d\",\"outChannels\":1,\"kernel\":[3,true]}|, layer a: the"
            + " field \"kernel\" needs a whole number of at most 2147483647, not true",
        "{\"name\":\"a\",\"type\":\"MaxPool2d\",\"kernel\":[2,2]}|, layer a: the field \"kernel\""
            + " needs a whole number of at most 2147483647, not a list",
        "{\"name\":\"a\",\"type\":\"MaxPool2d\",\"kernel\":9}|, layer a (MaxPool2d 9) with input 1"
            + " x 8 x 8: a window of 9 x 9 does not fit into 1 x 8 x 8",
        "{\"name\":\"a\",\"type\":\"Relu\",\"inputs\":\"image\"}|, layer a: the field \"inputs\""
            + " needs a list in brackets, not the text \"image\"",
        "{\"name\":\"a\",\"type\":\"Relu\",\"inputs\":[0]}|, layer a: the field \"inputs\" needs"
            + " text in quotes, not 0",
        "{\"name\":\"a\",\"type\":\"Relu\",\"inputs\":[\"a\"]}|, layer a: its input \"a\" is"
            + " neither a layer before it nor \"image\"",
        "{\"name\":\"a\",\"type\":\"Relu\",\"inputs\":[]}|, layer a: needs an input",
      })
  void saysWhatIsWrongWithALayer(String layer, String what) {
    refuses("{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[" + layer + "]}", "network n" + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|the network: an object in braces is needed, not a list",
        "{}|the network: the field \"name\" is missing",
        "{\"name\":\"n\",\"layer\":[]}|the network: the field \"layer\" is unknown; known are name,"
            + " input, layers",
        "{\"name\":\"\"}|the network has an empty name",
        "{\"name\":\"a\\u001bb\"}|the network has characters in its name that cannot be shown:"
            + " \"a\\u001bb\"",
        "{\"name\":\"n\"}|network n: the field \"layers\" is missing",
        "{\"name\":\"n\",\"layers\":[]}|network n: the field \"input\" is missing",
        "{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[]}|network n has no layers",
        "{\"name\":\"n\",\"input\":[1,8],\"layers\":[]}|network n: the field \"input\" needs 3"
            + " numbers, not 2",
        "{\"name\":\"n\",\"input\":[1,8,0],\"layers\":[]}|network n, input: a shape needs sizes of"
            + " at least 1, not 1 x 8 x 0",
        "{\"name\":\"n\",\"input\":[1,65536,65536],\"layers\":[]}|network n, input: a shape of 1 x"
            + " 65536 x 65536 is too large",
      })
  void saysWhatIsWrongWithANetwork(String json, String what) {
    refuses(json, what);
  }

  @Test
  void saysWhatIsWrongWithNames() {
    String format = "{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[%s]}";
    String relu = "{\"name\":\"%s\",\"type\":\"Relu\"}";
    refuses(
        format.formatted(relu.formatted("x") + "," + relu.formatted("x")),
        "network n, layer x: the name is used twice");
    refuses(
        format.formatted(relu.formatted("image")),
        "layer 1 cannot be called \"image\", which stands for what goes into the network");
    refuses(
        format.formatted(relu.formatted("x".repeat(251))),
        "layer 1 has a name of 251 characters, more than 250: \"" + "x".repeat(60) + "\"...");
    Network image = new Network("n", new Shape(1, 2, 2), List.of(node("image")));
    assertThatThrownBy(() -> NetworkJson.write(image)).isInstanceOf(InputException.class);
    Network bell = new Network("n", new Shape(1, 2, 2), List.of(node("\u0007")));
    assertThatThrownBy(() -> NetworkJson.write(bell)).isInstanceOf(InputException.class);
  }

  @Test
  void limitsLayers() {
    String layers =
        IntStream.range(0, NetworkJson.MAX_LAYERS)
            .mapToObj(i -> "{\"name\":\"r" + i + "\",\"type\":\"Relu\"}")
            .collect(Collectors.joining(","));
    String format = "{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[%s]}";
    Network most = read(format.formatted(layers));
    assertThat(read(NetworkJson.write(most).compact())).isEqualTo(most);
    refuses(format.formatted(layers + ",{}"), "network n has 10001 layers, more than 10000");
  }

  @Test
  void saysThatANetworkAsksForTooMuch() {
    String format = "{\"name\":\"n\",\"input\":[2147483647,1,1],\"layers\":[%s]}";
    refuses(
        format.formatted(
            IntStream.range(0, 3)
                .mapToObj(
                    "{\"name\":\"d%d\",\"type\":\"Dense\",\"outFeatures\":2147483647}"::formatted)
                .collect(Collectors.joining(","))),
        "network n, layer d2 (Dense 2147483647): too many parameters");
    refuses(
        format.formatted(
            "{\"name\":\"c\",\"type\":\"Conv2d\",\"outChannels\":1,\"kernel\":3,\"padding\":1}"),
        "network n, layer c (Conv2d 3x3, 1, padding 1): a filter of 2147483647 x 3 x 3 is too"
            + " large");
  }

  /** Whatever stands in a value's place: a network or a sentence. */
  @Test
  void survivesEveryReplacedValue() {
    String[] values = {
      "0",
      "-1",
      "1",
      "2",
      "3",
      "65536",
      "2147483647",
      "-2147483648",
      "1e9",
      "1e400",
      "0.5",
      "99999999999999999999",
      "null",
      "true",
      "{}",
      "[]",
      "[1]",
      "[3,3]",
      "\"\"",
      "\"image\"",
      "\"conv1\"",
      "\"Dense\"",
      "\"Conv2d\"",
      "\"Flatten\"",
      "\"\\u0000\"",
      "[\"conv1\"]"
    };
    String[] parts = NetworkJson.write(Zoo.lenet()).compact().split("(?<=[:,\\[])|(?=[,\\]}])");
    SplittableRandom random = new SplittableRandom(11);
    int networks = 0;
    for (int i = 0; i < 20_000; i++) {
      String[] changed = parts.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(parts.length);
        if (!",:]}[".contains(parts[at])) {
          changed[at] = values[random.nextInt(values.length)];
        }
      }
      String json = String.join("", changed);
      try {
        Network network = read(json);
        assertThat(read(NetworkJson.write(network).compact())).isEqualTo(network);
        networks++;
      } catch (InputException e) {
        assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(1_000);
      }
    }
    assertThat(networks).isBetween(100, 19_000);
  }

  private static Node node(String name) {
    return new Node(name, new Relu(), List.of(Node.IMAGE));
  }

  private static Network read(String json) {
    return NetworkJson.read(Json.parse(json));
  }

  private static void refuses(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(InputException.class).hasMessage(message);
  }
}
