package dev.fovea.sources;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Split;
import dev.fovea.sources.array.ArrayFiles;
import dev.fovea.sources.cifar.CifarFiles;
import dev.fovea.sources.idx.IdxFiles;
import dev.fovea.sources.named.Catalogue;
import dev.fovea.sources.named.NamedSet;
import dev.fovea.sources.named.QuickDrawOptions;
import dev.fovea.sources.picture.PictureFolder;
import dev.fovea.sources.strokes.StrokeFiles;
import dev.fovea.sources.table.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Finds out what a name or a path stands for, and reads it. */
public final class Sources {

  private Sources() {}

  /**
   * Reads a data set.
   *
   * @param data the name of one of {@link Catalogue#all()}, or a file or folder; a file that is
   *     called like a data set is {@code ./NAME}
   * @throws InputException if it is neither, or cannot be read; for a single picture, too, which is
   *     no data set
   */
  public static Found read(String data, SourceOptions options) {
    Found found =
        isNamed(data)
            ? options.shelf().load(data, options.drawings(), options.progress())
            : ofPath(data, Path.of(data), options.reading());
    return new Found(
        found.description(),
        Fitting.fit(found.training(), options.reading()),
        found.test().map(test -> Fitting.fit(test, options.reading())),
        found.remarks());
  }

  /**
   * Reads a data set as it comes; a named one from the usual cache and mirrors.
   *
   * @param data see {@link #read(String, SourceOptions)}
   * @throws InputException if it cannot be read
   */
  public static Found read(String data) {
    return read(data, SourceOptions.usual());
  }

  /**
   * The same, for training and for test. Where the data has no part for test, a seventh of each
   * class is set apart.
   *
   * @throws InputException if it cannot be read, or has no labels
   */
  public static Split load(String data) {
    Found found = read(data);
    Dataset training = found.training().labelled();
    return found
        .test()
        .map(test -> new Split(training, test.labelled()))
        .orElseGet(
            () ->
                Split.stratified(
                    training,
                    QuickDrawOptions.DEFAULT.testShare(),
                    QuickDrawOptions.DEFAULT.seed()));
  }

  /** Whether this is the name of a data set, whatever files there are. */
  public static boolean isNamed(String data) {
    return Catalogue.all().stream().anyMatch(set -> set.name().equalsIgnoreCase(data));
  }

  private static Found ofPath(String data, Path path, ReadOptions options) {
    if (data.isBlank()) {
      throw new InputException("the data has no name: give a data set, a file or a folder (. too)");
    }
    if (!Files.exists(path)) {
      String names = Catalogue.all().stream().map(NamedSet::name).collect(Collectors.joining(", "));
      throw new InputException(
          "%s is neither a data set nor a file: choose one of %s, or check the path"
              .formatted(data, names));
    }
    // Those first that begin with numbers of their own; almost any text could be a table.
    if (IdxFiles.recognises(path)) {
      return IdxFiles.read(path);
    }
    if (ArrayFiles.recognises(path)) {
      return ArrayFiles.read(path, options);
    }
    if (StrokeFiles.recognises(path)) {
      return StrokeFiles.read(path, options);
    }
    if (CifarFiles.recognises(path)) {
      return CifarFiles.read(path, options);
    }
    if (PictureFolder.recognises(path)) {
      return PictureFolder.read(path, options);
    }
    if (TableFiles.recognises(path)) {
      return TableFiles.read(path, options);
    }
    throw Unrecognised.of(path);
  }
}
