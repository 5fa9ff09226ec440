package dev.fovea.sources.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Outside;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where images are, which, and how often. Positions are written out: they are what is promised. */
class SheetTest {

  private static final int WHITE = 0xFFFFFF;

  @TempDir Path folder;

  /** Two pixels in a row become squares of 30; names of one letter get a column of 104. */
  @Test
  void enlargesGrayWithoutSmoothing() {
    byte[] pixels = {10, (byte) 200, 30, 40};
    Dataset data = new Dataset("two", 1, 1, 2, pixels, new int[] {0, 1}, List.of("a", "b"));
    BufferedImage picture = Sheet.of(data, SheetOptions.PLAIN).picture();

    // 8 + 104 + 8, twelve of 60 with gaps of 4, 8; and 8 + 52, two rows of 32 with 6 below, 8.
    assertThat(picture.getWidth()).isEqualTo(120 + 12 * 64 - 4 + 8);
    assertThat(picture.getHeight()).isEqualTo(60 + 2 * 38 + 8);
    // Images of 30 rows are in the middle of rows of 32.
    assertThat(colours(picture, 120, 61, 30, 30)).containsExactly(0x0A0A0A);
    assertThat(colours(picture, 150, 61, 30, 30)).containsExactly(0xC8C8C8);
    assertThat(colours(picture, 120, 99, 30, 30)).containsExactly(0x1E1E1E);
    assertThat(colours(picture, 150, 99, 30, 30)).containsExactly(0x282828);
    // A thin frame, and nothing where a class has no more images.
    assertThat(colours(picture, 119, 60, 1, 32)).containsExactly(0xD0D0D0);
    assertThat(colours(picture, 181, 54, 647, 82)).containsExactly(WHITE);
  }

  @Test
  void showsThreeChannels() {
    byte[] pixels = {1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, (byte) 255};
    Dataset data = new Dataset("one", 3, 2, 2, pixels, new int[1], List.of("a"));
    BufferedImage picture = Sheet.of(data, SheetOptions.PLAIN).picture();
    assertThat(colours(picture, 120, 60, 30, 30)).containsExactly(0x010B15);
    assertThat(colours(picture, 150, 60, 30, 30)).containsExactly(0x020C16);
    assertThat(colours(picture, 120, 90, 30, 30)).containsExactly(0x030D17);
    assertThat(colours(picture, 150, 90, 30, 30)).containsExactly(0x040EFF);
  }

  /** 192 to 96: each pixel is the mean of four, (10 + 20 + 30 + 40) / 4. */
  @Test
  void reducesByArea() {
    byte[] pixels = new byte[192 * 192];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 + 10 * (i % 2) + 20 * (i / 192 % 2));
    }
    Dataset data = new Dataset("large", 1, 192, 192, pixels, new int[1], List.of("a name"));
    BufferedImage picture = Sheet.of(data, SheetOptions.PLAIN).picture();
    assertThat(picture.getWidth()).isEqualTo(1280);
    // Twelve of 96 with gaps of 2 leave 82 for the names.
    assertThat(colours(picture, 98, 60, 96, 96)).containsExactly(0x191919);
  }

  @Test
  void sizesOfThumbnails() {
    int[][] sizes = {
      {28, 28, 56, 56}, {32, 32, 64, 64}, {64, 64, 64, 64}, {48, 48, 48, 48}, {8, 8, 64, 64},
      {96, 96, 96, 96}, {97, 97, 96, 96}, {224, 112, 96, 48}, {1, 784, 1, 96}, {1, 1, 60, 60},
    };
    for (int[] size : sizes) {
      Thumbnail shown = Thumbnail.of(1, size[0], size[1]);
      assertThat(new int[] {shown.height(), shown.width()}).containsExactly(size[2], size[3]);
      assertThat(shown.rgb(new byte[size[0] * size[1]])).hasSize(size[2] * size[3]);
    }
  }

  @Test
  void showsEachSampleOnce() {
    Dataset data = plain(1, 1, 0, 0, 0, 0, 3);
    Map<Integer, Integer> found = histogram(sheet(data, 3, 5));
    List<Integer> shown =
        IntStream.range(0, data.size()).filter(i -> found.containsKey(colour(i))).boxed().toList();
    // Both of class 1, three of the four of class 0, none of class 2, the one of class 3.
    assertThat(shown).hasSize(6).contains(0, 1, 6);
    assertThat(shown).allSatisfy(i -> assertThat(found.get(colour(i))).isEqualTo(60 * 60));
  }

  @Test
  void classesAreInTheirOwnRows() {
    BufferedImage picture = sheet(plain(1, 1, 0, 0, 0, 0, 3), 3, 5);
    List<Set<Integer>> rows =
        IntStream.range(0, 4).mapToObj(row -> images(picture, 60 + 66 * row, 7)).toList();
    assertThat(rows.get(0)).hasSize(3).isSubsetOf(2, 3, 4, 5);
    assertThat(rows.get(1)).containsExactlyInAnyOrder(0, 1);
    assertThat(rows.get(2)).isEmpty();
    assertThat(rows.get(3)).containsExactly(6);
  }

  @Test
  void theSeedChooses() {
    Dataset data = plain(new int[100]);
    Set<Set<Integer>> choices = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      choices.add(images(sheet(data, 4, seed), 60, 100));
    }
    assertThat(choices).hasSize(10).allSatisfy(four -> assertThat(four).hasSize(4));
  }

  /** Mirrored for certain; the classes are a row and a gap of 4, then 14, apart. */
  @Test
  void augmentedImagesAreBelow() {
    byte[] pixels = {10, 20, 10, 20, 30, 40, 30, 40};
    Dataset data = new Dataset("pair", 1, 2, 2, pixels, new int[] {0, 2}, List.of("a", "b", "c"));
    Augmentations mirrored = Augmentations.of(List.of(new Flip(1, 0)), Outside.BLACK, 1, 2, 2);
    BufferedImage picture = Sheet.of(data, new SheetOptions(2, 0, Optional.of(mirrored))).picture();
    assertThat(colours(picture, 120, 60, 30, 60)).containsExactly(0x0A0A0A);
    assertThat(colours(picture, 120, 124, 30, 60)).containsExactly(0x141414);
    assertThat(colours(picture, 150, 124, 30, 60)).containsExactly(0x0A0A0A);
    // The class without an image has one row; the next begins below it.
    assertThat(colours(picture, 120, 198, 128, 60)).containsExactly(WHITE);
    assertThat(colours(picture, 120, 272, 30, 60)).containsExactly(0x1E1E1E);
    assertThat(colours(picture, 120, 336, 30, 60)).containsExactly(0x282828);
    // Marked also where there is no text: a bar, and a ground that goes to the last place.
    assertThat(colours(picture, 8, 122, 3, 64)).containsExactly(0x1F5FBF);
    assertThat(colours(picture, 184, 124, 62, 60)).containsExactly(0xDCE8FA);
  }

  @Test
  void showsFortyClassesAtMost() {
    int[] labels = IntStream.range(0, 345).toArray();
    BufferedImage picture = sheet(plain(labels), 1, 0);
    Map<Integer, Integer> found = histogram(picture);
    for (int i = 0; i < 345; i++) {
      assertThat(found.containsKey(colour(i))).isEqualTo(i < 40);
    }
    assertThat(picture.getHeight()).isEqualTo(60 + 40 * 66 + 24 + 8);
    assertThat(sheet(plain(IntStream.range(0, 40).toArray()), 1, 0).getHeight())
        .isEqualTo(60 + 40 * 66 + 8);
  }

  /**
   * Every image in a class's row is one of that class, pixel for pixel, and none is there twice.
   */
  @Test
  void mnistRowsHoldTheirDigits() {
    Dataset data = Mnist.test();
    Map<ByteBuffer, Integer> known = new HashMap<>();
    for (int i = 0; i < data.size(); i++) {
      known.put(ByteBuffer.wrap(data.image(i)), data.label(i));
    }
    BufferedImage picture = Sheet.of(data, SheetOptions.PLAIN).picture();
    for (int label = 0; label < 10; label++) {
      Set<ByteBuffer> seen = new HashSet<>();
      for (int i = 0; i < 12; i++) {
        byte[] image = new byte[28 * 28];
        for (int at = 0; at < image.length; at++) {
          int x = 120 + i * 60 + at % 28 * 2;
          int y = 60 + label * 62 + at / 28 * 2;
          image[at] = (byte) picture.getRGB(x, y);
        }
        assertThat(known.get(ByteBuffer.wrap(image))).isEqualTo(label);
        seen.add(ByteBuffer.wrap(image));
      }
      assertThat(seen).hasSize(12);
    }
  }

  @Test
  void writesTheSameBytesEachTime() throws IOException {
    Path first = folder.resolve("a.png");
    Path second = folder.resolve("b.png");
    Files.writeString(second, "something else");
    Sheet.write(sheet(plain(0, 1, 0, 1), 2, 9), first);
    Sheet.write(sheet(plain(0, 1, 0, 1), 2, 9), second);
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(histogram(ImageIO.read(first.toFile())))
        .isEqualTo(histogram(sheet(plain(0, 1, 0, 1), 2, 9)));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(first, second);
    }
  }

  @Test
  void refusesWhatCannotBeShown() {
    Dataset empty = new Dataset("empty", 1, 2, 2, new byte[0], new int[0], List.of("a"));
    refused("empty has no images: give data with at least one", empty, SheetOptions.PLAIN);
    Dataset flat = new Dataset("flat", 1, 0, 2, new byte[0], new int[3], List.of("a"));
    refused("flat has no images: give data with at least one", flat, SheetOptions.PLAIN);
    Dataset two = new Dataset("two", 2, 1, 1, new byte[2], new int[1], List.of("a"));
    refused("two has images of 2 channels: a sheet shows those of 1 or 3", two, SheetOptions.PLAIN);
    Augmentations other = Augmentations.of(List.of(), Outside.BLACK, 1, 28, 28);
    refused(
        "an image of 1 x 28 x 28 has 784 bytes, not 3",
        plain(0),
        new SheetOptions(1, 0, Optional.of(other)));
    assertThatThrownBy(() -> new SheetOptions(0, 0, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessage("a sheet shows 1 to 100 images of each class, not 0");
    assertThatThrownBy(() -> Sheet.write(sheet(plain(0), 1, 0), folder.resolve("no/a.png")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("make the folder");
  }

  private static void refused(String message, Dataset data, SheetOptions options) {
    assertThatThrownBy(() -> Sheet.of(data, options))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  /** Images of one pixel, each of a colour of its own, shown as squares of 60. */
  private static Dataset plain(int... labels) {
    byte[] pixels = new byte[labels.length * 3];
    for (int i = 0; i < labels.length; i++) {
      pixels[3 * i] = (byte) (colour(i) >> 16);
      pixels[3 * i + 1] = (byte) (colour(i) >> 8);
      pixels[3 * i + 2] = (byte) colour(i);
    }
    int classes = IntStream.of(labels).max().orElseThrow() + 1;
    return new Dataset("plain", 3, 1, 1, pixels, labels, Collections.nCopies(classes, "class"));
  }

  /** Green above red, which nothing else on a sheet has. */
  private static int colour(int image) {
    return (image >> 8) << 16 | 0xF000 | image & 0xFF;
  }

  private static BufferedImage sheet(Dataset data, int samples, long seed) {
    return Sheet.of(data, new SheetOptions(samples, seed, Optional.empty())).picture();
  }

  private static Map<Integer, Integer> histogram(BufferedImage picture) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & WHITE, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Which images of {@link #plain} cross a row of pixels. */
  private static Set<Integer> images(BufferedImage picture, int y, int count) {
    Set<Integer> found = colours(picture, 0, y, picture.getWidth(), 1);
    Set<Integer> images = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (found.contains(colour(i))) {
        images.add(i);
      }
    }
    return images;
  }

  private static Set<Integer> colours(BufferedImage picture, int x, int y, int width, int height) {
    return histogram(picture.getSubimage(x, y, width, height)).keySet();
  }
}
