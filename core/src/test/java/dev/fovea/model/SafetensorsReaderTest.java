package dev.fovea.model;

import static dev.fovea.model.SafetensorsFiles.entry;
import static dev.fovea.model.SafetensorsFiles.of;
import static dev.fovea.model.SafetensorsFiles.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Some files here are those of the tests of the format's own reader (safetensors/src/tensor.rs in
 * https://github.com/huggingface/safetensors).
 */
class SafetensorsReaderTest {

  @TempDir Path folder;

  @Test
  void readsTheFormatsOwnExamples() {
    try (SafetensorsReader in = open(of("{" + entry("test", "I32", "[2,2]", 0, 16) + "}", 16))) {
      assertThat(in.metadata()).isEmpty();
      assertThat(in.tensors())
          .containsExactly(new StoredTensor("test", Dtype.I32, List.of(2L, 2L), 0, 16));
      assertThatThrownBy(() -> in.floats(in.tensors().getFirst()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "tensor \"test\" holds I32, and only F16, BF16, F32 and F64 can be read");
    }
    try (SafetensorsReader in = open(of("{" + entry("test", "I32", "[]", 0, 4) + "}", 4))) {
      assertThat(in.tensor("test").orElseThrow().size()).isEqualTo(1);
      assertThat(in.tensor("other")).isEmpty();
    }
    try (SafetensorsReader in = open(of("{" + entry("test", "I32", "[2,0]", 0, 0) + "}", 0))) {
      assertThat(in.tensor("test").orElseThrow().size()).isZero();
    }
    try (SafetensorsReader in = open(of("{}      ", 0))) {
      assertThat(in.tensors()).isEmpty();
    }
    try (SafetensorsReader in = open(of("{\"__metadata__\":{\"framework\":\"pt\"}}     ", 0))) {
      assertThat(in.metadata()).isEqualTo(Map.of("framework", "pt"));
    }
  }

  @Test
  void readsTheFourKindsOfFloats() {
    ByteBuffer data = ByteBuffer.allocate(4 * 8 + 4 * 4 + 4 * 2 + 4 * 2);
    data.order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(1.5).putDouble(0.1).putDouble(1e300).putDouble(Double.NaN);
    data.putFloat(-2.25f).putFloat(Float.MIN_VALUE).putFloat(Float.NaN).putFloat(-0f);
    data.putShort((short) 0x3C00).putShort((short) 0xC000);
    data.putShort((short) 0x7C00).putShort((short) 0x0001);
    data.putShort((short) 0x3F80).putShort((short) 0xC000);
    data.putShort((short) 0x7F80).putShort((short) 0x3DCD);
    String header =
        "{%s,%s,%s,%s}"
            .formatted(
                entry("brain", "BF16", "[2,2]", 56, 64),
                entry("half", "F16", "[4]", 48, 56),
                entry("double", "F64", "[4]", 0, 32),
                entry("float", "F32", "[4,1]", 32, 48));

    try (SafetensorsReader in = open(of(header.getBytes(StandardCharsets.UTF_8), data.array()))) {
      assertThat(in.tensors())
          .extracting(StoredTensor::name)
          .containsExactly("double", "float", "half", "brain");
      float infinity = Float.POSITIVE_INFINITY;
      assertThat(floats(in, "double")).containsExactly(1.5f, 0.1f, infinity, Float.NaN);
      assertThat(floats(in, "float")).containsExactly(-2.25f, Float.MIN_VALUE, Float.NaN, -0f);
      assertThat(floats(in, "half")).containsExactly(1, -2, infinity, 0x1p-24f);
      assertThat(floats(in, "brain")).containsExactly(1, -2, infinity, 0.10009765625f);
    }
  }

  @Test
  void readsTensorsLargerThanItsBuffer() {
    int count = 100_001;
    ByteBuffer data = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, count).forEach(i -> data.putFloat(i * 0.5f));
    String header = "{" + entry("long", "F32", "[" + count + "]", 0, count * 4L) + "}";

    try (SafetensorsReader in = open(of(header.getBytes(StandardCharsets.UTF_8), data.array()))) {
      float[] values = floats(in, "long");
      assertThat(values).hasSize(count);
      assertThat(IntStream.range(0, count).allMatch(i -> values[i] == i * 0.5f)).isTrue();
    }
  }

  @Test
  void findsNumbersThatAreNotFinite() {
    float[] values = {1, Float.NaN, 2, Float.NEGATIVE_INFINITY, 3};
    assertThat(SafetensorsReader.firstNonFinite(values, 0, 5)).isEqualTo(1);
    assertThat(SafetensorsReader.firstNonFinite(values, 2, 5)).isEqualTo(3);
    assertThat(SafetensorsReader.firstNonFinite(values, 4, 5)).isEqualTo(-1);
    assertThat(SafetensorsReader.firstNonFinite(values, 0, 1)).isEqualTo(-1);
  }

  /** X stands for {"dtype":"F32","shape":[2],"data_offsets":[0,8]}; the files hold 8 bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "[]|its header is no JSON object",
        " {\"a\":X}|its header is no JSON object",
        "{\"a\":X}\t|its header is no JSON object",
        "{\"a\":X|its header is broken in line 1, column 54: a comma or } is expected",
        "{\"a\":X,\"a\":X}|its header is broken in line 1, column 55: the key \"a\" stands twice",
        "{\"a\":X,\"b\":X}|tensor \"b\" begins at byte 0 of the data instead of 8, which is an"
            + " overlap",
        "{}|8 bytes stand behind its last tensor",
        "{\"a\":7}|tensor \"a\": an object in braces is needed, not 7",
        "{\"a\":{}}|tensor \"a\": the field \"dtype\" is missing",
        "{\"__metadata__\":null,\"a\":X}|__metadata__: an object in braces is needed, not null",
        "{\"__metadata__\":{\"k\":1},\"a\":X}|__metadata__: the field \"k\" needs text in quotes,"
            + " not 1",
      })
  void saysWhichRuleAHeaderBreaks(String header, String what) {
    refuses(
        header.replace("X", "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"), 8, what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "F33|[2]|[0,8]|the dtype \"F33\" is unknown",
        "F32|2|[0,8]|the field \"shape\" needs a list in brackets, not 2",
        "F32|[-2]|[0,8]|shape needs whole numbers from 0 to 2^63 - 1",
        "F32|[2.0]|[0,8]|shape needs whole numbers from 0 to 2^63 - 1",
        "F32|[\"2\"]|[0,8]|shape needs whole numbers from 0 to 2^63 - 1",
        "F32|[2]|[0]|data_offsets needs 2 numbers, not 1",
        "F32|[2]|[0,8,8]|data_offsets needs 2 numbers, not 3",
        "F32|[2]|[0,18446744073709551615]|data_offsets needs whole numbers from 0 to 2^63 - 1",
        "F32|[2]|[8,0]|it ends at byte 0, before its start at 8",
        "F32|[2]|[0,4]|its shape [2] of F32 needs 8 bytes, but it has 4",
        "F32|[3]|[0,8]|its shape [3] of F32 needs 12 bytes, but it has 8",
        "F4|[3]|[0,8]|its shape [3] of F4 ends inside a byte",
        "F32|[2,9223372036854775807]|[0,8]|is too large for any file",
        "F32|[4294967296,4294967296]|[0,0]|is too large for any file",
        "F32|[2305843009213693952]|[0,0]|is too large for any file",
        "F32|[2],\"more\":1|[0,8]|the field \"more\" is unknown; known are dtype, shape,"
            + " data_offsets",
        "F32|[2]|[4,12]|begins at byte 4 of the data instead of 0, which is a gap",
        "F32|[3]|[0,12]|it ends early: 4 of its 12 bytes of data are missing",
        "F32|[1]|[0,4]|4 bytes stand behind its last tensor",
      })
  void saysWhatIsWrongWithATensor(String dtype, String shape, String offsets, String what) {
    String format = "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}";
    refuses(format.formatted(dtype, shape, offsets), 8, what);
  }

  @Test
  void refusesGapsAndOverlapsBetweenTensors() {
    refuses(
        "{%s,%s}".formatted(entry("a", "F32", "[1]", 0, 4), entry("b", "F32", "[1]", 5, 9)),
        9,
        "tensor \"b\" begins at byte 5 of the data instead of 4, which is a gap");
    refuses(
        "{%s,%s}".formatted(entry("a", "F32", "[2]", 0, 8), entry("b", "F32", "[2]", 4, 12)),
        12,
        "tensor \"b\" begins at byte 4 of the data instead of 8, which is an overlap");
    refuses(list(10, i -> entry("weight_" + i, "F32", "[2,2]", 0, 16)), 16, "which is an overlap");
  }

  @Test
  void refusesFilesWithoutARealHeader() throws IOException {
    refuses(new byte[0], "it is empty");
    refuses(new byte[7], "it has only 7 bytes");
    refuses(new byte[8], "its header is no JSON object");
    refuses(
        new byte[] {60, 0, 0, 0, 0, 0, 0, 0},
        "its header of 60 bytes does not fit into its 8 bytes");
    refuses(
        new byte[] {60, 0, 0, 0, 0, -1, -1, -1, '{'},
        "its header would have 18446742974197923900 bytes, more than 100000000");
    refuses(
        new byte[] {1, (byte) 0xE1, (byte) 0xF5, 5, 0, 0, 0, 0, '{'},
        "its header would have 100000001 bytes, more than 100000000");
    refuses(of(new byte[] {'{', (byte) 0xff, '}'}, new byte[0]), "in byte 1 is no UTF-8");
    refuses(of("{", 0), "its header is no JSON object");
  }

  @Test
  void saysWhatAPathCannotBe() {
    assertThatThrownBy(() -> SafetensorsReader.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessage(folder.resolve("none") + " does not exist: check the path");
    assertThatThrownBy(() -> SafetensorsReader.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s is a folder: name a file in it, such as %s"
                .formatted(folder, folder.resolve("model.safetensors")));
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      assertThatThrownBy(() -> SafetensorsReader.open(device))
          .hasMessage("/dev/zero is no regular file: save it to disk first");
    }
  }

  @Test
  void saysThatAFileWasCutWhileItWasRead() throws IOException {
    byte[] bytes = of("{" + entry("a", "F32", "[4]", 0, 16) + "}", 16);
    try (SafetensorsReader in = open(bytes)) {
      save(folder, Arrays.copyOf(bytes, bytes.length - 1));
      assertThatThrownBy(() -> floats(in, "a"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("some.safetensors cannot be read (it became shorter");
    }
  }

  @Test
  void limitsTensorsAndDimensions() {
    refuses(
        list(SafetensorsHeader.MAX_TENSORS + 1, i -> entry("t" + i, "F32", "[0]", 0, 0)),
        0,
        "its header: more than 50000 tensors");
    String ones = "1,".repeat(32) + "1";
    refuses(
        "{" + entry("a", "F32", "[" + ones + "]", 0, 4) + "}",
        4,
        "its shape has 33 dimensions, more than 32");
  }

  @Test
  void keepsMessagesShortAndPlain() {
    String name = "\\u001b[2J\\n\\u202e" + "x".repeat(100_000);
    assertThatThrownBy(() -> open(of("{\"" + name + "\":7}", 0)))
        .hasMessageContaining("tensor \"\\u001b[2J\\u000a\\u202exxx")
        .extracting(e -> e.getMessage().length())
        .satisfies(length -> assertThat(length).isLessThan(folder.toString().length() + 300));
  }

  /** Headers of 1 MB that try to be slow or large. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[],", "\\u0000", "9", "0,", "\"\":0,", "[[[],", " "})
  @Timeout(20)
  void isQuickAboutHostileHeaders(String part) {
    String header = "{\"a\":[" + part.repeat(1_000_000 / part.length()) + "}";
    long start = System.nanoTime();
    assertThatThrownBy(() -> open(of(header, 0))).isInstanceOf(InputException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static String list(int count, IntFunction<String> entry) {
    return IntStream.range(0, count).mapToObj(entry).collect(Collectors.joining(",", "{", "}"));
  }

  private static float[] floats(SafetensorsReader in, String name) {
    return in.floats(in.tensor(name).orElseThrow());
  }

  private SafetensorsReader open(byte[] bytes) {
    return SafetensorsReader.open(save(folder, bytes));
  }

  private void refuses(String header, int dataSize, String what) {
    refuses(of(header, dataSize), what);
  }

  private void refuses(byte[] bytes, String what) {
    assertThatThrownBy(() -> open(bytes))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            folder.resolve("some.safetensors") + " is no whole safetensors file (")
        .hasMessageContaining(what)
        .hasMessageEndingWith("): name a model file, or fetch this one again");
  }
}
