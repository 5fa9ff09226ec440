package dev.fovea.sources.strokes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.strokes.StrokeFiles.Unrecognised;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeFilesTest {

  private static final String CAT = line("cat", true, "[[[0,255],[0,99]]]");
  private static final String UNKNOWN_CAT = line("cat", false, "[[[0,9],[0,255]]]");
  private static final String ANT = line("ant", true, "[[[0,255],[0,0]],[[3],[7]]]");

  @TempDir Path folder;

  @Test
  void readsAFile() throws IOException {
    Found found = StrokeFiles.read(file("a.ndjson", CAT, "", UNKNOWN_CAT, ANT), ReadOptions.PLAIN);
    assertThat(found.training().classes()).containsExactly("ant", "cat");
    assertThat(found.training().labels().orElseThrow()).containsExactly(1, 0);
    assertThat(found.training().height()).isEqualTo(28);
    assertThat(found.training().pixels()).hasSize(2 * 784);
    assertThat(found.remarks())
        .containsExactly("1 drawing that the game had not recognised was left out");
    assertThat(found.training().labelled().image(1))
        .isEqualTo(new StrokeRaster(28).draw(DrawingJson.parse(ANT.getBytes(UTF_8))));
  }

  @Test
  void keepsTheUnrecognisedIfAsked() throws IOException {
    Found found =
        StrokeFiles.read(file("a.ndjson", CAT, UNKNOWN_CAT), ReadOptions.PLAIN, Unrecognised.KEEP);
    assertThat(found.training().size()).isEqualTo(2);
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void readsAFolderWithGzipAndTellsOfOtherFiles() throws IOException {
    file("b.ndjson", CAT);
    Files.write(folder.resolve("a.ndjson.gz"), gzip(ANT + "\n" + ANT));
    Files.writeString(folder.resolve("README.md"), "about");
    Files.writeString(folder.resolve(".hidden"), "nothing");
    assertThat(StrokeFiles.recognises(folder)).isTrue();
    Found found = StrokeFiles.read(folder, ReadOptions.PLAIN);
    assertThat(found.training().labels().orElseThrow()).containsExactly(0, 0, 1);
    assertThat(found.remarks())
        .containsExactly(folder + " has 1 file that is no .ndjson and was passed over");
    assertRefused(
        folder, options(OptionalInt.empty(), OptionalInt.empty(), true), "1 file that is no");
  }

  @Test
  void readsOtherSizesAndColour() throws IOException {
    Path file = file("a.ndjson", CAT);
    Found found = StrokeFiles.read(file, options(OptionalInt.of(40), OptionalInt.of(3), false));
    byte[] pixels = found.training().pixels();
    assertThat(pixels).hasSize(3 * 1600);
    byte[] red = Arrays.copyOf(pixels, 1600);
    assertThat(red).contains(255);
    assertThat(Arrays.copyOfRange(pixels, 1600, 3200)).isEqualTo(red);
    assertThat(Arrays.copyOfRange(pixels, 3200, 4800)).isEqualTo(red);
  }

  @Test
  void recognisesOnlyDrawings() throws IOException {
    assertThat(StrokeFiles.recognises(file("x", CAT))).isTrue();
    assertThat(StrokeFiles.recognises(file("a.ndjson", "{\"word\":1}"))).isFalse();
    assertThat(StrokeFiles.recognises(folder.resolve("missing"))).isFalse();
    Files.write(folder.resolve("empty"), new byte[0]);
    assertThat(StrokeFiles.recognises(folder.resolve("empty"))).isFalse();
    Files.write(folder.resolve("zip"), new byte[] {0x1f, (byte) 0x8b, 1});
    assertThat(StrokeFiles.recognises(folder.resolve("zip"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                             | it is no JSON (column 1",
        "[1]                                                  | it is no object",
        "{}                                                   | no \"word\"",
        "{\"word\":\"a\\n\",\"drawing\":[[[1],[1]]]}          | cannot be shown",
        "{\"word\":\"a\"}                                     | no \"drawing\"",
        "{\"word\":\"a\",\"drawing\":[]}                      | has no strokes",
        "{\"word\":\"a\",\"drawing\":[[[],[]]]}               | stroke 1 has no points",
        "{\"word\":\"a\",\"drawing\":[[1,2]]}                 | stroke 1 is not [[x...], [y...]]",
        "{\"word\":\"a\",\"drawing\":[[[1],[1]],[[1,2],[3]]]} | stroke 2 has 2 x but 1 y",
        "{\"word\":\"a\",\"drawing\":[[[1],[1],[0]]]}         | times as in the raw drawings",
        "{\"word\":\"a\",\"drawing\":[[[1],[\"1\"]]]}         | that is no number",
        "{\"word\":\"a\",\"drawing\":[[[NaN],[1]]]}           | it is no JSON",
        "{\"word\":\"a\",\"drawing\":[[[-1],[1]]]}            | coordinate of \"-1\"",
        "{\"word\":\"a\",\"drawing\":[[[256],[1]]]}           | coordinate of \"256\"",
        "{\"word\":\"a\",\"drawing\":[[[1e999],[1]]]}         | coordinate of \"1e999\"",
        "{\"word\":\"a\",\"recognized\":3,\"drawing\":[]}     | neither true nor false",
        "{\"word\":\"a\",\"drawing\":[[[0,25                  | the end of the text",
      })
  void refusesABrokenLine(String line, String reason) throws IOException {
    Path file = file("bad.ndjson", CAT, line);
    assertRefused(file, ReadOptions.PLAIN, file + ": line 2 is no simplified drawing, ", reason);
  }

  @Test
  void countsBlankLines() throws IOException {
    Path file = file("bad.ndjson", "", " \t\r", CAT, "\r", "", "  " + CAT, "bad");
    assertRefused(file, ReadOptions.PLAIN, file + ": line 7 is no simplified drawing, ");
  }

  @Test
  void refusesTooManyPointsAndTooLongLines() throws IOException {
    String many = "0" + ",0".repeat(DrawingJson.MAX_POINTS);
    Path points = file("p.ndjson", line("a", true, "[[[%s],[%s]]]".formatted(many, many)));
    assertRefused(points, ReadOptions.PLAIN, "line 1", "more than 10000 points");
    String million = "0" + ",0".repeat(999_999);
    Path long1 = file("l.ndjson", line("a", true, "[[[%s],[%s]]]".formatted(million, million)));
    assertRefused(long1, ReadOptions.PLAIN, "line 1 is longer than 1048576 bytes");
  }

  @Test
  void refusesWhatIsNotThere() throws IOException {
    assertRefused(folder.resolve("missing"), ReadOptions.PLAIN, "does not exist");
    assertRefused(folder, ReadOptions.PLAIN, "has no drawings");
    assertRefused(file("u.ndjson", UNKNOWN_CAT), ReadOptions.PLAIN, "only drawings that were not");
  }

  @Test
  void refusesCutAndDamagedGzip() throws IOException {
    byte[] whole = gzip((CAT + "\n").repeat(2000));
    Path file = folder.resolve("a.ndjson.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertRefused(file, ReadOptions.PLAIN, "cut off within its gzip data, after line");
    whole[whole.length / 2] ^= 0x55;
    Files.write(file, whole);
    assertThatThrownBy(() -> StrokeFiles.read(file, ReadOptions.PLAIN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refusesMoreThanTheMemoryHolds() {
    Gathered gathered = new Gathered(784, 10 * 784);
    for (int i = 0; i < 5; i++) {
      gathered.add(new byte[784], "a");
    }
    assertThatThrownBy(() -> gathered.add(new byte[784], "a"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 5 images");
  }

  private static void assertRefused(Path path, ReadOptions options, String... parts) {
    assertThatThrownBy(() -> StrokeFiles.read(path, options))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(parts);
  }

  private static ReadOptions options(OptionalInt size, OptionalInt channels, boolean strict) {
    return new ReadOptions(
        size, ReadOptions.Fit.CROP, ReadOptions.Interpolation.AREA, channels, strict);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static String line(String word, boolean recognised, String drawing) {
    return "{\"word\":\"%s\",\"countrycode\":\"AT\",\"recognized\":%b,\"drawing\":%s}"
        .formatted(word, recognised, drawing);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
