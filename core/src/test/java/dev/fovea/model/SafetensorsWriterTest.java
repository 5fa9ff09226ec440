package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

  @TempDir Path folder;

  /** The bytes of test_serialization_forced_alignement in safetensors/src/tensor.rs. */
  @Test
  void writesTheBytesOfTheFormatsOwnWriter() throws IOException {
    FloatBuffer values = FloatBuffer.wrap(new float[] {0, 1, 2, 3, 4, 5});
    byte[] bytes =
        write(Map.of(), new SafetensorsWriter.Entry("attn0", List.of(1, 1, 2, 3), values));

    String header = "{\"attn0\":{\"dtype\":\"F32\",\"shape\":[1,1,2,3],\"data_offsets\":[0,24]}}";
    String data = "\0\0\0\0" + "\0\0\u0080?" + "\0\0\0@" + "\0\0@@" + "\0\0\u0080@" + "\0\0\u00a0@";
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .isEqualTo("H\0\0\0\0\0\0\0" + header + "       " + data);
  }

  /** The bytes of test_empty there. */
  @Test
  void writesFilesWithoutTensors() throws IOException {
    assertThat(write(Map.of()))
        .containsExactly(8, 0, 0, 0, 0, 0, 0, 0, '{', '}', ' ', ' ', ' ', ' ', ' ', ' ');
    assertThat(new String(write(Map.of("framework", "pt")), StandardCharsets.ISO_8859_1))
        .isEqualTo("(\0\0\0\0\0\0\0{\"__metadata__\":{\"framework\":\"pt\"}}     ");
  }

  @Test
  void writesWhatItReads() throws IOException {
    float[] values = new float[70_000];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt());
    }
    values[5] = -0f;
    Map<String, String> metadata = Map.of("a", "\u00e4\n\"", "b", "", "c", "{\"x\":1}");
    write(
        metadata,
        new SafetensorsWriter.Entry("z", List.of(2, 10_000), FloatBuffer.wrap(values, 0, 20_000)),
        new SafetensorsWriter.Entry("none", List.of(0, 3), FloatBuffer.allocate(0)),
        new SafetensorsWriter.Entry("one", List.of(), FloatBuffer.wrap(values, 20_000, 1)),
        new SafetensorsWriter.Entry(
            "a", List.of(49_999), FloatBuffer.wrap(values, 20_001, 49_999).slice()));

    try (SafetensorsReader in = SafetensorsReader.open(target())) {
      assertThat(in.metadata()).isEqualTo(metadata);
      assertThat(in.tensors())
          .containsExactly(
              new StoredTensor("z", Dtype.F32, List.of(2L, 10_000L), 0, 80_000),
              new StoredTensor("none", Dtype.F32, List.of(0L, 3L), 80_000, 80_000),
              new StoredTensor("one", Dtype.F32, List.of(), 80_000, 80_004),
              new StoredTensor("a", Dtype.F32, List.of(49_999L), 80_004, 280_000));
      FloatBuffer all = FloatBuffer.allocate(values.length);
      in.tensors().forEach(tensor -> in.read(tensor, all));
      for (int i = 0; i < values.length; i++) {
        assertThat(Float.floatToIntBits(all.get(i))).isEqualTo(Float.floatToIntBits(values[i]));
      }
    }
  }

  @Test
  void givesTheSameBytesWhateverTheMapsOrder() throws IOException {
    Map<String, String> forward = new LinkedHashMap<>();
    Map<String, String> backward = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forward.put("key" + i, "text");
      backward.put("key" + (19 - i), "text");
    }
    assertThat(write(forward)).isEqualTo(write(backward));
  }

  @Test
  void refusesWhatNoFileCanHold() throws IOException {
    FloatBuffer one = FloatBuffer.allocate(1);
    assertThatThrownBy(() -> new SafetensorsWriter.Entry("a", List.of(2), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor a of shape [2] needs 2 values, not 1");
    SafetensorsWriter.Entry a = new SafetensorsWriter.Entry("a", List.of(1), one);
    assertThatThrownBy(() -> write(Map.of(), a, a)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> write(Map.of(), new SafetensorsWriter.Entry("__metadata__", List.of(1), one)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(Map.of("a", "x".repeat(SafetensorsHeader.MAX_BYTES))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its header would have more than 100000000 bytes");
    assertThat(target()).doesNotExist();
  }

  private Path target() {
    return folder.resolve("written.safetensors");
  }

  private byte[] write(Map<String, String> metadata, SafetensorsWriter.Entry... tensors)
      throws IOException {
    SafetensorsWriter.write(target(), metadata, List.of(tensors));
    return Files.readAllBytes(target());
  }
}
