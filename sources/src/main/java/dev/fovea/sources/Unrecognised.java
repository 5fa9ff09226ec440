package dev.fovea.sources;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.array.Npy;
import dev.fovea.sources.array.Npz;
import dev.fovea.sources.cifar.CifarFiles;
import dev.fovea.sources.idx.IdxFiles;
import dev.fovea.sources.picture.PictureFile;
import dev.fovea.sources.strokes.StrokeFiles;
import dev.fovea.sources.table.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Says why a path is no data. A file that is called like one of a kind but does not begin like one
 * is most likely damaged, and the reader of that kind knows best in what way.
 */
final class Unrecognised {

  /** Files of a folder that are looked at. */
  private static final int LOOKED_AT = 100;

  private Unrecognised() {}

  /** The sentence for a path that no reader recognises. */
  static InputException of(Path path) {
    boolean folder = Files.isDirectory(path);
    try {
      for (Path file : folder ? files(path) : List.of(path)) {
        if (folder && TableFiles.recognises(file)) {
          return new InputException(
              "%s is a folder with a table in it: name the table itself, as %s"
                  .formatted(path, file));
        }
        if (Files.isRegularFile(file)) {
          read(file, file.getFileName().toString().toLowerCase(Locale.ROOT));
        }
      }
    } catch (InputException e) {
      return e;
    }
    return new InputException(
        path
            + (folder ? " holds nothing that can be read" : " cannot be read")
            + ": give a folder of pictures with a folder for each class, a CSV table of pixels, or"
            + " idx, npy, npz, CIFAR or ndjson files");
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(LOOKED_AT).toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  /** Only what it throws matters: had it been readable, it would have been recognised. */
  private static void read(Path file, String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith("-ubyte") && plain.contains("images")) {
      IdxFiles.read(file);
    } else if (name.endsWith(".npy")) {
      Npy.read(file);
    } else if (name.endsWith(".npz")) {
      Npz.read(file);
    } else if (plain.endsWith(".ndjson")) {
      StrokeFiles.read(file, ReadOptions.PLAIN);
    } else if (plain.endsWith(".csv")) {
      TableFiles.read(file, ReadOptions.PLAIN);
    } else if (CifarFiles.isNamedLikeOne(file)) {
      CifarFiles.read(file, ReadOptions.PLAIN);
    } else if (PictureFile.isOne(file)) {
      throw new InputException(
          file + " is one picture and no set of them: give the folder that it is in");
    }
  }
}
