package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, reading it gives images or an InputException. */
class ArrayMutationTest {

  private static final int TRIES = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version1.gray.npy",
        "version2.gray.npy",
        "f-channels-last.colour.npy",
        "f4.unit32.npy",
        "keras.npz",
        "one-hot-fortran.npz"
      })
  void survives(String name) throws IOException {
    byte[] file = Files.readAllBytes(NpyBytes.golden(name));
    int read =
        Mutations.survive(
            file,
            folder.resolve(name),
            TRIES,
            path -> {
              // Whatever it says, it must say it.
              ArrayFiles.recognises(path);
              return ArrayFiles.read(path, ReadOptions.PLAIN);
            });
    assertThat(read).as("some damages harm nothing, most do").isBetween(1, file.length + TRIES / 2);
  }
}
