package dev.fovea.sources.picture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.data.PictureBytes;
import dev.fovea.data.Pictures;
import dev.fovea.data.Rng;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {

  @TempDir private Path folder;

  /** The tolerance: two decoders of JPEG or lossy WebP round, and enlarge colours, differently. */
  @ParameterizedTest
  @CsvSource({
    "plain.jpg, 2",
    "subsampled.jpg, 16",
    "progressive.jpg, 2",
    "gray.jpg, 2",
    "profile.jpg, 2",
    "cmyk.jpg, 2",
    "cmyk-profile.jpg, 2",
    "ycck.jpg, 3",
    "turned-1.jpg, 2",
    "turned-2.jpg, 2",
    "turned-3.jpg, 2",
    "turned-4.jpg, 2",
    "turned-5.jpg, 2",
    "turned-6.jpg, 2",
    "turned-7.jpg, 2",
    "turned-8.jpg, 2",
    "lossless.webp, 0",
    "lossy.webp, 16",
    "turned.webp, 0",
    "profile.webp, 0",
    "faded.webp, 1",
    "faded.png, 1",
    "animated.webp, 0",
    "animated.gif, 0",
    "plain.bmp, 0",
    "palette.png, 0"
  })
  void readsWhatPillowReads(String name, int tolerance) {
    BufferedImage expected = Fixtures.decoded(name + ".expected.png");

    BufferedImage read = PictureFile.read(Fixtures.copy(name, folder));

    assertThat(read.getWidth()).isEqualTo(expected.getWidth());
    assertThat(read.getHeight()).isEqualTo(expected.getHeight());
    byte[] bytes = PictureBytes.of(read, 3);
    assertThat(Fixtures.difference(bytes, Fixtures.expected(name + ".expected.png")))
        .isLessThanOrEqualTo(tolerance);
    assertThat(Fixtures.meanDifference(bytes, Fixtures.expected(name + ".expected.png")))
        .isLessThanOrEqualTo(tolerance / 4.0);
  }

  @Test
  void tellsTheFormatByTheBytesAndNotByTheName() {
    Path file = Fixtures.write(folder.resolve("photo.jpg"), Fixtures.bytes("lossless.webp"));
    assertThat(PictureFile.read(file).getWidth()).isEqualTo(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"faded.png", "plain.jpg", "progressive.jpg", "plain.bmp", "animated.gif"})
  void refusesAPictureThatIsCutOff(String name) {
    // The first of the two frames of the GIF ends at about a half.
    assertCutOffIsRefused(name, 0.1, 0.3, 0.4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lossy.webp", "faded.webp"})
  void refusesAWebpThatIsCutOff(String name) {
    assertCutOffIsRefused(name, 0.1, 0.3, 0.5, 0.7, 0.9);
  }

  private void assertCutOffIsRefused(String name, double... parts) {
    byte[] whole = Fixtures.bytes(name);
    for (double part : parts) {
      Path cut = folder.resolve("cut");
      Fixtures.write(cut, Arrays.copyOf(whole, (int) (whole.length * part)));
      assertRefused(
          cut, cut + " is damaged, cut off or of an unusual kind: save it again as a plain PNG");
    }
  }

  @Test
  void refusesWhatIsNoPicture() {
    Path text = write("text.png", "Not a picture.");
    assertRefused(
        text, text + " is no PNG, JPEG, GIF, BMP or WebP picture: convert it to one, or remove it");
    Path empty = write("empty.png", "");
    assertRefused(
        empty, empty + " is empty: give a PNG, JPEG, GIF, BMP or WebP picture, or remove it");
    Path none = folder.resolve("none.png");
    assertRefused(none, none + " does not exist: check the path");
    assertRefused(folder, folder + " is a folder: name a file in it");
  }

  @Test
  void refusesAGifWithoutFrames() {
    byte[] header = Arrays.copyOf("GIF89a".getBytes(StandardCharsets.US_ASCII), 14);
    ByteBuffer.wrap(header).put(6, (byte) 4).put(8, (byte) 4).put(13, (byte) ';');
    Path gif = Fixtures.write(folder.resolve("none.gif"), header);
    assertRefused(
        gif, gif + " is damaged, cut off or of an unusual kind: save it again as a plain PNG");
  }

  @Test
  void refusesHugePicturesBeforeTheyAreDecoded() {
    byte[] png = Fixtures.png(3, 3, 0);
    ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
    Path large = Fixtures.write(folder.resolve("large.png"), png);
    assertRefused(
        large,
        large
            + " has 50000 x 50000 pixels, over the limit of 50 million for a file of its size: make it smaller");
    byte[] jpeg = Fixtures.bytes("plain.jpg");
    int frame = 0;
    while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 50_000).putShort(frame + 7, (short) 50_000);
    Path largeJpeg = Fixtures.write(folder.resolve("large.jpg"), jpeg);
    assertRefused(
        largeJpeg,
        largeJpeg
            + " has 50000 x 50000 pixels, over the limit of 50 million for a file of its size: make it smaller");
  }

  /** All of one colour, it needs no bits for its pixels: its reader looks beyond the end. */
  @Test
  void readsAWebpThatEndsBeforeItsPixels() {
    String hex = "5249464618000000574542505650384c0c0000002f2bc131002858010bd2ff00";
    Path file = Fixtures.write(folder.resolve("plain.webp"), HexFormat.of().parseHex(hex));
    BufferedImage picture = PictureFile.read(file);
    assertThat(picture.getWidth()).isEqualTo(300);
    assertThat(picture.getHeight()).isEqualTo(200);
    assertThat(picture.getRGB(299, 199)).isEqualTo(0xff806020);
  }

  @Test
  void refusesALargeWebpBeforeItIsDecoded() {
    byte[] webp = Fixtures.bytes("lossy.webp");
    // The sizes stand behind the start code of the only frame.
    ByteBuffer.wrap(webp)
        .order(LITTLE_ENDIAN)
        .putShort(26, (short) 5000)
        .putShort(28, (short) 4001);
    Path large = Fixtures.write(folder.resolve("large.webp"), webp);
    assertRefused(
        large,
        large
            + " has 5000 x 4001 pixels, over the limit of 20 million for a file of its size: make it smaller");
  }

  /** A mutated WebP may promise 20 million pixels, and take a second: fewer of these. */
  @Timeout(60)
  @ParameterizedTest
  @CsvSource({
    "turned-6.jpg, 80",
    "progressive.jpg, 80",
    "cmyk-profile.jpg, 80",
    "lossy.webp, 80",
    "faded.webp, 25",
    "profile.webp, 25",
    "turned.webp, 20",
    "animated.webp, 20",
    "faded.png, 80",
    "animated.gif, 80",
    "plain.bmp, 80"
  })
  void whateverHappensToAFileReadingGivesAPictureOrAnInputException(String name, int tries) {
    byte[] whole = Fixtures.bytes(name);
    Rng random = new Rng(4, 0);
    int read = 0;
    Path file = folder.resolve("mutated");
    for (int i = 0; i < tries; i++) {
      Fixtures.write(file, mutated(whole, random));
      try {
        BufferedImage picture = PictureFile.read(file);
        assertThat((long) picture.getWidth() * picture.getHeight())
            .isBetween(1L, Pictures.MAX_PIXELS);
        read++;
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith(file.toString()).hasMessageContaining(": ");
      }
    }
    assertThat(read).as("some mutations harm nothing").isBetween(1, tries - 1);
  }

  /** One to eight bytes replaced, half of them in the header, or the end cut off. */
  private static byte[] mutated(byte[] file, Rng random) {
    byte[] bytes = file.clone();
    if (random.nextInt(5) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    int hits = 1 + random.nextInt(8);
    for (int i = 0; i < hits; i++) {
      int within = random.nextInt(2) == 0 ? Math.min(80, bytes.length) : bytes.length;
      bytes[random.nextInt(within)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private Path write(String name, String text) {
    return Fixtures.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
