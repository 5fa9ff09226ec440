package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the simplified drawings of Quick, Draw!, files of lines of JSON ({@code .ndjson}, also in
 * gzip), as the images that {@link StrokeRaster} draws of them. Each word is a class; classes are
 * in the order of their names, whatever the order of the files.
 */
public final class StrokeFiles {

  /** What becomes of drawings that the game did not recognise. Google's own bitmaps have them. */
  public enum Unrecognised {
    /** They are left out. */
    LEAVE_OUT,
    /** They are images like all. */
    KEEP
  }

  private StrokeFiles() {}

  /**
   * Whether a path is such a file, or a folder with at least one {@code .ndjson} or {@code
   * .ndjson.gz} that is. Looks at the first line of one file, and never throws.
   */
  public static boolean recognises(Path fileOrFolder) {
    try {
      List<Path> files =
          Files.isDirectory(fileOrFolder)
              ? StrokeFolder.list(fileOrFolder).files()
              : List.of(fileOrFolder);
      if (files.isEmpty() || !Files.isRegularFile(files.getFirst())) {
        return false;
      }
      try (Lines lines = new Lines(files.getFirst())) {
        byte[] line = lines.next();
        return line != null && looksLikeDrawing(new String(line, StandardCharsets.UTF_8));
      }
    } catch (InputException _) {
      return false;
    }
  }

  private static boolean looksLikeDrawing(String line) {
    return line.stripLeading().startsWith("{")
        && line.contains("\"word\"")
        && line.contains("\"drawing\"");
  }

  /**
   * As {@link #read(Path, ReadOptions, Unrecognised)}, without drawings that were not recognised.
   */
  public static Found read(Path fileOrFolder, ReadOptions options) {
    return read(fileOrFolder, options, Unrecognised.LEAVE_OUT);
  }

  /**
   * Reads a file, or all {@code .ndjson} and {@code .ndjson.gz} of a folder.
   *
   * @param options {@code size} is 28 unless given, {@code channels} 1; {@code strict} refuses a
   *     folder with other files in it; fit and scaling have no meaning for strokes
   * @throws InputException if a line is no drawing, a file cannot be read, no drawing is left, or
   *     the images need more memory than there is
   */
  public static Found read(Path fileOrFolder, ReadOptions options, Unrecognised unrecognised) {
    List<String> remarks = new ArrayList<>();
    List<Path> files = List.of(fileOrFolder);
    if (Files.isDirectory(fileOrFolder)) {
      StrokeFolder folder = StrokeFolder.list(fileOrFolder);
      files = folder.files();
      folder.remark(options.strict()).ifPresent(remarks::add);
    }
    StrokeReader reader = new StrokeReader(options, unrecognised);
    files.forEach(reader::read);
    reader.leftOut().ifPresent(remarks::add);
    Images images = reader.images(fileOrFolder.toString());
    String description =
        "simplified drawings of Quick, Draw!, %d %s"
            .formatted(images.classes().size(), images.classes().size() == 1 ? "class" : "classes");
    return new Found(description, images, Optional.empty(), remarks);
  }
}
