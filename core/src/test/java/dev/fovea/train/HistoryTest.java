package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.model.Evaluation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read back, and what is no history is told. */
class HistoryTest {

  private static final String HEADER =
      "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,"
          + "validationLoss,validationAccuracy,learningRate\n";
  private static final List<EpochResult> EPOCHS =
      List.of(
          new EpochResult(
              1,
              0.5,
              0.75,
              Optional.of(new Evaluation(0.25, 3, 4)),
              Optional.of(new Evaluation(1e-5, 1, 2)),
              0.01,
              1234.5,
              2.34567),
          new EpochResult(2, 1e-7, 1, Optional.empty(), Optional.empty(), 1e10, 0.4, 123456.0004));
  private static final String TEXT =
      HEADER
          + "1,0.5,0.75,1.0E-5,0.5,1235,2.346,0.25,0.75,0.01\n"
          + "2,1.0E-7,1.0,,,0,123456.0,,,1.0E10\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("history.csv");
  }

  private History read(String text) throws IOException {
    Files.writeString(file, text);
    return History.read(file);
  }

  @Test
  void aLineOfNamesAndOneForEachEpoch() {
    assertThat(new String(History.of(EPOCHS).csv(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(new String(History.of(List.of()).csv(), StandardCharsets.UTF_8)).isEqualTo(HEADER);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    History history = read(TEXT);
    assertThat(history.rows())
        .containsExactly(
            new History.Row(
                1,
                0.5,
                0.75,
                OptionalDouble.of(1e-5),
                OptionalDouble.of(0.5),
                1235,
                2.346,
                OptionalDouble.of(0.25),
                OptionalDouble.of(0.75),
                0.01),
            new History.Row(
                2,
                1e-7,
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                123456,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1e10));
    assertThat(new String(history.csv(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(history.seconds()).isEqualTo(2.346 + 123456);
    assertThat(read(HEADER).rows()).isEmpty();
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    String turned =
        "more,learningRate,validationAccuracy,validationLoss,seconds,imagesPerSecond,"
            + "testAccuracy,testLoss,trainAccuracy,trainLoss,epoch\r\n"
            + "x,0.01,0.75,0.25,2.346,1235,0.5,1.0E-5,0.75,0.5,1\r\n";
    assertThat(read(turned).rows()).containsExactly(read(TEXT).rows().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "'1,0.5,0.5,,,1,1,,'; has 9 fields, but the first line names 10",
        "'1,NaN,0.5,,,1,1,,,0.1'; the field trainLoss needs a finite number, not \"NaN\"",
        "'1,Infinity,0.5,,,1,1,,,0.1'; the field trainLoss needs a finite number",
        "'1,1e999,0.5,,,1,1,,,0.1'; the field trainLoss needs a finite number, not \"1e999\"",
        "'1,0x1p3,0.5,,,1,1,,,0.1'; the field trainLoss needs a finite number, not \"0x1p3\"",
        "'1,,0.5,,,1,1,,,0.1'; the field trainLoss needs a finite number, not \"\"",
        "'1,0.5,1.5,,,1,1,,,0.1'; the field trainAccuracy needs a number from 0 to 1",
        "'1,0.5,0.5,,-1,1,1,,,0.1'; the field testAccuracy needs a number from 0 to 1",
        "'1,0.5,0.5,,,1,-1,,,0.1'; the field seconds needs a number of at least 0",
        "'1,0.5,0.5,,,x,1,,,0.1'; the field imagesPerSecond needs a finite number, not \"x\"",
        "'1,0.5,0.5,,,1,1,,0.5.5,0.1'; the field validationAccuracy needs a finite number",
        "'2,0.5,0.5,,,1,1,,,0.1'; the field epoch needs 1, not \"2\"",
        "''; has 1 fields, but the first line names 10"
      })
  void damagedLinesAreTold(String line, String message) {
    assertThatThrownBy(() -> read(HEADER + line + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ", line 2")
        .hasMessageContaining(message)
        .hasMessageEndingWith(": give the history.csv of a run");
  }

  @Test
  void otherFilesAreTold() throws IOException {
    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("history.csv does not exist");
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("epoch,loss\n1,2\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lacks the column trainLoss");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(History.MAX_BYTES + 1L);
    }
    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 16777216 bytes");
  }
}
