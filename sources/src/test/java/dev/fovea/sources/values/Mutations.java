package dev.fovea.sources.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** Damages a file in many ways, the same ways each time, and reads what is left. */
public final class Mutations {

  private final byte[] file;
  private final Rng random;

  private Mutations(byte[] file, long seed) {
    this.file = file;
    this.random = new Rng(seed, 0);
  }

  /**
   * Reads the file cut off at every byte, and then {@code tries} times with some damage: always
   * there must be images that are whole, or an InputException of one sentence that names the file.
   *
   * @return how many of all could be read
   */
  public static int survive(byte[] file, Path at, int tries, Function<Path, Found> reader) {
    int read = 0;
    for (int length = 0; length < file.length; length++) {
      read += read(Arrays.copyOf(file, length), at, reader);
    }
    Mutations mutations = new Mutations(file, 1);
    for (int i = 0; i < tries; i++) {
      read += read(mutations.next(), at, reader);
    }
    return read;
  }

  private static int read(byte[] bytes, Path at, Function<Path, Found> reader) {
    try {
      // Some file systems wait for the disk when a file is overwritten.
      Files.deleteIfExists(at);
      Files.write(at, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try {
      Found found = reader.apply(at);
      Stream.concat(Stream.of(found.training()), found.test().stream()).forEach(Mutations::check);
      return 1;
    } catch (InputException e) {
      assertThat(e.getMessage()).contains(at.getFileName().toString()).doesNotContain("\n");
      return 0;
    }
  }

  private static void check(Images images) {
    int size = images.channels() * images.height() * images.width();
    assertThat(images.pixels()).hasSize(images.size() * size);
    assertThat(images.size()).isPositive();
    images.labels().ifPresent(_ -> images.labelled());
  }

  /** Some bits turned, bytes replaced, a piece cut out, a piece twice, or something added. */
  private byte[] next() {
    byte[] bytes = file.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        int hits = 1 + random.nextInt(8);
        for (int i = 0; i < hits; i++) {
          bytes[place(bytes)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        int at = place(bytes);
        int cut = 1 + random.nextInt(Math.min(16, bytes.length - at));
        System.arraycopy(bytes, at + cut, bytes, at, bytes.length - at - cut);
        bytes = Arrays.copyOf(bytes, bytes.length - cut);
      }
      case 3 -> {
        int at = place(bytes);
        int twice = 1 + random.nextInt(Math.min(16, bytes.length - at));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + twice);
        System.arraycopy(bytes, at, longer, at + twice, bytes.length - at);
        bytes = longer;
      }
      default -> {
        int at = bytes.length;
        bytes = Arrays.copyOf(bytes, at + 1 + random.nextInt(40));
        bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  /** Headers are short and matter most: half of the hits go there. */
  private int place(byte[] bytes) {
    return random.nextInt(random.nextInt(2) == 0 ? Math.min(128, bytes.length) : bytes.length);
  }
}
