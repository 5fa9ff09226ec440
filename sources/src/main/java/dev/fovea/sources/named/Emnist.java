package dev.fovea.sources.named;

import dev.fovea.data.Dataset;
import dev.fovea.data.Idx;
import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * EMNIST Letters (Cohen, Afshar, Tapson, van Schaik 2017): idx files, in which rows and columns are
 * exchanged and labels start from 1.
 */
final class Emnist {

  private static final String FOLDER = "gzip/";
  private static final String TRAINING = "train";
  private static final String TEST = "test";

  private Emnist() {}

  /** The four files, as they lie unpacked from the zip; fewer if not all do. */
  static List<Path> unpacked(Places places, NamedSet set) {
    List<Path> found = new ArrayList<>();
    for (String part : List.of(TRAINING, TEST)) {
      for (String name : List.of(images(part), labels(part))) {
        String raw = name.substring(0, name.length() - 3);
        places.find(set, List.of(name, FOLDER + name, raw, FOLDER + raw)).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Reads the four files.
   *
   * @throws InputException if one cannot be read or is damaged
   */
  static Found read(NamedSet set, List<Path> files) {
    Dataset training = Idx.read(set.name(), files.get(0), files.get(1), numbered(set));
    Dataset test = Idx.read(set.name(), files.get(2), files.get(3), numbered(set));
    return new Found(
        set.title(), upright(set, training), Optional.of(upright(set, test)), List.of());
  }

  /**
   * Reads the published zip.
   *
   * @throws InputException if it cannot be read, is damaged, or lacks one of the files
   */
  static Found read(NamedSet set, Path archive) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return new Found(
          set.title(),
          upright(set, read(set, archive, zip, TRAINING)),
          Optional.of(upright(set, read(set, archive, zip, TEST))),
          List.of());
    } catch (ZipException e) {
      throw new InputException(
          "%s is no zip or is damaged (%s): delete it and fetch it again"
              .formatted(archive, e.getMessage()),
          e);
    } catch (IOException e) {
      throw InputFiles.unreadable(archive, e);
    }
  }

  private static Dataset read(NamedSet set, Path archive, ZipFile zip, String part)
      throws IOException {
    try (InputStream images = open(archive, zip, images(part));
        InputStream labels = open(archive, zip, labels(part))) {
      return Idx.read(
          set.name(),
          new Idx.Source(archive + "/" + images(part), images),
          new Idx.Source(archive + "/" + labels(part), labels),
          numbered(set));
    }
  }

  private static InputStream open(Path archive, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(FOLDER + name);
    if (entry == null) {
      throw new InputException(
          "%s does not hold %s: take EMNIST's gzip.zip".formatted(archive, FOLDER + name));
    }
    return zip.getInputStream(entry);
  }

  private static String images(String part) {
    return "emnist-letters-%s-images-idx3-ubyte.gz".formatted(part);
  }

  private static String labels(String part) {
    return "emnist-letters-%s-labels-idx1-ubyte.gz".formatted(part);
  }

  /** The classes as the files number them: none has the number 0. */
  private static List<String> numbered(NamedSet set) {
    List<String> names = new ArrayList<>(set.classes());
    names.addFirst("-");
    return names;
  }

  private static Images upright(NamedSet set, Dataset data) {
    int side = data.height();
    if (side != data.width()) {
      throw new InputException(
          "%s has images of %d x %d: EMNIST's are square; fetch it again"
              .formatted(set.name(), data.height(), data.width()));
    }
    byte[] pixels = data.pixels();
    for (int at = 0; at < pixels.length; at += side * side) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < y; x++) {
          byte above = pixels[at + x * side + y];
          pixels[at + x * side + y] = pixels[at + y * side + x];
          pixels[at + y * side + x] = above;
        }
      }
    }
    int[] labels = data.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        throw new InputException(
            "%s gives image %d the label 0, but its labels start from 1: fetch it again"
                .formatted(set.name(), i));
      }
      labels[i]--;
    }
    return new Images(set.name(), 1, side, side, pixels, Optional.of(labels), set.classes());
  }
}
