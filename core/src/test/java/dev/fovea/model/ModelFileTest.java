package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
  }

  static List<Network> zoo() {
    return Zoo.tutorials();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void readsWhatItWrites(Network network) {
    Model model = Models.of(network);
    ModelFile.write(model, file);
    Models.assertEqual(ModelFile.read(file), model);
  }

  @ParameterizedTest
  @EnumSource(Preparation.class)
  void keepsScalingAndPreparationExactly(Preparation preparation) {
    Model tiny = Models.tiny();
    Scaling scaling = new Scaling(-1e-300, Math.PI);
    Model model =
        new Model(tiny.network(), tiny.parameters(), List.of("only"), scaling, preparation);
    ModelFile.write(model, file);
    Models.assertEqual(ModelFile.read(file), model);
  }

  static List<Scaling> scalings() {
    Scaling colour = new Scaling(List.of(0.1, 0.2, 0.3), List.of(1.0, Math.E, 3.0));
    return List.of(
        Scaling.MNIST.inverted(),
        Scaling.UNIT.standardized(),
        colour,
        colour.inverted().standardized());
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void keepsEachKindOfScaling(Scaling scaling) {
    Network network = Network.of("colours", new Shape(3, 2, 2), new Flatten(), new Dense(1));
    Model model = new Model(network, new float[13], List.of("only"), scaling, Preparation.RESIZE);
    ModelFile.write(model, file);
    Models.assertEqual(ModelFile.read(file), model);
  }

  /** So that older versions read the files of plain scalings, and refuse the others. */
  @Test
  void writesPlainScalingsAsEver() {
    assertThat(ScalingJson.write(Scaling.MNIST).compact())
        .isEqualTo("{\"mean\":0.1307,\"deviation\":0.3081}");
    assertThat(ScalingJson.write(scalings().getLast()).compact())
        .isEqualTo(
            "{\"mean\":[0.1,0.2,0.3],\"deviation\":[1,2.718281828459045,3],"
                + "\"invert\":true,\"standardize\":true}");
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    ModelFile.write(Models.tiny(), file);
    byte[] first = Files.readAllBytes(file);
    ModelFile.write(ModelFile.read(file), file);
    assertThat(file).hasBinaryContent(first);
  }

  @Test
  void refusesToWriteWhatItCouldNotRead() {
    ModelFile.write(Models.tiny(), file);
    Model old = ModelFile.read(file);
    Network network = old.network();
    float[] parameters = old.parameters();
    parameters[20] = Float.NaN;

    assertThatThrownBy(() -> ModelFile.write(Models.with(network, parameters), file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + " is not written, for the training failed (dense1.weight has the value NaN at"
                + " place 0): train with a smaller learning rate");
    Model model =
        new Model(
            network, old.parameters(), List.of("line\nbreak"), Scaling.UNIT, Preparation.RESIZE);
    assertThatThrownBy(() -> ModelFile.write(model, file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + " is not written (class 0 has characters in its name that cannot be shown:"
                + " \"line\\u000abreak\"): give other names");
    Models.assertEqual(ModelFile.read(file), old);
  }

  @Test
  void saysWhatAPathCannotBe() {
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " does not exist: check the path");
    assertThatThrownBy(() -> ModelFile.write(Models.tiny(), folder))
        .isInstanceOf(InputException.class)
        .hasMessage(folder + " is a folder: give the name of a file to write");
  }

  /** What stands under {@code key} is replaced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format|pt|its metadata do not say that it is one",
        "version||its metadata do not say that it is one",
        "network||its metadata lack \"network\"",
        "network|{|its metadata under \"network\": line 1, column 2: a key in quotes is expected",
        "network|{}|the network: the field \"name\" is missing",
        "classes||its metadata lack \"classes\"",
        "classes|{}|its metadata: the field \"classes\" needs a list in brackets, not an object",
        "classes|[1]|its metadata: the field \"classes\" needs text in quotes, not 1",
        "classes|[]|it names 0 classes, but its network has 1 outputs",
        "classes|[\"a\",\"b\"]|it names 2 classes, but its network has 1 outputs",
        "classes|[\"\\u001b[2J\"]|class 0 has characters in its name that cannot be shown: \"\\u001b[2J\"",
        "scaling||its metadata lack \"scaling\"",
        "scaling|{\"mean\":0}|its scaling: the field \"deviation\" is missing",
        "scaling|{\"mean\":0,\"deviation\":0}|a scaling needs a finite mean and a positive deviation, not 0.0 and 0.0",
        "scaling|{\"mean\":1e999,\"deviation\":1}|its scaling: the field \"mean\" needs a finite number, not 1e999",
        "scaling|{\"mean\":[],\"deviation\":[]}|a scaling needs as many means as deviations, and at least 1, not 0 and 0",
        "scaling|{\"mean\":[0],\"deviation\":[1,2]}|a scaling needs as many means as deviations, and at least 1, not 1 and 2",
        "scaling|{\"mean\":[0,0],\"deviation\":[1,2]}|the scaling is for 2 channels, but the images have 1: scale them by one mean and deviation, or by one for each channel",
        "scaling|{\"mean\":[\"0\"],\"deviation\":[1]}|its scaling: the field \"mean\" needs a finite number, not the text \"0\"",
        "scaling|{\"mean\":0,\"deviation\":1,\"invert\":1}|its scaling: the field \"invert\" needs true or false, not 1",
        "scaling|{\"mean\":0,\"deviation\":1,\"gamma\":2}|its scaling: the field \"gamma\" is unknown; known are mean, deviation, invert, standardize",
        "preparation||its metadata lack \"preparation\"",
        "preparation|magic|there is no preparation \"magic\"",
      })
  void saysWhatIsWrongWithTheMetadata(String key, String text, String what) {
    Map<String, String> metadata = metadata();
    if (text == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, text);
    }
    SafetensorsWriter.write(file, metadata, tensors());
    refuses(what);
  }

  @Test
  void saysThatANewerFoveaIsNeeded() {
    Map<String, String> metadata = metadata();
    metadata.put("version", "2");
    SafetensorsWriter.write(file, metadata, tensors());
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + " has version \"2\" of the model format, not 1: use the version of Fovea that"
                + " wrote it");
  }

  @Test
  void ignoresMoreMetadata() {
    Map<String, String> metadata = metadata();
    metadata.put("note", "made by hand");
    SafetensorsWriter.write(file, metadata, tensors());
    Models.assertEqual(ModelFile.read(file), Models.tiny());
  }

  @Test
  void refusesOtherTensorsThanTheNetworks() {
    List<SafetensorsWriter.Entry> tensors = tensors();
    SafetensorsWriter.Entry bias = tensors.remove(1);
    write(tensors);
    refuses("the tensor conv1.bias is missing");

    tensors.add(new SafetensorsWriter.Entry("conv1.bias", List.of(2, 1), bias.values()));
    write(tensors);
    refuses("the tensor conv1.bias has the shape [2, 1], but its network needs [2]");

    tensors.set(tensors.size() - 1, bias);
    write(tensors);
    Models.assertEqual(ModelFile.read(file), Models.tiny());

    tensors.add(new SafetensorsWriter.Entry("x\n", List.of(1), FloatBuffer.allocate(1)));
    write(tensors);
    refuses("the tensor \"x\\u000a\" belongs to no layer of its network");
  }

  @Test
  void refusesNumbersOfOtherTypes() throws IOException {
    ModelFile.write(Models.tiny(), file);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Files.write(file, text.replaceFirst("F32", "I32").getBytes(StandardCharsets.ISO_8859_1));
    refuses("the tensor conv1.weight holds I32, not F32");
  }

  /** 2^50 bytes of parameters in a file of 1,000: refused by its shapes, nothing is allocated. */
  @Test
  void refusesANetworkThatAsksForAPetabyte() {
    Map<String, String> metadata = metadata();
    metadata.compute(
        "network", (_, json) -> json.replace("\"outFeatures\":1", "\"outFeatures\":2147483647"));
    SafetensorsWriter.write(file, metadata, tensors());
    refuses("it names 1 classes, but its network has 2147483647 outputs");

    metadata = metadata();
    metadata.compute(
        "network",
        (_, json) ->
            json.replace(
                "{\"name\":\"dense1\"",
                "{\"name\":\"dense0\",\"type\":\"Dense\",\"outFeatures\":2000000000},"
                    + "{\"name\":\"dense1\""));
    SafetensorsWriter.write(file, metadata, tensors());
    refuses("the tensor dense0.weight is missing");

    metadata = metadata();
    metadata.compute(
        "network", (_, json) -> json.replace("\"outChannels\":2", "\"outChannels\":100000000"));
    SafetensorsWriter.write(file, metadata, tensors());
    refuses(
        "the tensor conv1.weight has the shape [2, 1, 3, 3], but its network needs [100000000, 1, 3, 3]");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void refusesParametersThatAreNotFinite(float value) {
    float[] parameters = Models.tiny().parameters();
    parameters[19] = value;
    SafetensorsWriter.write(file, metadata(), tensors(parameters));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s comes from a training that failed (conv1.bias has the value %s at place 1): "
                    .formatted(file, value)
                + "train it again with a smaller learning rate");
  }

  @Test
  void refusesNegativeVariances() throws IOException {
    Network network =
        Network.of("normal", new Shape(1, 2, 2), new BatchNorm2d(), new Flatten(), new Dense(1));
    float[] numbers = {1, 0, 0, 0.5f, 1, 1, 1, 1, 0};
    ModelFile.write(Models.with(network, numbers), file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int variance = Long.BYTES + (int) bytes.getLong(0) + 3 * Float.BYTES;
    assertThat(bytes.getFloat(variance)).isEqualTo(0.5f);
    Files.write(file, bytes.putFloat(variance, -0.5f).array());
    String what = "norm1.running_var has the value -0.5 at place 0, but no variance is negative";
    refuses(what);

    numbers[3] = -0.5f;
    assertThatThrownBy(() -> ModelFile.write(Models.with(network, numbers), file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s is not written (%s): give the model numbers that a training has measured"
                .formatted(file, what));
  }

  private static Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>(ModelMetadata.of(Models.tiny()).write());
    metadata.put("format", "fovea");
    metadata.put("version", "1");
    return metadata;
  }

  private static List<SafetensorsWriter.Entry> tensors() {
    return tensors(Models.tiny().parameters());
  }

  private static List<SafetensorsWriter.Entry> tensors(float[] parameters) {
    List<SafetensorsWriter.Entry> tensors = new ArrayList<>();
    FloatBuffer rest = FloatBuffer.wrap(parameters);
    Models.tiny()
        .network()
        .tensors()
        .forEach(
            tensor -> {
              int size = (int) tensor.size();
              tensors.add(
                  new SafetensorsWriter.Entry(
                      tensor.name(), tensor.dims(), rest.slice(rest.position(), size)));
              rest.position(rest.position() + size);
            });
    return tensors;
  }

  private void write(List<SafetensorsWriter.Entry> tensors) {
    SafetensorsWriter.write(file, metadata(), tensors);
  }

  private void refuses(String what) {
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + " is no model of Fovea (" + what)
        .hasMessageEndingWith("): is it a file written by `fovea train`?");
  }
}
