package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import java.util.List;
import java.util.Map;

/**
 * What a model file says in its metadata: everything but the parameters. Messages say what is
 * wrong; the caller names the file.
 *
 * @param network what is computed
 * @param classes the names of the classes, one for each output of the network
 * @param scaling how bytes become inputs
 * @param preparation how a picture becomes bytes
 */
record ModelMetadata(
    Network network, List<String> classes, Scaling scaling, Preparation preparation) {

  private static final String NETWORK = "network";
  private static final String CLASSES = "classes";
  private static final String SCALING = "scaling";
  private static final String PREPARATION = "preparation";

  /**
   * Checks the classes and the scaling.
   *
   * @throws InputException if they are not as many as the outputs, one has a name that cannot be
   *     shown, or the scaling is for other channels
   */
  ModelMetadata {
    classes = List.copyOf(classes);
    int outputs = network.output().size();
    if (classes.size() != outputs) {
      throw new InputException(
          "it names %d classes, but its network has %d outputs".formatted(classes.size(), outputs));
    }
    scaling.checkChannels(network.input().channels());
    for (int i = 0; i < outputs; i++) {
      Names.require(classes.get(i), "class " + i);
    }
  }

  static ModelMetadata of(Model model) {
    return new ModelMetadata(
        model.network(), model.classes(), model.scaling(), model.preparation());
  }

  /** As texts by key. */
  Map<String, String> write() {
    return Map.of(
        NETWORK, NetworkJson.write(network).compact(),
        CLASSES, Json.of(classes.stream().map(Json::of).toList()).compact(),
        SCALING, ScalingJson.write(scaling).compact(),
        PREPARATION, preparation.id());
  }

  /**
   * Reads the texts; other keys are ignored.
   *
   * @throws InputException if one is missing, is not what it should be, or they do not fit together
   */
  static ModelMetadata read(Map<String, String> texts) {
    return new ModelMetadata(
        NetworkJson.read(json(texts, NETWORK)),
        classes(json(texts, CLASSES)),
        ScalingJson.read(json(texts, SCALING)),
        Preparation.of(Names.require(text(texts, PREPARATION), "its " + PREPARATION)));
  }

  private static List<String> classes(Json json) {
    return new Fields("its metadata", Json.Obj.EMPTY.with(CLASSES, json)).texts(CLASSES);
  }

  private static Json json(Map<String, String> texts, String key) {
    String text = text(texts, key);
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new InputException("its metadata under \"%s\": %s".formatted(key, e.getMessage()), e);
    }
  }

  private static String text(Map<String, String> texts, String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new InputException("its metadata lack \"%s\"".formatted(key));
    }
    return text;
  }
}
