package dev.fovea.sources.idx;

import dev.fovea.data.Dataset;
import dev.fovea.data.Idx;
import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.values.ClassNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads idx files of the user's own, as they are or packed by gzip: a file of images beside the
 * file of its labels, which is named alike ({@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}), or a folder with one or two such pairs.
 */
public final class IdxFiles {

  private static final byte[] IMAGES_MAGIC = {0, 0, 8, 3};
  private static final int MOST_CLASSES = 256;

  private IdxFiles() {}

  /** Whether a file begins as an idx file of images does, or a folder has one that does. */
  public static boolean recognises(Path path) {
    if (!Files.isDirectory(path)) {
      return holdsImages(path);
    }
    try {
      return !imageFiles(path).isEmpty();
    } catch (InputException _) {
      return false;
    }
  }

  /**
   * Reads a pair, or the pairs of a folder: the one whose name begins with {@code train} is trained
   * on, the other is the test.
   *
   * @throws InputException if labels are missing, there are more than two pairs or it is not clear
   *     which is which, or a file is damaged
   */
  public static Found read(Path path) {
    if (!Files.isDirectory(path)) {
      return new Found("a pair of idx files", pair(path), Optional.empty(), List.of());
    }
    List<Path> files = imageFiles(path);
    if (files.isEmpty()) {
      throw new InputException(path + " has no idx file of images: name another folder");
    }
    if (files.size() == 1) {
      Images all = pair(files.getFirst());
      return new Found("a folder with idx files", all, Optional.empty(), List.of());
    }
    List<Path> training = files.stream().filter(IdxFiles::isForTraining).toList();
    if (files.size() > 2 || training.size() != 1) {
      throw new InputException(
          path
              + " has "
              + files.size()
              + " idx files of images, and it is not clear which are for training and test:"
              + " let one name begin with train and one with test");
    }
    Path test = files.get(files.getFirst().equals(training.getFirst()) ? 1 : 0);
    return new Found(
        "a folder with idx files for training and test",
        pair(training.getFirst()),
        Optional.of(pair(test)),
        List.of());
  }

  private static Images pair(Path images) {
    Path labels = labelsOf(images);
    Dataset data =
        Idx.read(images.toString(), images, labels, ClassNames.numbers(MOST_CLASSES - 1));
    int largest = Arrays.stream(data.labels()).max().orElse(0);
    return new Images(
        data.name(),
        1,
        data.height(),
        data.width(),
        data.pixels(),
        Optional.of(data.labels()),
        ClassNames.numbers(largest));
  }

  private static Path labelsOf(Path images) {
    String name = images.getFileName().toString();
    String wanted = name.replace("images", "labels").replace("idx3", "idx1");
    String plain = wanted.endsWith(".gz") ? wanted.substring(0, wanted.length() - 3) : wanted;
    if (!wanted.equals(name)) {
      for (String other : List.of(wanted, plain, plain + ".gz")) {
        Path file = images.resolveSibling(other);
        if (Files.exists(file)) {
          return file;
        }
      }
    }
    throw new InputException(
        "%s has no labels: put them beside it, named alike with labels for images (%s)"
            .formatted(images, wanted.equals(name) ? "images.idx and labels.idx" : wanted));
  }

  private static boolean isForTraining(Path file) {
    return file.getFileName().toString().startsWith("train");
  }

  private static List<Path> imageFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(IdxFiles::holdsImages).sorted().toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  private static boolean holdsImages(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return Arrays.equals(
          (packed ? new GZIPInputStream(in) : in).readNBytes(IMAGES_MAGIC.length), IMAGES_MAGIC);
    } catch (IOException _) {
      return false;
    }
  }
}
