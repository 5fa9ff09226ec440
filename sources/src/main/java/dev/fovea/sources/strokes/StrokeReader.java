package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.strokes.StrokeFiles.Unrecognised;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads files of drawings one after the other, a line at a time, into images. */
final class StrokeReader {

  private final Unrecognised unrecognised;
  private final int side;
  private final int channels;
  private final StrokeRaster raster;
  private final Gathered gathered;
  private long leftOut;

  StrokeReader(ReadOptions options, Unrecognised unrecognised) {
    this.unrecognised = unrecognised;
    this.side = options.size().orElse(StrokeRaster.GOOGLES_SIDE);
    this.channels = options.channels().orElse(1);
    this.raster = new StrokeRaster(side);
    this.gathered = new Gathered(channels * side * side, Runtime.getRuntime().maxMemory());
  }

  /**
   * Reads one file.
   *
   * @throws InputException if a line is no drawing, or the file cannot be read
   */
  void read(Path file) {
    try (Lines lines = new Lines(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        add(parse(line, file, lines.number()));
      }
    }
  }

  private static Drawing parse(byte[] line, Path file, long number) {
    try {
      return DrawingJson.parse(line);
    } catch (InputException e) {
      throw new InputException(
          "%s: line %d is no simplified drawing, %s: mend or remove that line, or fetch the file again"
              .formatted(file, number, e.getMessage()),
          e);
    }
  }

  private void add(Drawing drawing) {
    if (!drawing.recognised() && unrecognised == Unrecognised.LEAVE_OUT) {
      leftOut++;
      return;
    }
    byte[] gray = raster.draw(drawing);
    byte[] image = gray;
    if (channels > 1) {
      image = Arrays.copyOf(gray, channels * gray.length);
      for (int c = 1; c < channels; c++) {
        System.arraycopy(gray, 0, image, c * gray.length, gray.length);
      }
    }
    gathered.add(image, drawing.word());
  }

  /** A sentence about drawings that were left out, if there are any. */
  Optional<String> leftOut() {
    return leftOut == 0
        ? Optional.empty()
        : Optional.of(
            "%d %s that the game had not recognised %s left out"
                .formatted(
                    leftOut, leftOut == 1 ? "drawing" : "drawings", leftOut == 1 ? "was" : "were"));
  }

  /**
   * All images so far.
   *
   * @throws InputException if there are none
   */
  Images images(String name) {
    if (gathered.size() == 0) {
      throw new InputException(
          leftOut == 0
              ? name + " has no drawings: give .ndjson files with a drawing in each line"
              : "%s has only drawings that were not recognised, %d of them: ask to keep these"
                  .formatted(name, leftOut));
    }
    return gathered.images(name, channels, side);
  }
}
