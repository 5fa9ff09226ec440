package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Networks as JSON, in a form that people can write by hand:
 *
 * <pre>{@code
 * {
 *   "name": "tiny",
 *   "input": [1, 28, 28],
 *   "layers": [
 *     {"name": "conv1", "type": "Conv2d", "outChannels": 8, "kernel": [5, 5]},
 *     {"name": "pool1", "type": "MaxPool2d", "kernel": 2, "stride": 2},
 *     {"name": "flatten1", "type": "Flatten"},
 *     {"name": "dense1", "type": "Dense", "outFeatures": 10}
 *   ]
 * }
 * }</pre>
 *
 * <p>{@code input} is channels, rows, columns. A layer takes the one before it, the first one the
 * image; a layer that takes something else lists it: {@code "inputs": ["conv1"]}, or {@code
 * ["image"]}. So a network branches: here {@code relu1} is read twice, by {@code conv2} and by
 * {@code add1}, which adds what the convolution makes of it.
 *
 * <pre>{@code
 * {"name": "conv1", "type": "Conv2d", "outChannels": 8, "kernel": 3, "padding": 1},
 * {"name": "relu1", "type": "Relu"},
 * {"name": "conv2", "type": "Conv2d", "outChannels": 8, "kernel": 3, "padding": "same"},
 * {"name": "add1", "type": "Add", "inputs": ["relu1", "conv2"]},
 * }</pre>
 *
 * <p>In reading, a field may be left out where the layer has a default, and {@code kernel} and
 * {@code padding} may be one number for both directions. {@code docs/model-file.md} lists all types
 * and fields.
 */
public final class NetworkJson {

  /** A network may have this many layers. */
  public static final int MAX_LAYERS = 10_000;

  /** All layers together may have this many inputs. */
  public static final int MAX_INPUTS = 20_000;

  /** How {@code inputs} calls the image itself; so no layer can have this name. */
  private static final String IMAGE = "image";

  private NetworkJson() {}

  /**
   * A network as JSON, which {@link #read} makes equal again.
   *
   * @throws InputException if it has too many layers or inputs, or a name that {@link #read} would
   *     refuse
   */
  public static Json.Obj write(Network network) {
    List<Node> nodes = network.nodes();
    requireCount(network.name(), nodes.size());
    requireInputs(network.name(), nodes.stream().mapToLong(node -> node.inputs().size()).sum());
    List<Json> layers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Json.Obj json = Json.Obj.EMPTY.with("name", Json.of(requireName(node.name(), i)));
      json = LayerJson.write(json, node.layer());
      if (!node.inputs().equals(List.of(i - 1))) {
        json = json.with("inputs", Json.of(inputNames(node, nodes)));
      }
      layers.add(json);
    }
    Shape in = network.input();
    return Json.Obj.EMPTY
        .with("name", Json.of(Names.require(network.name(), "the network")))
        .with(
            "input",
            Json.of(List.of(Json.of(in.channels()), Json.of(in.height()), Json.of(in.width()))))
        .with("layers", Json.of(layers));
  }

  static List<Json> inputNames(Node node, List<Node> nodes) {
    return node.inputs().stream()
        .<Json>map(input -> Json.of(input == Node.IMAGE ? IMAGE : nodes.get(input).name()))
        .toList();
  }

  /**
   * Makes the network that {@code json} describes. Nothing of a network's own size is allocated.
   *
   * @throws InputException if it describes none: the message names the network and the layer, and
   *     says what is known or needed there
   */
  public static Network read(Json json) {
    Fields fields = Fields.of("the network", json);
    fields.only("name", "input", "layers");
    String name = fields.name("name", "the network");
    Fields network = fields.at("network " + name);
    List<Json> layers = network.list("layers");
    requireCount(name, layers.size());
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    places.put(IMAGE, Node.IMAGE);
    long inputs = 0;
    for (int i = 0; i < layers.size(); i++) {
      Fields layer = Fields.of("%s, layer %d".formatted(network.where(), i + 1), layers.get(i));
      String layerName = requireName(layer.text("name"), i);
      Node node = node(layerName, layer.at(network.where() + ", layer " + layerName), i, places);
      nodes.add(node);
      inputs += node.inputs().size();
      requireInputs(name, inputs);
      places.putIfAbsent(layerName, i);
    }
    return checked(name, input(network), nodes);
  }

  private static Network checked(String name, Shape input, List<Node> nodes) {
    try {
      return new Network(name, input, nodes);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Node node(String name, Fields layer, int place, Map<String, Integer> places) {
    List<Integer> inputs = List.of(place - 1);
    if (layer.object().get("inputs").isPresent()) {
      inputs = layer.texts("inputs").stream().map(from -> place(from, layer, places)).toList();
    }
    return new Node(name, LayerJson.read(layer), inputs);
  }

  private static int place(String from, Fields layer, Map<String, Integer> places) {
    Integer place = places.get(from);
    if (place == null) {
      throw layer.error(
          "its input %s is neither a layer before it nor \"image\"".formatted(Names.quote(from)));
    }
    return place;
  }

  private static Shape input(Fields network) {
    List<Integer> sizes = network.wholes("input", 3);
    try {
      return new Shape(sizes.get(0), sizes.get(1), sizes.get(2));
    } catch (IllegalArgumentException e) {
      throw new InputException(network.where() + ", input: " + e.getMessage(), e);
    }
  }

  private static String requireName(String name, int place) {
    if (name.equals(IMAGE)) {
      throw new InputException(
          "layer %d cannot be called \"image\", which stands for what goes into the network"
              .formatted(place + 1));
    }
    return Names.require(name, "layer " + (place + 1));
  }

  private static void requireCount(String name, int layers) {
    if (layers > MAX_LAYERS) {
      throw new InputException(
          "network %s has %d layers, more than %d".formatted(name, layers, MAX_LAYERS));
    }
  }

  /** What reads a value many times over costs a plan time and memory each time. */
  private static void requireInputs(String name, long inputs) {
    if (inputs > MAX_INPUTS) {
      throw new InputException(
          "the layers of network %s have more than %d inputs together".formatted(name, MAX_INPUTS));
    }
  }
}
