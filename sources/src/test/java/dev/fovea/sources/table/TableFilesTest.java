package dev.fovea.sources.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.fovea.data.InputException;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of 2 x 2 pixels, written in every way. */
class TableFilesTest {

  @TempDir Path folder;

  private Path write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("t.csv"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Images read(String text) {
    Path file = write(text);
    assertThat(TableFiles.recognises(file)).isTrue();
    return TableFiles.read(file, ReadOptions.PLAIN).training();
  }

  private static final String KAGGLE =
      """
      label,pixel0,pixel1,pixel2,pixel3
      7,0,1,2,3
      0,4,5,6,255
      """;

  /** What all tables here hold. */
  private static void isKaggle(Images images) {
    assertThat(images.pixels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 255);
    assertThat(images.height()).isEqualTo(2);
    assertThat(images.width()).isEqualTo(2);
    assertThat(images.channels()).isEqualTo(1);
    assertThat(images.labelled().labels()).containsExactly(7, 0);
    assertThat(images.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void theUsual() {
    isKaggle(read(KAGGLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void delimiters(String delimiter) {
    isKaggle(read(KAGGLE.replace(",", delimiter)));
  }

  @Test
  void linesAndQuotes() throws IOException {
    isKaggle(read(KAGGLE.replace("\n", "\r\n")));
    isKaggle(read(KAGGLE.replace("\n", "\r")));
    isKaggle(read(KAGGLE.strip()));
    isKaggle(read("\n\n" + KAGGLE.replace("\n", "\n\n")));
    isKaggle(read("\ufeff" + KAGGLE));
    isKaggle(read(KAGGLE.replaceAll("(\\w+)", "\"$1\"")));
    isKaggle(read(KAGGLE.replace(",", " , ")));
    isKaggle(read(KAGGLE.replaceAll("(?m)^(\\d),(\\d+),(\\d+)", "$1.0,$2.0,$3.")));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(KAGGLE.getBytes(StandardCharsets.UTF_8));
    }
    Path file = write(packed.toByteArray());
    assertThat(TableFiles.recognises(file)).isTrue();
    isKaggle(TableFiles.read(file, ReadOptions.PLAIN).training());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pixel1,pixel0,label,pixel3,pixel2\n1,0,7,3,2\n5,4,0,255,6\n",
        "p1,p2,p3,p4,Target\n0,1,2,3,7\n4,5,6,255,0\n",
        "1x1,1x2,2x1,2x2,y\n0,1,2,3,7\n4,5,6,255,0\n",
        "class,1x2,1x1,2x2,2x1\n7,1,0,3,2\n0,5,4,255,6\n",
        "id,label,pixel_0,pixel_1,pixel_2,pixel_3\nx,7,0,1,2,3\n9,0,4,5,6,255\n",
        "label,0,1,2,3\n7,0,1,2,3\n0,4,5,6,255\n",
        ",a,b,c,d,label\n0,0,1,2,3,7\n1,4,5,6,255,0\n",
        "7,0,1,2,3\n0,4,5,6,255\n",
      })
  void columns(String text) {
    isKaggle(read(text));
  }

  @Test
  void withoutLabels() {
    for (String text :
        new String[] {"pixel0,pixel1,pixel2,pixel3\n9,8,7,6\n", "9,8,7,6\n", "\n9,8,7,6\r"}) {
      Images images = read(text);
      assertThat(images.pixels()).containsExactly(9, 8, 7, 6);
      assertThat(images.labels()).isEmpty();
      assertThat(images.classes()).isEmpty();
    }
  }

  @Test
  void columnsThatAreCounted() {
    String line = "9,8,7,6,5,4,3,2,1,0,1,2,3,4,5,6\n";
    assertThat(read("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n" + line).size()).isEqualTo(1);
    assertThat(read("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n" + line).size()).isEqualTo(1);
    assertThat(read(line + line).size()).isEqualTo(2);
    assertThat(read("1,2,3,4\n").size()).isEqualTo(1);
  }

  @Test
  void textLabels() {
    Images images = read("owl,1,2,3,4\n\"cat, \"\"big\"\"\",5,6,7,8\nowl,9,9,9,9\n");
    assertThat(images.classes()).containsExactly("cat, \"big\"", "owl");
    assertThat(images.labelled().labels()).containsExactly(1, 0, 1);
    assertThat(read("-1,1,2,3,4\n1,5,6,7,8\n").classes()).containsExactly("-1", "1");
  }

  @Test
  void aLabelThatIsOnlyBelievedToBeOneIsTold() {
    assertThat(TableFiles.read(write("3,1,2,3,4\n"), ReadOptions.PLAIN).remarks())
        .singleElement(STRING)
        .contains("t.csv has no names of columns: the first is taken for the label");
    for (String told : List.of("owl,1,2,3,4\n", "label,p0,p1,p2,p3\n3,1,2,3,4\n", "1,2,3,4\n")) {
      assertThat(TableFiles.read(write(told), ReadOptions.PLAIN).remarks()).isEmpty();
    }
  }

  /** Else two names that differ in one such letter would be one class. */
  @Test
  void aNameThatIsNoUtf8() {
    Path file =
        write("label,p0,p1,p2,p3\ngr\u00fcn,1,2,3,4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TableFiles.read(file, ReadOptions.PLAIN))
        .withMessage(file + ", line 2, column 1: the text is no UTF-8; save the table as UTF-8");
  }

  @Test
  void colour() {
    Images images =
        read("label,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11\n0,1,2,3,4,5,6,7,8,9,10,11,12\n");
    assertThat(images.channels()).isEqualTo(3);
    assertThat(images.pixels()).containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
  }

  @Test
  void anOblong() {
    Images images = read("label,0x0,0x1,0x2,1x0,1x1,1x2\n0,1,2,3,4,5,6\n");
    assertThat(images.height()).isEqualTo(2);
    assertThat(images.width()).isEqualTo(3);
  }

  @Test
  void fractions() {
    assertThat(read("1,0.5,1,0,0.25\n0,0,0,1.0,1e-1\n").pixels())
        .containsExactly(128, 255, 0, 64, 0, 0, 255, 26);
    assertThat(read("1,0.5,1,0,0.25\n0,0,0,2,254.5\n").pixels())
        .containsExactly(1, 1, 0, 0, 0, 0, 2, 255);
    assertThat(read("1,0,1,0,1\n").pixels()).containsExactly(0, 1, 0, 1);
    assertThat(read("1,0.0,1.0,0.0,1.0\n").pixels()).containsExactly(0, 255, 0, 255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3,4,5/1,2,3,4 | , line 2, column 4: the line ends after 4 of the 5 columns",
        "1,2,3,4,5/1,2,3,4,5,6 | , line 2, column 6: there are more columns than the 5",
        "1,2,3,4,5/1,2,abc,4,5 | , line 2, column 3: 'abc' is no number from 0 to 255",
        "1,2,3,4,5//1,2,NaN,4,5 | , line 3, column 3: 'NaN' is no number from 0 to 255",
        "1,2,3,4,256 | , line 1, column 5: '256' is no number from 0 to 255",
        "1,2,3,-1,5 | , line 1, column 4: '-1' is no number from 0 to 255",
        "1,2,3,4,99999999999 | , line 1, column 5: '99999999999' is no number",
        "1,2,3,1e999,5 | , line 1, column 4: '1e999' is no number",
        "1,2,3,0x1p0,5 | , line 1, column 4: '0x1p0' is no number",
        "1,2,3,,5 | , line 1, column 4: '' is no number",
        "a,1,2,3,4/,1,2,3,4 | , line 2, column 1: the label is missing",
        "1,2,3,4,\"5 | , line 1, column 5: a quote is not closed",
        "label,p0,p1,p2,p3 | has names of columns and no line of pixels",
        "label,y,p0,p1,p2,p3 | has two columns for the label, 'label' and 'y'",
        "label,p0,p1,p2,p3,colour | , line 1, column 6: 'colour' is neither a pixel nor the label",
        "label,p0,p1,p2,p4/1,1,1,1,1 | , line 1, column 5: the pixels' names do not count",
        "label,p0,p1,p2,p2/1,1,1,1,1 | , line 1, column 5: the pixels' names do not count",
        "label,1x1,1x2,2x1/1,1,1,1 | has 3 columns of pixels: an image is a square",
        "label,p0,p1/1,1,1 | has 2 columns of pixels: an image is a square",
        "1,2,3,4,5,6,7 | has 7 columns without names: an image is a square",
        "hello | there is no comma, semicolon or tab in its first line",
        "'' | is empty: fetch it again",
        "// | is empty: fetch it again",
      })
  void refused(String text, String words) {
    Path file = write(text.replace('/', '\n'));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TableFiles.read(file, ReadOptions.PLAIN))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void whatIsNoTable() throws IOException {
    for (String text :
        new String[] {"", "hello", "path,label\na.png,1\n", "{\"a\":1,\"b\":[2,3,4,5,6,7,8]}\n"}) {
      assertThat(TableFiles.recognises(write(text))).as(text).isFalse();
    }
    assertThat(TableFiles.recognises(write(new byte[] {1, ',', 2, ',', 3, ',', 4, ','}))).isFalse();
    assertThat(TableFiles.recognises(folder)).isFalse();
    assertThat(TableFiles.recognises(folder.resolve("none.csv"))).isFalse();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TableFiles.read(folder.resolve("none.csv"), ReadOptions.PLAIN))
        .withMessageContaining("does not exist");
    Path utf16 = write(KAGGLE.getBytes(StandardCharsets.UTF_16));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TableFiles.read(utf16, ReadOptions.PLAIN))
        .withMessageContaining("is UTF-16 text: save it as UTF-8");
  }

  /** Fields that lie across the end of the reader's buffer of 64 KiB. */
  @Test
  void moreThanABuffer() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i % 10)
          .append(",0,")
          .append(i % 256)
          .append(",255,")
          .append(i / 256)
          .append('\n');
    }
    Images images = read(text.toString());
    assertThat(images.size()).isEqualTo(20_000);
    for (int i = 0; i < 20_000; i++) {
      assertThat(images.labels().orElseThrow()[i]).isEqualTo(i % 10);
      byte[] image = images.labelled().image(i);
      if (image[1] != (byte) i || image[2] != -1 || image[3] != (byte) (i / 256)) {
        throw new AssertionError("image " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void survivesDamage(boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
      out.write((KAGGLE + "\"3\",0.5,1.0,2,3e0\r\n").getBytes(StandardCharsets.UTF_8));
    }
    int read =
        Mutations.survive(
            bytes.toByteArray(),
            folder.resolve("m.csv"),
            400,
            path -> {
              // Whatever it says, it must say it.
              TableFiles.recognises(path);
              return TableFiles.read(path, ReadOptions.PLAIN);
            });
    assertThat(read).isBetween(1, 399);
  }
}
