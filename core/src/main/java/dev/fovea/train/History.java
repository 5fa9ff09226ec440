package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a training went, as {@code history.csv} holds it.
 *
 * @param rows one for each whole epoch, in order; empty before the first
 */
public record History(List<Row> rows) {

  /** A file of more bytes is no history: about 200,000 epochs would fit. */
  public static final int MAX_BYTES = 16 << 20;

  /** Copies the rows. */
  public History {
    rows = List.copyOf(rows);
  }

  /**
   * One epoch, as {@link EpochResult} has it.
   *
   * @param epoch its number, from 1
   * @param trainLoss mean loss of its training images
   * @param trainAccuracy part of them that was predicted right, from 0 to 1
   * @param testLoss mean cross-entropy of a test image, where they were measured
   * @param testAccuracy part of them that was predicted right
   * @param imagesPerSecond training images a second; a file has it rounded to a whole number
   * @param seconds how long the epoch took with all of it; a file has it to a thousandth
   * @param validationLoss mean cross-entropy of a validation image, where there are any
   * @param validationAccuracy part of them that was predicted right
   * @param learningRate of the epoch's last step
   */
  public record Row(
      int epoch,
      double trainLoss,
      double trainAccuracy,
      OptionalDouble testLoss,
      OptionalDouble testAccuracy,
      double imagesPerSecond,
      double seconds,
      OptionalDouble validationLoss,
      OptionalDouble validationAccuracy,
      double learningRate) {

    private static Row of(EpochResult e) {
      return new Row(
          e.epoch(),
          e.trainLoss(),
          e.trainAccuracy(),
          loss(e.test()),
          accuracy(e.test()),
          e.imagesPerSecond(),
          e.seconds(),
          loss(e.validation()),
          accuracy(e.validation()),
          e.learningRate());
    }

    private static OptionalDouble loss(Optional<Evaluation> evaluation) {
      return evaluation.map(e -> OptionalDouble.of(e.loss())).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble accuracy(Optional<Evaluation> evaluation) {
      return evaluation.map(e -> OptionalDouble.of(e.accuracy())).orElse(OptionalDouble.empty());
    }
  }

  /** Of the epochs of a training. */
  public static History of(List<EpochResult> epochs) {
    return new History(epochs.stream().map(Row::of).toList());
  }

  /**
   * Reads the {@code history.csv} of a run. Its columns are found by their names, so that they may
   * stand in another order and beside others.
   *
   * @throws InputException if the file cannot be read, is larger than {@link #MAX_BYTES}, or holds
   *     no history; the message names the file, the line and what is needed there
   */
  public static History read(Path csv) {
    InputFiles.requireRegular(csv);
    byte[] bytes;
    try (InputStream in = InputFiles.open(csv)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw InputFiles.unreadable(csv, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new InputException(
          "%s has more than %d bytes, more than any history needs: check the file"
              .formatted(csv, MAX_BYTES));
    }
    return HistoryText.read(csv, new String(bytes, StandardCharsets.UTF_8));
  }

  /** The bytes of {@code history.csv}: a line of names, then one for each epoch. */
  public byte[] csv() {
    return HistoryText.write(rows).getBytes(StandardCharsets.UTF_8);
  }

  /** Seconds of all epochs together. */
  public double seconds() {
    return rows.stream().mapToDouble(Row::seconds).sum();
  }
}
