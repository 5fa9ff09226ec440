package dev.fovea.fuzz;

import dev.fovea.data.InputException;
import dev.fovea.model.ModelFile;
import dev.fovea.model.NetworkFile;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import dev.fovea.sources.SourceOptions;
import dev.fovea.sources.Sources;
import dev.fovea.train.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Every reader of files that may come from strangers. */
final class Readers {

  private static final String DIGITS = "digits-images-idx3-ubyte";
  private static final String LABELS = "digits-labels-idx1-ubyte";

  static final List<Reader> ALL =
      List.of(
          new Reader("idx", DIGITS, Map.of(LABELS, Digits.labels()), data(DIGITS)),
          new Reader("idx-labels", LABELS, Map.of(DIGITS, Digits.images()), data(DIGITS)),
          new Reader("gzip", DIGITS + ".gz", Map.of(LABELS, Digits.labels()), data(DIGITS + ".gz")),
          Reader.ofFile("npy", "array.npy", Readers::asData),
          Reader.ofFile("npz", "arrays.npz", Readers::asData),
          Reader.ofFile("csv", "table.csv", Readers::asData),
          Reader.ofFile("csv-gzip", "table.csv.gz", Readers::asData),
          Reader.ofFile("cifar", "data_batch_1.bin", Readers::asData),
          Reader.ofFile("ndjson", "drawings.ndjson", Readers::asData),
          Reader.ofFile("ndjson-gzip", "drawings.ndjson.gz", Readers::asData),
          new Reader(
              "picture",
              "a/1.png",
              Map.of("b/2.bmp", Digits.bitmap()),
              folder -> asPictures(folder, OptionalInt.of(8))),
          // Alone, so that all others are of its size.
          new Reader(
              "picture-own", "1.png", Map.of(), folder -> asPictures(folder, OptionalInt.empty())),
          new Reader(
              "labels-csv",
              "labels.csv",
              Map.of("1.bmp", Digits.bitmap(), "2.bmp", Digits.bitmap()),
              Readers::asData),
          Reader.ofFile("safetensors", "model.safetensors", ModelFile::read),
          Reader.ofFile("network", "network.json", NetworkFile::read),
          Reader.ofFile("recipe", "recipe.json", RecipeFile::read),
          Reader.ofFile("history", "history.csv", History::read),
          Reader.ofFile("checkpoint", "last.checkpoint", TinyTraining::resume));

  private Readers() {}

  /**
   * The reader of that name.
   *
   * @throws InputException if there is none
   */
  static Reader named(String name) {
    return ALL.stream()
        .filter(reader -> reader.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no reader '%s': choose one of %s"
                        .formatted(
                            name,
                            ALL.stream().map(Reader::name).collect(Collectors.joining(", ")))));
  }

  private static void asData(Path path) {
    Sources.read(path.toString());
  }

  /**
   * With none left out.
   *
   * @param size what they are brought to; empty for their own
   */
  private static void asPictures(Path folder, OptionalInt size) {
    ReadOptions reading =
        new ReadOptions(size, Fit.CROP, Interpolation.AREA, OptionalInt.empty(), true);
    SourceOptions usual = SourceOptions.usual();
    Sources.read(
        folder.toString(),
        new SourceOptions(reading, usual.drawings(), usual.shelf(), usual.progress()));
  }

  private static Consumer<Path> data(String file) {
    return folder -> asData(folder.resolve(file));
  }
}
