package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.ImageShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyRowsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c-rows.gray",
        "c-channels-last.colour",
        "c-channels-first.colour",
        "c-rows.colour"
      })
  void readsAsTheWholeIsRead(String name) {
    Path file = NpyBytes.golden(name + ".npy");
    byte[] all = ArrayFiles.read(file, ReadOptions.PLAIN).training().pixels();
    try (NpyRows rows = NpyRows.open(file)) {
      assertThat(rows.count()).isEqualTo(5);
      int size = rows.shape().bytes();
      byte[] into = new byte[3 * size + 1];
      into[3 * size] = 77;
      rows.read(1, 3, into);
      assertThat(Arrays.copyOf(into, 3 * size)).isEqualTo(Arrays.copyOfRange(all, size, 4 * size));
      assertThat(into[3 * size]).as("what follows is left alone").isEqualTo((byte) 77);
    }
  }

  /** 5 million rows of 784, 3.9 GB, but a file with a hole that takes no room. */
  @Test
  void moreThanTwoGiB() throws IOException {
    Path file = folder.resolve("huge.npy");
    byte[] start = NpyBytes.of(NpyBytes.header("|u1", "(5000000, 784)"));
    byte[] last = new byte[784];
    for (int i = 0; i < last.length; i++) {
      last[i] = (byte) i;
    }
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(start);
      out.seek(start.length + 4_999_999L * 784);
      out.write(last);
    }
    try (NpyRows rows = NpyRows.open(file)) {
      assertThat(rows.count()).isEqualTo(5_000_000);
      assertThat(rows.shape()).isEqualTo(new ImageShape(1, 28, 28));
      byte[] into = new byte[2 * 784];
      rows.read(4_999_998, 2, into);
      assertThat(Arrays.copyOf(into, 784)).containsOnly(0);
      assertThat(Arrays.copyOfRange(into, 784, 2 * 784)).isEqualTo(last);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> rows.read(4_999_999, 2, into));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> rows.read(0, 3, into));
    }
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Npy.read(file))
        .withMessageContaining("over the limit of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"little-f4.gray", "f-rows.gray"})
  void whatCannotBeReadRowByRow(String name) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyRows.open(NpyBytes.golden(name + ".npy")))
        .withMessageContaining("only uint8 in C order can be read row by row");
  }
}
