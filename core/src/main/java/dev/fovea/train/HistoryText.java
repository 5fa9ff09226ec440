package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The text of {@code history.csv}. */
final class HistoryText {

  private static final String EPOCH = "epoch";
  private static final String TRAIN_LOSS = "trainLoss";
  private static final String TRAIN_ACCURACY = "trainAccuracy";
  private static final String TEST_LOSS = "testLoss";
  private static final String TEST_ACCURACY = "testAccuracy";
  private static final String IMAGES_PER_SECOND = "imagesPerSecond";
  private static final String SECONDS = "seconds";
  private static final String VALIDATION_LOSS = "validationLoss";
  private static final String VALIDATION_ACCURACY = "validationAccuracy";
  private static final String LEARNING_RATE = "learningRate";

  private static final List<String> COLUMNS =
      List.of(
          EPOCH,
          TRAIN_LOSS,
          TRAIN_ACCURACY,
          TEST_LOSS,
          TEST_ACCURACY,
          IMAGES_PER_SECOND,
          SECONDS,
          VALIDATION_LOSS,
          VALIDATION_ACCURACY,
          LEARNING_RATE);

  private HistoryText() {}

  static String write(List<History.Row> rows) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (History.Row row : rows) {
      csv.append(row.epoch()).append(',').append(row.trainLoss()).append(',');
      csv.append(row.trainAccuracy()).append(',').append(text(row.testLoss())).append(',');
      csv.append(text(row.testAccuracy())).append(',');
      csv.append(Math.round(row.imagesPerSecond())).append(',');
      csv.append(Math.round(row.seconds() * 1000) / 1000.0).append(',');
      csv.append(text(row.validationLoss())).append(',');
      csv.append(text(row.validationAccuracy())).append(',');
      csv.append(row.learningRate()).append('\n');
    }
    return csv.toString();
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  static History read(Path file, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      throw new InputException(file + " is empty: give the history.csv of a run");
    }
    List<String> header = Arrays.asList(lines.getFirst().split(",", -1));
    for (String column : COLUMNS) {
      if (!header.contains(column)) {
        throw new InputException(
            "%s lacks the column %s: give the history.csv of a run".formatted(file, column));
      }
    }
    List<History.Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = Arrays.asList(line.split(",", -1));
      String where = "%s, line %d".formatted(file, rows.size() + 2);
      if (fields.size() != header.size()) {
        throw new InputException(
            "%s has %d fields, but the first line names %d: give the history.csv of a run"
                .formatted(where, fields.size(), header.size()));
      }
      rows.add(new Line(where, header, fields).row(rows.size() + 1));
    }
    return new History(rows);
  }

  /**
   * One line of a file.
   *
   * @param where file and number, for messages
   * @param header the names of the fields
   * @param fields as they stand there
   */
  private record Line(String where, List<String> header, List<String> fields) {

    History.Row row(int epoch) {
      if (!text(EPOCH).equals(Integer.toString(epoch))) {
        throw wrong(EPOCH, Integer.toString(epoch));
      }
      return new History.Row(
          epoch,
          number(TRAIN_LOSS),
          share(TRAIN_ACCURACY),
          some(TEST_LOSS) ? OptionalDouble.of(number(TEST_LOSS)) : OptionalDouble.empty(),
          some(TEST_ACCURACY) ? OptionalDouble.of(share(TEST_ACCURACY)) : OptionalDouble.empty(),
          atLeastZero(IMAGES_PER_SECOND),
          atLeastZero(SECONDS),
          some(VALIDATION_LOSS)
              ? OptionalDouble.of(number(VALIDATION_LOSS))
              : OptionalDouble.empty(),
          some(VALIDATION_ACCURACY)
              ? OptionalDouble.of(share(VALIDATION_ACCURACY))
              : OptionalDouble.empty(),
          number(LEARNING_RATE));
    }

    private boolean some(String column) {
      return !text(column).isEmpty();
    }

    private double share(String column) {
      double value = number(column);
      if (!(value >= 0 && value <= 1)) {
        throw wrong(column, "a number from 0 to 1");
      }
      return value;
    }

    private double atLeastZero(String column) {
      double value = number(column);
      if (!(value >= 0)) {
        throw wrong(column, "a number of at least 0");
      }
      return value;
    }

    /** As JSON writes numbers, and Java those of a history: Java itself would also read 0x1p3. */
    private double number(String column) {
      try {
        OptionalDouble value = new Json.Num(text(column)).real();
        if (value.isPresent()) {
          return value.getAsDouble();
        }
      } catch (IllegalArgumentException _) {
        // Said below.
      }
      throw wrong(column, "a finite number");
    }

    private String text(String column) {
      return fields.get(header.indexOf(column));
    }

    private InputException wrong(String column, String wanted) {
      return new InputException(
          "%s: the field %s needs %s, not %s: give the history.csv of a run"
              .formatted(where, column, wanted, Names.quote(text(column))));
    }
  }
}
