package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Dataset;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 800 photographs, some of them gray. */
@Tag("shared-data")
class ImagenetteTest {

  // Surefire starts in the module's folder.
  private static final Path FOLDER = Path.of("../../shared/data/imagenette");

  @Test
  void readsTrainAndVal() {
    assumeTrue(Files.isDirectory(FOLDER), "needs ../shared/data/imagenette");
    ReadOptions options =
        new ReadOptions(
            OptionalInt.of(64), Fit.CROP, Interpolation.AREA, OptionalInt.empty(), false);
    long start = System.nanoTime();
    Found found = PictureFolder.read(FOLDER, options, 2);
    System.out.printf("800 photographs in %.1f s%n", (System.nanoTime() - start) / 1e9);

    assertThat(found.remarks()).isEmpty();
    Images training = found.training();
    assertThat(training.classes()).hasSize(10).startsWith("n01440764").isSorted();
    assertPart(training.labelled(), 60);
    assertPart(found.test().orElseThrow().labelled(), 20);
  }

  private static void assertPart(Dataset data, int perClass) {
    assertThat(data.size()).isEqualTo(10 * perClass);
    assertThat(data.channels()).isEqualTo(3);
    assertThat(data.height()).isEqualTo(64);
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      assertThat(Arrays.stream(data.labels()).filter(l -> l == wanted)).hasSize(perClass);
    }
    // Photographs: mid-gray on the whole, and no two alike.
    double mean = 0;
    for (byte pixel : data.pixels()) {
      mean += Byte.toUnsignedInt(pixel);
    }
    assertThat(mean / data.pixels().length).isBetween(90.0, 150.0);
    assertThat(data.image(0)).isNotEqualTo(data.image(1));
  }
}
