package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

  /** The start of a scan of one component, with nothing after it. */
  private static final String SCAN = "\u00ff\u00da\u0000\u0008\u0001\u0001\u0000\u0000\u003f\u0000";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void readsExactly(String format) {
    BufferedImage picture = Drawings.plain(31, 17, Color.WHITE);
    picture.setRGB(4, 5, 0xff204080);

    BufferedImage read = Pictures.read(file("a." + format, Drawings.encoded(picture, format)));

    assertThat(read.getWidth()).isEqualTo(31);
    assertThat(read.getHeight()).isEqualTo(17);
    assertThat(read.getRGB(4, 5)).isEqualTo(0xff204080);
    assertThat(read.getRGB(5, 4)).isEqualTo(0xffffffff);
  }

  @Test
  void readsJpeg() {
    BufferedImage picture = Drawings.plain(40, 30, new Color(200, 100, 50));

    BufferedImage read = Pictures.read(file("a.jpg", Drawings.encoded(picture, "jpg")));

    Color colour = new Color(read.getRGB(20, 15));
    assertThat(colour.getRed()).isBetween(195, 205);
    assertThat(colour.getGreen()).isBetween(95, 105);
    assertThat(colour.getBlue()).isBetween(45, 55);
  }

  @Test
  void readsCmykJpeg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      // Four channels of zeros without Adobe's marker: full ink, black.
      Raster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 40, 30, 4, null);
      writer.write(new IIOImage(raster, null, null));
    }
    writer.dispose();

    BufferedImage read = Pictures.read(file("cmyk.jpg", bytes.toByteArray()));

    assertThat(read.getRGB(20, 15)).isEqualTo(0xff000000);
    assertThat(Preparation.RESIZE.apply(read, 3, 1, 1)).containsExactly(0, 0, 0);
  }

  @Test
  void tellsTheFormatByTheBytesAndNotByTheName() {
    byte[] png = Drawings.encoded(Drawings.plain(3, 3, Color.RED), "png");

    assertThat(Pictures.read(file("photo.jpg", png)).getRGB(1, 1)).isEqualTo(0xffff0000);
  }

  @Test
  void refusesWhatIsNoFile() {
    Path none = folder.resolve("none.png");
    assertRefused(none, none + " does not exist: check the path");
    assertRefused(folder, folder + " is a folder: name a file in it");
  }

  @Test
  void refusesAnEmptyFile() {
    Path empty = file("empty.png", new byte[0]);
    assertRefused(empty, empty + " is empty: give a PNG, JPEG, GIF or BMP picture");
  }

  @Test
  void refusesWhatIsNoPicture() {
    Path text = file("text.png", "Not a picture.".getBytes(StandardCharsets.UTF_8));
    assertRefused(text, text + " is no PNG, JPEG, GIF or BMP picture: convert it to one");
    Path letter = file("letter.png", new byte[] {'P'});
    assertRefused(letter, letter + " is no PNG, JPEG, GIF or BMP picture: convert it to one");
    Path idx = file("idx", IdxBytes.file(new byte[6], 0x803, 1, 2, 3));
    assertRefused(idx, idx + " is no PNG, JPEG, GIF or BMP picture: convert it to one");
  }

  @Test
  void refusesAWbmpWhichAnythingMightBe() {
    BufferedImage blackAndWhite = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_BINARY);
    Path wbmp = file("a.wbmp", Drawings.encoded(blackAndWhite, "wbmp"));
    assertRefused(wbmp, wbmp + " is no PNG, JPEG, GIF or BMP picture: convert it to one");
  }

  @ParameterizedTest
  @CsvSource({
    "png, 0.9",
    "png, 0.5",
    "png, 0.05",
    "jpg, 0.9",
    "jpg, 0.5",
    "jpg, 0.05",
    "gif, 0.9",
    "gif, 0.5",
    "gif, 0.05",
    "bmp, 0.9",
    "bmp, 0.5",
    "bmp, 0.05"
  })
  void refusesAPictureThatIsCutOff(String format, double part) {
    byte[] whole =
        Drawings.encoded(
            Drawings.photographed(Drawings.plain(60, 50, Color.BLACK), new Rng(1, 0)), format);
    Path file = file("cut." + format, Arrays.copyOf(whole, (int) (whole.length * part)));
    assertRefused(
        file, file + " is damaged, cut off or of an unusual kind: save it again as a plain PNG");
  }

  @Test
  void refusesAPictureThatIsTooLargeBeforeItIsDecoded() {
    byte[] png = Drawings.encoded(Drawings.plain(3, 3, Color.RED), "png");
    ByteBuffer.wrap(png).putInt(16, 5001).putInt(20, 10_000);
    Path large = file("large.png", png);
    assertRefused(
        large,
        large
            + " has 5001 x 10000 pixels, over the limit of 50 million for a file of its size: make it smaller");
    // A larger file may have so many, and is only found to end before they do.
    Path longer = file("longer.png", Arrays.copyOf(png, 1_000_001));
    assertRefused(
        longer,
        longer + " is damaged, cut off or of an unusual kind: save it again as a plain PNG");
  }

  @Test
  void refusesAJpegOfTooManyScansBeforeItIsDecoded() {
    byte[] jpeg = largeJpeg();
    byte[] end = {(byte) 0xff, (byte) 0xd9};
    byte[] start = Arrays.copyOf(jpeg, jpeg.length - 2);
    Path file = file("scans.jpg", joined(start, SCAN.repeat(24), end));
    assertRefused(
        file,
        file
            + " has 5000 x 5000 pixels in 25 scans, over the limit of 600 million:"
            + " save it again as a plain JPEG");
    Path fewer = file("fewer.jpg", joined(start, SCAN.repeat(23), end));
    assertThatThrownBy(() -> Pictures.read(fewer)).hasMessageContaining("damaged");
  }

  /** As in a small picture of the picture, which cameras leave in it. */
  @Test
  void countsNoScansWithinASegment() {
    byte[] jpeg = largeJpeg();
    String scans = SCAN.repeat(30);
    String segment = "\u00ff\u00e1\u0001" + (char) (2 + scans.length() - 256) + scans;
    byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
    Path file = file("small.jpg", joined(Arrays.copyOf(jpeg, 2), segment, rest));
    assertThatThrownBy(() -> Pictures.read(file)).hasMessageContaining("damaged");
  }

  /** A small one that says that it has 5000 x 5000 pixels. */
  private static byte[] largeJpeg() {
    byte[] jpeg = Drawings.encoded(Drawings.plain(8, 8, Color.RED), "jpg");
    int frame = 0;
    while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 5000).putShort(frame + 7, (short) 5000);
    return jpeg;
  }

  private static byte[] joined(byte[] start, String middle, byte[] end) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(start);
    all.writeBytes(middle.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(end);
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void whateverHappensToAFileReadingGivesAPictureOrAnInputException(String format) {
    byte[] whole =
        Drawings.encoded(Drawings.enlarged(Mnist.test().image(0), 40, 30, 28, 5, 1), format);
    Mutations mutations = new Mutations(whole, 2);
    int read = 0;
    int tries = 1500;
    for (int i = 0; i < tries; i++) {
      Path file = file("mutated", mutations.next());
      try {
        BufferedImage picture = Pictures.read(file);
        assertThat((long) picture.getWidth() * picture.getHeight())
            .isBetween(1L, Pictures.MAX_PIXELS);
        read++;
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith(file.toString()).hasMessageContaining(": ");
      }
    }
    assertThat(read).as("some mutations harm nothing").isBetween(1, tries - 1);
  }

  private Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> Pictures.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
