package dev.fovea.sources.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GunzipTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void aMebibyteMayComeOfAnyFile() throws IOException {
    try (InputStream in = open(2, new byte[MEBIBYTE])) {
      assertThat(in.readAllBytes()).hasSize(MEBIBYTE);
    }
    try (InputStream in = open(2, new byte[MEBIBYTE + 1])) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(InputException.class)
          .hasMessage(
              folder.resolve("packed.gz")
                  + " unpacks to more than 2 times its size: if that is meant, unpack it (gunzip),"
                  + " and name what comes of it");
    }
  }

  @Test
  void ofALargeFileSoManyTimesItsSizeMayCome() throws IOException {
    byte[] random = new byte[MEBIBYTE];
    new Random(3).nextBytes(random);
    byte[] zeros = new byte[3 * MEBIBYTE];
    try (InputStream in = open(4, random, zeros)) {
      assertThat(in.readAllBytes()).hasSize(4 * MEBIBYTE);
    }
    try (InputStream in = open(3, random, zeros)) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("more than 3 times");
    }
  }

  @Test
  void countsSingleBytesAndWhatIsSkipped() throws IOException {
    try (InputStream in = open(2, new byte[MEBIBYTE + 1])) {
      in.skipNBytes(MEBIBYTE - 1);
      assertThat(in.read()).isZero();
      assertThatThrownBy(in::read).hasMessageContaining("more than 2 times");
    }
  }

  private InputStream open(int ratio, byte[]... parts) throws IOException {
    Path file = folder.resolve("packed.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
    return new Gunzip(file, Files.newInputStream(file), 512, ratio);
  }
}
