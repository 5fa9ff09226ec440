package dev.fovea.fuzz;

import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.EpochResult;
import dev.fovea.train.History;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Files that are fine, to begin from: as the project writes them itself, and as other programs
 * wrote those that its tests read.
 */
final class Seeds {

  private static final int LARGEST = 20_000;
  private static final String DRAWINGS = "strokes/drawings.ndjson";
  private static final Optional<Evaluation> MEASURED = Optional.of(new Evaluation(0.25, 3, 4));
  private static final History HISTORY =
      History.of(
          List.of(
              new EpochResult(1, 0.5, 0.75, MEASURED, MEASURED, 0.01, 1234.5, 2.345),
              new EpochResult(2, 0.25, 1, MEASURED, Optional.empty(), 1e-5, 1e5, 0.5)));

  private final Path home;
  private final Path files;
  private final Path scratch;

  /**
   * Seeds of a checkout.
   *
   * @param home the root of the repository
   * @param scratch an empty folder; it is not empty afterwards
   */
  Seeds(Path home, Path scratch) {
    this.home = home;
    this.files = home.resolve("sources/src/test/resources/dev/fovea/sources");
    this.scratch = scratch;
  }

  /** At least one for each of {@link Readers#ALL}. */
  List<byte[]> of(Reader reader) throws IOException {
    return switch (reader.name()) {
      case "idx" -> List.of(Digits.images());
      case "idx-labels" -> List.of(Digits.labels());
      case "gzip" -> List.of(packed(Digits.images()));
      case "npy" -> withEnding("array", ".npy");
      case "npz" -> withEnding("array", ".npz");
      case "csv" -> List.of(Digits.table(), text("5,0,1,2,3\n6,4,5,6,255\n"));
      case "csv-gzip" -> List.of(packed(Digits.table()));
      case "cifar" -> List.of(Digits.cifar());
      case "ndjson" -> firstLines(files.resolve(DRAWINGS));
      case "ndjson-gzip" -> List.of(packed(firstLines(files.resolve(DRAWINGS)).getFirst()));
      case "picture", "picture-own" ->
          withEnding("picture", ".png", ".jpg", ".gif", ".bmp", ".webp");
      case "labels-csv" ->
          List.of(
              text("file,label\n1.bmp,cat\n2.bmp,dog\n"), text("id,label\n1,cat\n2,\"a, b\"\n"));
      case "safetensors" -> List.of(model());
      case "network" -> List.of(Files.readAllBytes(home.resolve("fuzz/seeds/network.json")));
      case "recipe" ->
          Recipes.names().stream().map(name -> text(Recipes.text(name).orElseThrow())).toList();
      case "history" -> List.of(HISTORY.csv(), new History(HISTORY.rows().subList(0, 1)).csv());
      case "checkpoint" -> List.of(checkpoint());
      default -> throw new AssertionError("no seeds for " + reader);
    };
  }

  private List<byte[]> withEnding(String folder, String... endings) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> all = Files.list(files.resolve(folder))) {
      for (Path file : all.sorted().toList()) {
        boolean wanted = Stream.of(endings).anyMatch(file.toString()::endsWith);
        if (wanted && Files.size(file) <= LARGEST) {
          seeds.add(Files.readAllBytes(file));
        }
      }
    }
    return seeds;
  }

  private static List<byte[]> firstLines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(5).map(line -> text(line + "\n")).toList();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private byte[] model() throws IOException {
    float[] numbers = new float[Math.toIntExact(TinyTraining.NETWORK.numberCount())];
    Arrays.fill(numbers, 0.5f);
    Model model =
        new Model(
            TinyTraining.NETWORK, numbers, List.of("a", "b"), Scaling.UNIT, Preparation.RESIZE);
    Path file = scratch.resolve("model.safetensors");
    ModelFile.write(model, file);
    return Files.readAllBytes(file);
  }

  private byte[] checkpoint() throws IOException {
    TinyTraining.stop(scratch);
    return Files.readAllBytes(scratch.resolve("last.checkpoint"));
  }
}
