package dev.fovea.sources;

import dev.fovea.sources.named.Progress;
import dev.fovea.sources.named.QuickDrawOptions;
import dev.fovea.sources.named.Shelf;
import java.nio.file.Path;

/**
 * How a source is read.
 *
 * @param reading size, channels and strictness
 * @param drawings what is taken of Quick, Draw!
 * @param shelf where named data sets lie and come from
 * @param progress is told of downloads
 */
public record SourceOptions(
    ReadOptions reading, QuickDrawOptions drawings, Shelf shelf, Progress progress) {

  /**
   * Images as they are, the tutorial's drawings, the cache and mirrors that the environment names.
   */
  public static SourceOptions usual() {
    Shelf shelf = Shelf.of(System.getenv(), Path.of(System.getProperty("user.home")));
    return new SourceOptions(ReadOptions.PLAIN, QuickDrawOptions.DEFAULT, shelf, Progress.SILENT);
  }
}
