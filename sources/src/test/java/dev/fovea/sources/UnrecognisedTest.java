package dev.fovea.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is called like data but is none is told by the reader of its kind. */
class UnrecognisedTest {

  @TempDir private Path folder;

  private String message(Path path) {
    String[] said = new String[1];
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Sources.read(path.toString()))
        .satisfies(e -> said[0] = e.getMessage());
    return said[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.npy                   | junk            | is no npy array: it does not start as one",
        "a.npy                   |                 | is no npy array: it does not start as one",
        "a.npz                   | junk            | is damaged (zip:",
        "a.ndjson                | junk            | line 1 is no simplified drawing",
        "a.ndjson                |                 | no drawing",
        "a.csv                   |                 | is empty: fetch it again",
        "a.csv                   | junk            | is no table",
        "a.csv.gz                | junk            | is no table",
        "t10k-images-idx3-ubyte  | junk            | starts with 0x6A756E6B instead of 0x00000803",
        "data_batch_1.bin        | junk            | ends within image 0, after 4 bytes",
        "anything                | junk            | cannot be read: give a folder of pictures",
      })
  void aFileIsToldByTheReaderOfItsKind(String name, String text, String words) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text == null ? "" : text);
    Files.writeString(folder.resolve("t10k-labels-idx1-ubyte"), "labels");
    assertThat(message(file)).startsWith(folder.toString()).contains(words);
  }

  @Test
  void aFolderIsToldByTheReaderOfItsFirstFile() throws IOException {
    Files.writeString(folder.resolve("train-images-idx3-ubyte"), "junk");
    Files.writeString(folder.resolve("train-labels-idx1-ubyte"), "junk");
    assertThat(message(folder)).contains("train-images-idx3-ubyte is no idx file of images");
  }

  @Test
  void aTextThatIsNoTable() throws IOException {
    Path table = folder.resolve("a.csv");
    Files.write(table, "label,p0,p1,p2,p3\n1,2,3,4,5\n".getBytes(StandardCharsets.UTF_16));
    assertThat(message(table)).contains("UTF-8");
    Path packed = folder.resolve("b.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(new byte[0]);
    }
    assertThat(message(packed)).contains("is empty");
  }

  @Test
  void aLabelThatIsNone() throws IOException {
    byte[] records = new byte[2 * 3073];
    records[3073] = 10;
    Files.write(folder.resolve("data_batch_1.bin"), records);
    assertThat(message(folder)).contains("data_batch_1.bin gives image 1 the label 10");
  }

  @Test
  void aTableInAFolder() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "label,p0,p1,p2,p3\n1,2,3,4,5\n");
    assertThat(message(folder)).contains("name the table itself, as", "train.csv");
  }

  @Test
  void onePicture() throws IOException {
    Path picture = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    assertThat(message(picture)).contains("is one picture", "give the folder");
  }
}
