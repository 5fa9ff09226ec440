package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import dev.fovea.sources.ReadOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an array is told in one sentence. */
class NpyBrokenTest {

  @TempDir Path folder;

  private void refused(byte[] bytes, String... words) {
    Path file = NpyBytes.write(folder.resolve("a.npy"), bytes);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(file, ReadOptions.PLAIN))
        .withMessageStartingWith(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
  }

  private static byte[] floats(double... values) {
    ByteBuffer body = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      body.putDouble(value);
    }
    String shape = "(%d, 2, 2)".formatted(values.length / 4);
    return NpyBytes.of(NpyBytes.header("<f8", shape), body.array());
  }

  @ParameterizedTest
  @CsvSource({
    "|O, 'Python objects (pickle), which are never loaded'",
    "<U3, strings",
    "|S1, strings",
    "<c8, complex numbers",
    "<M8[s], dates or times",
    "|V4, records",
    "<f16, numbers of an unknown type",
  })
  void typesThatAreNoPixels(String type, String what) {
    refused(NpyBytes.of(NpyBytes.header(type, "(1, 2, 2)"), new byte[64]), "holds " + what);
  }

  @Test
  void fieldsAreNoPixels() {
    String header = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2, 2)}";
    refused(NpyBytes.of(header, new byte[16]), "records of several fields");
  }

  @ParameterizedTest
  @CsvSource({
    "'()', 'it must have 2 to 4 axes'",
    "'(16,)', 'it must have 2 to 4 axes'",
    "'(1, 1, 1, 4, 4)', 'it must have 2 to 4 axes'",
    "'(0, 4, 4)', 'no images at all'",
    "'(2, 10)', 'axis 1 has 10 numbers, no square'",
    "'(2, 1, 10)', 'axis 2 has 10 numbers, no square'",
    "'(4, 5, 3)', 'one colour picture'",
    "'(2, 4, 4, 4)', 'neither its second nor its last axis is 1 or 3'",
  })
  void shapesThatAreNoImages(String shape, String what) {
    long size =
        Arrays.stream(shape.replaceAll("[() ]", "").split(","))
            .filter(number -> !number.isEmpty())
            .mapToLong(Long::parseLong)
            .reduce(1, (a, b) -> a * b);
    refused(
        NpyBytes.of(NpyBytes.header("|u1", shape), new byte[(int) size]),
        "has the shape " + shape,
        what);
  }

  @Test
  void aValueIsToldWithItsPlace() {
    refused(floats(0, 0, 0, 0, 0, Double.NaN, 0, 0), "has the value NaN at [1, 0, 1]");
    refused(floats(0, 0, 0, -0.5), "has the value -0.5 at [0, 1, 1]");
    refused(floats(0, 0, 255.5, 0), "has the value 255.5 at [0, 1, 0]");
    refused(floats(0, 0, Double.POSITIVE_INFINITY, 0), "has the value Infinity at [0, 1, 0]");
    refused(
        NpyBytes.of(NpyBytes.header("|i1", "(1, 2, 2)"), (byte) 0, (byte) -3, (byte) 0, (byte) 0),
        "has the value -3 at [0, 0, 1]");
    String fortran = "{'descr': '|i1', 'fortran_order': True, 'shape': (2, 2, 2)}";
    byte[] body = new byte[8];
    body[1] = -1;
    refused(NpyBytes.of(fortran, body), "has the value -1 at [1, 0, 0]");
  }

  @Test
  void tooLargeWholeNumbers() {
    ByteBuffer body = ByteBuffer.allocate(16).order(ByteOrder.BIG_ENDIAN).putInt(256);
    refused(
        NpyBytes.of(NpyBytes.header(">i4", "(1, 2, 2)"), body.array()),
        "has the value 256 at [0, 0, 0]");
    ByteBuffer huge = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    refused(
        NpyBytes.of(NpyBytes.header("<u8", "(1, 2, 2)"), huge.array()),
        "has the value 1.8446744073709552E19 at [0, 0, 0]");
  }

  @Test
  void aRoundingErrorBeyondOneIsOne() {
    Path file = NpyBytes.write(folder.resolve("a.npy"), floats(0, 1.0000001, -0.0000001, 0.5));
    assertThat(ArrayFiles.read(file, ReadOptions.PLAIN).training().pixels())
        .containsExactly(0, 255, 0, 128);
  }

  @Test
  void aHeaderThatPromisesOtherThanThereIs() {
    String header = NpyBytes.header("|u1", "(2, 2, 2)");
    refused(NpyBytes.of(header, new byte[7]), "ends after 7 of the 8 bytes", "uint8 (2, 2, 2)");
    refused(NpyBytes.of(header, new byte[9]), "has more than the 8 bytes");
    String huge = "(999999999999999999, 999999999999999999, 999999999999999999)";
    refused(NpyBytes.of(NpyBytes.header("<f8", huge), new byte[9]), "ends after 9 of the");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "[1]",
        "{}",
        "{'descr': '|u1', 'fortran_order': False}",
        "{'descr': '|u1', 'fortran_order': Maybe}",
        "{'descr': '|u1",
        "{'descr' '|u1'",
        "{'colour': 1}",
        "#{'shape': (-1, 2)}#",
        "{'shape': (99999999999999999999)}",
      })
  void dictionariesThatAreNone(String header) {
    refused(NpyBytes.of(header, new byte[4]), "is damaged: its npy header");
  }

  @Test
  void headersThatAreNone() throws IOException {
    refused(new byte[0], "is no npy array");
    refused("\u0089PNG\r\n\u001a\n".getBytes("ISO-8859-1"), "is no npy array");
    byte[] good = Files.readAllBytes(NpyBytes.golden("version1.gray.npy"));
    byte[] version = good.clone();
    version[6] = 9;
    refused(version, "has version 9 of the npy format");
    byte[] wide = Files.readAllBytes(NpyBytes.golden("version2.gray.npy"));
    wide[11] = 100;
    refused(wide, "promises a header of 1677721");
    refused(Arrays.copyOf(good, 50), "ends within its header");
  }

  @Test
  void filesThatAreNone() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(folder.resolve("none.npy"), ReadOptions.PLAIN))
        .withMessageEndingWith("does not exist: check the path");
    assertThat(ArrayFiles.recognises(folder.resolve("none.npy"))).isFalse();
  }
}
