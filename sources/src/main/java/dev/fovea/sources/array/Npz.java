package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.values.Starts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads images and labels of an npz archive, as {@code numpy.savez} and {@code savez_compressed}
 * write it.
 *
 * <p>Arrays are known by their usual names, whatever their case: {@code x_train}, {@code y_train},
 * {@code x_test} and {@code y_test}; {@code train_images}, {@code train_labels} and so on; {@code
 * images} and {@code labels}; {@code x} and {@code y}; {@code arr_0} and {@code arr_1}. Where there
 * are none of these the shapes must tell. Labels are whole numbers, or one-hot rows. Pixels become
 * bytes as {@link Npy} says.
 *
 * <p>Nothing is written, so names of entries cannot do harm, and no entry is read further than its
 * npy header promises.
 */
public final class Npz {

  private static final String ENDING = ".npy";
  private static final int MOST_ARRAYS = 1000;

  private Npz() {}

  /**
   * Reads an archive.
   *
   * @throws InputException if it cannot be read, is damaged, does not tell what its arrays are, or
   *     has one that cannot be used
   */
  public static Found read(Path file) {
    // Gives the message if there is no such file, and keeps away from pipes.
    try (InputStream _ = Starts.open(file);
        ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : arrayEntries(zip)) {
        NpySource.OfEntry source = new NpySource.OfEntry(file, zip, entry);
        String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
        arrays.put(name.replaceAll("\\p{C}", "?"), NpyArray.open(source));
      }
      if (arrays.isEmpty()) {
        throw new InputException(
            file + " has no npy array in it: save images and labels with numpy.savez");
      }
      return ArrayParts.named("an npz archive", file.toString(), arrays);
    } catch (ZipException e) {
      throw new InputException(
          "%s is damaged (zip: %s): fetch it again".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /** Whether a file is a zip archive with an npy array in it. */
  public static boolean recognises(Path file) {
    if (!Starts.are(file, (byte) 'P', (byte) 'K', (byte) 3, (byte) 4)) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return !arrayEntries(zip).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  private static List<ZipEntry> arrayEntries(ZipFile zip) {
    return zip.stream()
        .filter(entry -> entry.getName().endsWith(ENDING))
        .limit(MOST_ARRAYS)
        .map(ZipEntry.class::cast)
        .toList();
  }
}
