package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file's bytes, reading it gives a model or a sentence that names it. */
class ModelFileMutationTest {

  private static final String INTERESTING = "{}[]\":,\\0123456789-. FI_\u0000\u00ff";

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void survivesDamage() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(Models.tiny(), file);
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(42);
    int models = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole;
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        damaged = damage(damaged, random);
      }
      models += isModel(file, damaged) ? 1 : 0;
    }
    assertThat(models).isBetween(20, 2_900);
  }

  /** With the header's length put right, damage reaches the rules behind it. */
  @Test
  @Timeout(60)
  void survivesDamagedHeaders() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(Models.tiny(), file);
    byte[] whole = Files.readAllBytes(file);
    int dataSize = 29 * Float.BYTES;
    byte[] header = Arrays.copyOfRange(whole, Long.BYTES, whole.length - dataSize);
    byte[] data = Arrays.copyOfRange(whole, whole.length - dataSize, whole.length);
    SplittableRandom random = new SplittableRandom(43);
    int models = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = header;
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        damaged = damage(damaged, random);
      }
      models += isModel(file, SafetensorsFiles.of(damaged, data)) ? 1 : 0;
    }
    assertThat(models).isBetween(20, 2_900);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(Models.tiny(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int size = 0; size < whole.length; size++) {
      assertThat(isModel(file, Arrays.copyOf(whole, size))).isFalse();
    }
    assertThat(isModel(file, Arrays.copyOf(whole, whole.length + 1))).isFalse();
    assertThat(isModel(file, whole)).isTrue();
  }

  private static boolean isModel(Path file, byte[] bytes) throws IOException {
    Files.delete(file); // Some file systems are slow to overwrite: they go to the disk for it.
    Files.write(file, bytes);
    try {
      Model model = ModelFile.read(file);
      assertThat(model.parameters()).hasSize((int) model.network().parameterCount());
      assertThat(SafetensorsReader.firstNonFinite(model.parameters(), 0, model.parameters().length))
          .isEqualTo(-1);
      return true;
    } catch (InputException e) {
      assertThat(e.getMessage())
          .startsWith(file.toString())
          .hasLineCount(1)
          .hasSizeLessThan(file.toString().length() + 800);
      return false;
    }
  }

  private static byte[] damage(byte[] bytes, SplittableRandom random) {
    byte[] changed = bytes.clone();
    int at = random.nextInt(bytes.length);
    byte interesting = (byte) INTERESTING.charAt(random.nextInt(INTERESTING.length()));
    switch (random.nextInt(7)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt(256);
      case 2 -> changed[at] = interesting;
      case 3 -> changed = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      case 4 -> changed = splice(bytes, at, at, new byte[] {interesting});
      case 5 ->
          changed =
              splice(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 9)), new byte[0]);
      default -> {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(40));
        changed = splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
      }
    }
    return changed.length == 0 ? bytes : changed;
  }

  /** {@code bytes} with {@code middle} in place of those from {@code from} to {@code to}. */
  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
