package dev.fovea.sources.cifar;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.Memory;
import dev.fovea.sources.values.Starts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads CIFAR-10 and CIFAR-100 (Krizhevsky) in their binary version: records of a label, or of a
 * coarse and a fine label, and 3 x 32 x 32 pixels, red, green and blue one after the other.
 *
 * <p>A folder gives the training part ({@code data_batch_1.bin} to 5, those that are there, or
 * {@code train.bin}) and the test part ({@code test_batch.bin}, {@code test.bin}). Of CIFAR-100 the
 * fine labels are used. Classes are called as {@code batches.meta.txt} or {@code
 * fine_label_names.txt} beside the data says, and without it as their authors call them.
 */
public final class CifarFiles {

  /** Records whose labels are looked at before a file is taken for one. */
  private static final int LOOKED_AT = 64;

  private static final int LONGEST_NAMES = 1 << 16;

  private CifarFiles() {}

  /**
   * Reads one file or a folder. Images come as they are, 32 x 32 in colour: the options are the
   * caller's affair.
   *
   * @throws InputException if it is neither data set, or is damaged
   */
  public static Found read(Path path, ReadOptions options) {
    if (!Files.isDirectory(path)) {
      Starts.check(path);
      CifarKind kind = kind(path).or(() -> kindOfName(path)).orElseThrow(() -> unknown(path));
      List<String> names = names(path.resolveSibling(kind.namesFile()), kind);
      Images images = images(path.toString(), kind, List.of(path), names);
      return new Found(description(kind, images, 0), images, Optional.empty(), List.of());
    }
    CifarKind kind = kindOfFolder(path).orElseThrow(() -> unknown(path));
    List<Path> training =
        kind.training().stream().map(path::resolve).filter(Files::isRegularFile).toList();
    if (training.isEmpty()) {
      throw new InputException(
          "%s has %s but no %s: fetch the rest of %s, or name the one file"
              .formatted(path, kind.test(), kind.training().getFirst(), kind.title()));
    }
    List<String> names = names(path.resolve(kind.namesFile()), kind);
    Images images = images(path.toString(), kind, training, names);
    Path testFile = path.resolve(kind.test());
    Optional<Images> test =
        Files.isRegularFile(testFile)
            ? Optional.of(images(testFile.toString(), kind, List.of(testFile), names))
            : Optional.empty();
    return new Found(
        description(kind, images, test.map(Images::size).orElse(0)),
        images,
        test,
        remarks(path, kind, training));
  }

  /**
   * Whether a file has the size and the labels of these data sets, or a folder has such files under
   * their names; cheap, and never an error.
   */
  public static boolean recognises(Path path) {
    return (Files.isDirectory(path) ? kindOfFolder(path) : kind(path)).isPresent();
  }

  /** Whether a file has the name of one of these data sets' files, whatever is in it. */
  public static boolean isNamedLikeOne(Path file) {
    return kindOfName(file).isPresent();
  }

  private static Optional<CifarKind> kindOfName(Path file) {
    String name = file.getFileName().toString();
    return CifarKind.BOTH.stream()
        .filter(kind -> kind.training().contains(name) || kind.test().equals(name))
        .findFirst();
  }

  private static String description(CifarKind kind, Images images, int test) {
    return "%s, %d images%s"
        .formatted(
            kind.title(), images.size(), test == 0 ? "" : " and %d for testing".formatted(test));
  }

  private static List<String> remarks(Path folder, CifarKind kind, List<Path> training) {
    int missing = kind.training().size() - training.size();
    return missing == 0
        ? List.of()
        : List.of(
            "%s has only %d of the %d training files of %s"
                .formatted(folder, training.size(), kind.training().size(), kind.title()));
  }

  private static InputException unknown(Path path) {
    return new InputException(
        path + " is no CIFAR-10 or CIFAR-100 data (binary version): fetch it again");
  }

  private static Optional<CifarKind> kindOfFolder(Path folder) {
    return CifarKind.BOTH.stream()
        .filter(
            kind ->
                Stream.concat(kind.training().stream(), Stream.of(kind.test()))
                    .map(folder::resolve)
                    .anyMatch(file -> startsAs(kind, file)))
        .findFirst();
  }

  /** The kind that the size fits, and the labels of the first records. */
  private static Optional<CifarKind> kind(Path file) {
    long size = Files.isRegularFile(file) ? Starts.size(file) : 0;
    return CifarKind.BOTH.stream()
        .filter(kind -> size > 0 && size % kind.imageBytes() == 0)
        .filter(kind -> startsAs(kind, file))
        .findFirst();
  }

  private static boolean startsAs(CifarKind kind, Path file) {
    byte[] start = Starts.of(file, LOOKED_AT * kind.imageBytes());
    for (int at = 0; at + kind.imageBytes() <= start.length; at += kind.imageBytes()) {
      if (!kind.fits(start, at)) {
        return false;
      }
    }
    return start.length >= kind.imageBytes();
  }

  private static Images images(String name, CifarKind kind, List<Path> files, List<String> names) {
    long size = 0;
    for (Path file : files) {
      long bytes = Starts.size(file);
      if (bytes == 0 || bytes % kind.imageBytes() != 0) {
        throw new InputException(
            "%s ends within image %d, after %d bytes (an image of %s has %d): fetch it again"
                .formatted(
                    file, bytes / kind.imageBytes(), bytes, kind.title(), kind.imageBytes()));
      }
      size += bytes / kind.imageBytes();
    }
    byte[] pixels = Memory.bytes(name, Memory.product(size, CifarKind.PIXELS));
    int[] labels = Memory.ints(name, size);
    int at = 0;
    for (Path file : files) {
      int count = (int) (Starts.size(file) / kind.imageBytes());
      read(file, kind, count, new Part(pixels, labels, Math.min(at, labels.length)));
      at += count;
    }
    return new Images(name, 3, CifarKind.SIDE, CifarKind.SIDE, pixels, Optional.of(labels), names);
  }

  /** Where the images of one file are put among all. */
  private record Part(byte[] pixels, int[] labels, int from) {}

  private static void read(Path file, CifarKind kind, int count, Part part) {
    byte[] head = new byte[kind.labels()];
    // Not more than there is room for: the file may have grown since it was asked for its size.
    int most = Math.min(count, part.labels.length - part.from);
    try (InputStream in = new BufferedInputStream(Starts.open(file), 1 << 16)) {
      for (int i = 0; i < most; i++) {
        int to = (part.from + i) * CifarKind.PIXELS;
        if (in.readNBytes(head, 0, head.length) < head.length
            || in.readNBytes(part.pixels, to, CifarKind.PIXELS) < CifarKind.PIXELS) {
          throw new InputException("%s ends within image %d: fetch it again".formatted(file, i));
        }
        if (!kind.fits(head, 0)) {
          throw new InputException(
              "%s gives image %d the label %d, but %s has fewer classes: fetch it again"
                  .formatted(file, i, Byte.toUnsignedInt(head[head.length - 1]), kind.title()));
        }
        part.labels[part.from + i] = head[head.length - 1];
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static List<String> names(Path file, CifarKind kind) {
    byte[] text = Starts.of(file, LONGEST_NAMES);
    if (text.length == 0) {
      return kind.names();
    }
    List<String> names =
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (names.size() != kind.names().size()) {
      throw new InputException(
          "%s has %d names, but %s has %d classes: mend it, or take it away"
              .formatted(file, names.size(), kind.title(), kind.names().size()));
    }
    return names;
  }
}
