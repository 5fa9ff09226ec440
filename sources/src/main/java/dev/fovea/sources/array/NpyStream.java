package dev.fovea.sources.array;

import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.sources.values.ClassNames;
import dev.fovea.sources.values.ImageShape;
import dev.fovea.sources.values.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The images of a folder of npy files that is larger than the memory: the folders that {@link
 * NpyFolder} reads, with its classes, as long as images are uint8 in C order.
 *
 * <p>Images with labels beside them come in the order of their file; their labels are in memory,
 * four bytes each. Files of one class each are interleaved, so that every stretch holds each class
 * in its proportion; within a class the order is the file's.
 */
public final class NpyStream implements ImageStream {

  private final String name;
  private final String description;
  private final List<String> remarks;
  private final List<String> classes;
  private final RowParts parts;

  private NpyStream(
      String name, String description, List<String> remarks, List<String> classes, RowParts parts) {
    this.name = name;
    this.description = description;
    this.remarks = List.copyOf(remarks);
    this.classes = List.copyOf(classes);
    this.parts = parts;
  }

  /** Whether a folder can be opened; only headers are read, and it is never an error. */
  public static boolean recognises(Path folder) {
    try {
      return Files.isDirectory(folder) && bytes(folder) > 0;
    } catch (InputException _) {
      return false;
    }
  }

  /**
   * Whether a folder should be opened as a stream and not be read: it can, and its pixels, those of
   * a test part too, would take more than a third of the memory of this JVM.
   */
  public static boolean shouldOpen(Path folder) {
    return recognises(folder) && bytes(folder) > Runtime.getRuntime().maxMemory() / 3;
  }

  /** Like {@link #open(Path, boolean)}, not strict. */
  public static NpyStream open(Path folder) {
    return open(folder, false);
  }

  /**
   * Opens what is to be trained on. Files stay open until this is closed.
   *
   * @param strict whether a file that is no npy array is an error, and not only told
   * @throws InputException if there is no npy file, one is damaged or not uint8 in C order, labels
   *     are none, or images differ in size
   */
  public static NpyStream open(Path folder, boolean strict) {
    List<String> remarks = new ArrayList<>();
    Map<String, NpyArray> arrays = NpyFolder.arrays(folder, strict, remarks);
    Optional<ArrayRoles> roles = NpyFolder.roles(arrays);
    checkShapes(images(arrays, roles));
    if (roles.isEmpty()) {
      return classes(folder, arrays, remarks);
    }
    List<String> unused = roles.get().unused();
    if (!unused.isEmpty()) {
      remarks.add("not used: " + String.join(", ", unused));
    }
    return labelled(roles.get(), roles.get().training(), remarks);
  }

  /**
   * Opens what the folder itself sets apart for test; otherwise like {@link #open}.
   *
   * @return nothing if there is no such part, or it has no labels
   */
  public static Optional<NpyStream> openTest(Path folder, boolean strict) {
    Map<String, NpyArray> arrays = NpyFolder.arrays(folder, strict, new ArrayList<>());
    Optional<ArrayRoles> roles = NpyFolder.roles(arrays);
    checkShapes(images(arrays, roles));
    return roles
        .flatMap(ArrayRoles::test)
        .filter(part -> part.labels().isPresent())
        .map(part -> labelled(roles.get(), part, List.of()));
  }

  private static NpyStream labelled(ArrayRoles roles, ArrayRoles.Part part, List<String> remarks) {
    // The classes are those of both parts, as they are when all is read.
    int largest = -1;
    int[] labels = {};
    for (ArrayRoles.Part each : both(roles)) {
      int[] some = each.labels().map(NpyLabels::read).orElse(new int[0]);
      largest = Math.max(largest, Arrays.stream(some).max().orElse(-1));
      labels = each.equals(part) ? some : labels;
    }
    NpyArray images = part.images();
    return new NpyStream(
        images.name(),
        "a folder of npy arrays, read from disk, " + images.header().text(),
        remarks,
        ClassNames.numbers(largest),
        new RowParts.Labelled(NpyRows.open(file(images)), labels));
  }

  private static NpyStream classes(
      Path folder, Map<String, NpyArray> arrays, List<String> remarks) {
    for (NpyArray array : arrays.values()) {
      if (array.rows() > Integer.MAX_VALUE) {
        throw new InputException(
            "%s has %d images, and a class has at most 2147483647: split it"
                .formatted(array.name(), array.rows()));
      }
    }
    List<NpyRows> files = new ArrayList<>();
    RowParts parts =
        orClose(
            files,
            () -> {
              arrays.values().forEach(array -> files.add(NpyRows.open(file(array))));
              return new RowParts.Classes(files);
            });
    return new NpyStream(
        folder.toString(),
        "a folder of npy arrays, a class each, read from disk: %d classes, %d images"
            .formatted(files.size(), parts.count()),
        remarks,
        arrays.keySet().stream().map(NpyFolder::className).toList(),
        parts);
  }

  private static <T> T orClose(List<NpyRows> files, Supplier<T> work) {
    boolean done = false;
    try {
      T made = work.get();
      done = true;
      return made;
    } finally {
      if (!done) {
        files.forEach(NpyRows::close);
      }
    }
  }

  /** Bytes of all pixels. */
  private static long bytes(Path folder) {
    Map<String, NpyArray> arrays = NpyFolder.arrays(folder, false, new ArrayList<>());
    List<NpyArray> images = images(arrays, NpyFolder.roles(arrays));
    checkShapes(images);
    return images.stream().mapToLong(NpyArray::count).sum();
  }

  private static List<NpyArray> images(Map<String, NpyArray> arrays, Optional<ArrayRoles> roles) {
    return roles
        .map(some -> both(some).stream().map(ArrayRoles.Part::images).toList())
        .orElseGet(() -> List.copyOf(arrays.values()));
  }

  private static List<ArrayRoles.Part> both(ArrayRoles roles) {
    return Stream.concat(Stream.of(roles.training()), roles.test().stream()).toList();
  }

  private static void checkShapes(List<NpyArray> images) {
    NpyArray first = images.getFirst();
    for (NpyArray array : images) {
      NpyRows.check(array.name(), array.header());
      ImageShape shape = NpyLayout.of(array.name(), array.header(), 1).image();
      ImageShape other = NpyLayout.of(first.name(), first.header(), 1).image();
      if (!shape.equals(other)) {
        throw new InputException(
            "%s has images of %s, but %s of %s: bring them to one size"
                .formatted(array.name(), shape, first.name(), other));
      }
      Memory.check(array.name(), shape.bytes());
    }
  }

  private static Path file(NpyArray array) {
    return switch (array.source()) {
      case NpySource.OfFile(Path path) -> path;
      case NpySource.OfEntry entry -> throw new IllegalArgumentException(entry.name());
    };
  }

  /** What it is, for the user. */
  public String description() {
    return description;
  }

  /** What the user should know, a sentence each. */
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int channels() {
    return shape().channels();
  }

  @Override
  public int height() {
    return shape().height();
  }

  @Override
  public int width() {
    return shape().width();
  }

  private ImageShape shape() {
    return parts.files().getFirst().shape();
  }

  @Override
  public long count() {
    return parts.count();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public void read(long first, int count, byte[] pixels, int[] labels, int at) {
    parts.read(first, count, pixels, labels, at);
  }

  @Override
  public void close() {
    parts.files().forEach(NpyRows::close);
  }
}
