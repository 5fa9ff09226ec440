package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.values.Memory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a folder of npy files: one class each, as Quick, Draw! has its bitmaps, or images and
 * labels under the names that {@link Npz} knows ({@code x_train.npy}, {@code y_train.npy}, ...).
 *
 * <p>A class is called as its file, without {@code full_numpy_bitmap_} before it; labels follow the
 * order of the names.
 */
public final class NpyFolder {

  private static final String ENDING = ".npy";
  private static final String PREFIX = "full_numpy_bitmap_";

  private NpyFolder() {}

  /**
   * Reads a folder.
   *
   * @param strict whether a file that is no npy array is an error, and not only told
   * @throws InputException if it has no npy file, one cannot be used, or their images differ in
   *     size
   */
  public static Found read(Path folder, boolean strict) {
    List<String> remarks = new ArrayList<>();
    Map<String, NpyArray> arrays = arrays(folder, strict, remarks);
    Found found =
        roles(arrays)
            .map(roles -> ArrayParts.read("a folder of npy arrays", roles))
            .orElseGet(() -> classes(folder.toString(), arrays));
    remarks.addAll(found.remarks());
    return new Found(found.description(), found.training(), found.test(), List.copyOf(remarks));
  }

  /**
   * The arrays of a folder by their names without {@code .npy}, in their order; only headers are
   * read.
   */
  static Map<String, NpyArray> arrays(Path folder, boolean strict, List<String> remarks) {
    List<Path> files = files(folder, ENDING);
    if (files.isEmpty()) {
      throw new InputException(folder + " has no file that ends with .npy: name another folder");
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (Path file : files) {
      if (!strict && !Npy.recognises(file)) {
        remarks.add(file + " was left out: it does not start as an npy array");
      } else {
        arrays.put(stem(file), NpyArray.open(new NpySource.OfFile(file)));
      }
    }
    if (arrays.isEmpty()) {
      throw new InputException(folder + " has no npy array that can be read: fetch them again");
    }
    return arrays;
  }

  /** Which arrays are images and which labels; empty if each is a class. */
  static Optional<ArrayRoles> roles(Map<String, NpyArray> arrays) {
    return ArrayRoles.byName(arrays).filter(roles -> roles.training().labels().isPresent());
  }

  /** Whether a folder has a file that ends with .npy and starts as an npy array does. */
  public static boolean recognises(Path folder) {
    try {
      return Files.isDirectory(folder) && files(folder, ENDING).stream().anyMatch(Npy::recognises);
    } catch (InputException _) {
      return false;
    }
  }

  private static Found classes(String folder, Map<String, NpyArray> arrays) {
    NpyImages reader = new NpyImages(arrays.values());
    List<NpyArray> list = List.copyOf(arrays.values());
    NpyImages.Pixels pixels = reader.read(folder, list);
    int[] labels = Memory.ints(folder, pixels.bytes().length / pixels.shape().bytes());
    int at = 0;
    for (int label = 0; label < list.size(); label++) {
      int end = at + (int) list.get(label).rows();
      Arrays.fill(labels, at, end, label);
      at = end;
    }
    Images images =
        new Images(
            folder,
            pixels.shape().channels(),
            pixels.shape().height(),
            pixels.shape().width(),
            pixels.bytes(),
            Optional.of(labels),
            arrays.keySet().stream().map(NpyFolder::className).toList());
    return new Found(
        "a folder of npy arrays, a class each: %d classes, %d images"
            .formatted(arrays.size(), images.size()),
        images,
        Optional.empty(),
        reader.remarks());
  }

  static String className(String stem) {
    boolean prefixed = stem.startsWith(PREFIX) && stem.length() > PREFIX.length();
    return prefixed ? stem.substring(PREFIX.length()) : stem;
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  /** The files of a folder, none of its folders, with an ending, by name. */
  private static List<Path> files(Path folder, String ending) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        // macOS puts ._name files beside the real ones.
        if (name.endsWith(ending) && !name.startsWith(".") && Files.isRegularFile(file)) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      throw InputFiles.unreadable(folder, e.getCause());
    }
    files.sort((a, b) -> stem(a).compareTo(stem(b)));
    return files;
  }
}
