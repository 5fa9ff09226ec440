package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.net.zoo.Zoo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads a model file by the published format (https://github.com/huggingface/safetensors#format),
 * with Jackson for the JSON and nothing of Fovea.
 */
class ModelFileReadByOthersTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @TempDir Path folder;
  private final Model model = Models.of(Zoo.lenet());
  private byte[] bytes;
  private int headerSize;
  private JsonNode header;

  @BeforeEach
  void open() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(model, file);
    bytes = Files.readAllBytes(file);
    headerSize = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0));
    header = JACKSON.readTree(bytes, 8, headerSize);
  }

  @Test
  void beginsWithAPaddedHeader() {
    assertThat((8 + headerSize) % 8).isZero();
    assertThat(bytes[8]).isEqualTo((byte) '{');
    assertThat(header.isObject()).isTrue();
    assertThat(bytes).hasSize(8 + headerSize + 21_840 * 4);
  }

  @Test
  void holdsTheTensorsOneAfterTheOther() {
    Map<String, List<Integer>> shapes =
        Map.of(
            "conv1.weight", List.of(10, 1, 5, 5),
            "conv1.bias", List.of(10),
            "conv2.weight", List.of(20, 10, 5, 5),
            "conv2.bias", List.of(20),
            "dense1.weight", List.of(50, 320),
            "dense1.bias", List.of(50),
            "dense2.weight", List.of(10, 50),
            "dense2.bias", List.of(10));
    float[] parameters = model.parameters();
    int at = 0;
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        continue;
      }
      names.add(entry.getKey());
      JsonNode tensor = entry.getValue();
      assertThat(tensor.properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("dtype", "shape", "data_offsets");
      assertThat(tensor.get("dtype").textValue()).isEqualTo("F32");
      List<Integer> shape = new ArrayList<>();
      tensor.get("shape").forEach(size -> shape.add(size.intValue()));
      assertThat(shape).isEqualTo(shapes.get(entry.getKey()));
      int size = shape.stream().reduce(1, Math::multiplyExact);
      assertThat(tensor.get("data_offsets")).hasSize(2);
      assertThat(tensor.get("data_offsets").get(0).intValue()).isEqualTo(at * 4);
      assertThat(tensor.get("data_offsets").get(1).intValue()).isEqualTo((at + size) * 4);
      ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < size; i++) {
        assertThat(data.getFloat(8 + headerSize + (at + i) * 4)).isEqualTo(parameters[at + i]);
      }
      at += size;
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(shapes.keySet());
    assertThat(at).isEqualTo(21_840);
  }

  @Test
  void describesTheModelInItsMetadata() throws IOException {
    JsonNode metadata = header.get("__metadata__");
    assertThat(metadata.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("classes", "format", "network", "preparation", "scaling", "version");
    assertThat(metadata).allMatch(JsonNode::isTextual);
    assertThat(metadata.get("format").textValue()).isEqualTo("fovea");
    assertThat(metadata.get("version").textValue()).isEqualTo("1");
    assertThat(metadata.get("preparation").textValue()).isEqualTo("digit");

    JsonNode scaling = JACKSON.readTree(metadata.get("scaling").textValue());
    assertThat(scaling.get("mean").doubleValue()).isEqualTo(0.1307);
    assertThat(scaling.get("deviation").doubleValue()).isEqualTo(0.3081);

    JsonNode classes = JACKSON.readTree(metadata.get("classes").textValue());
    assertThat(classes).extracting(JsonNode::textValue).isEqualTo(model.classes());

    JsonNode network = JACKSON.readTree(metadata.get("network").textValue());
    assertThat(network.get("name").textValue()).isEqualTo("lenet");
    assertThat(network.get("layers").findValuesAsText("type"))
        .containsExactly(
            "Conv2d",
            "MaxPool2d",
            "Relu",
            "Conv2d",
            "MaxPool2d",
            "Relu",
            "Flatten",
            "Dense",
            "Relu",
            "Dense");
  }
}
