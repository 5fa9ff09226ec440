package dev.fovea.sources.strokes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.strokes.StrokeFiles.Unrecognised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The first 25 drawings of a cat, drawn here and by Google: the first 25 rows of Google's bitmaps
 * are these drawings in this order, those that were not recognised among them.
 */
@Tag("shared-data")
class GoogleBitmapsTest {

  private static final Path QUICKDRAW = Path.of("../../shared/data/quickdraw");
  private static final int SIZE = 28 * 28;

  /** The length of an npy file's header, which these files have in common. */
  private static final int HEADER = 80;

  @Test
  void drawsNearlyTheBytesOfGoogle() throws IOException {
    Images ours = ours();
    byte[] bitmaps = bitmaps();
    long sum = 0;
    int same = 0;
    int worst = 0;
    for (int i = 0; i < ours.pixels().length; i++) {
      int difference = Math.abs((ours.pixels()[i] & 255) - (bitmaps[HEADER + i] & 255));
      sum += difference;
      same += difference == 0 ? 1 : 0;
      worst = Math.max(worst, difference);
    }
    double pixels = ours.pixels().length;
    assertThat(ours.size()).isEqualTo(25);
    assertThat(sum / pixels).isLessThan(0.1);
    assertThat(same / pixels).isGreaterThan(0.94);
    assertThat(worst).isLessThan(20);
  }

  /** The order was not assumed: no other of the 3,999 bitmaps is as near. */
  @Test
  void findsItselfAmongAllBitmapsOfTheClass() throws IOException {
    Images ours = ours();
    byte[] bitmaps = bitmaps();
    for (int i = 0; i < ours.size(); i++) {
      byte[] image = Arrays.copyOfRange(ours.pixels(), i * SIZE, (i + 1) * SIZE);
      long least = Long.MAX_VALUE;
      int nearest = -1;
      for (int row = 0; row < (bitmaps.length - HEADER) / SIZE; row++) {
        long distance = 0;
        for (int p = 0; p < SIZE; p++) {
          int difference = (image[p] & 255) - (bitmaps[HEADER + row * SIZE + p] & 255);
          distance += (long) difference * difference;
        }
        if (distance < least) {
          least = distance;
          nearest = row;
        }
      }
      assertThat(nearest).isEqualTo(i);
    }
  }

  private static Images ours() {
    assumeTrue(Files.isDirectory(QUICKDRAW), "the shared data is not here: ../shared/data");
    return StrokeFiles.read(
            QUICKDRAW.resolve("ndjson/cat.ndjson"), ReadOptions.PLAIN, Unrecognised.KEEP)
        .training();
  }

  private static byte[] bitmaps() throws IOException {
    return Files.readAllBytes(QUICKDRAW.resolve("cat.npy"));
  }
}
