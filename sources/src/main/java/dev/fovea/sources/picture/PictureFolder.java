package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a folder of pictures: with a sub-folder for each class, or with a table {@code labels.csv},
 * and either of them also within the sub-folders {@code train} and {@code test} or {@code val}; or
 * with nothing but pictures, whose classes nobody knows.
 *
 * <p>Pictures are read as {@link PictureFile} says. Classes are in the order of their names,
 * numbers by their value.
 */
public final class PictureFolder {

  private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp");

  /** So many files are looked at to recognise a folder. */
  private static final int LOOKED_AT = 10_000;

  private final Path folder;
  private final ReadOptions options;
  private final Remarks remarks;
  private final int threads;

  private PictureFolder(Path folder, ReadOptions options, int threads) {
    this.folder = folder;
    this.options = options;
    this.remarks = new Remarks(options.strict());
    this.threads = threads;
  }

  /**
   * Whether a path is a folder that seems to hold pictures: a {@code labels.csv}, or a file that is
   * named like one. Only names are looked at.
   */
  public static boolean recognises(Path path) {
    if (!Files.isDirectory(path)) {
      return false;
    }
    Deque<Path> open = new ArrayDeque<>(List.of(path));
    int seen = 0;
    try {
      while (!open.isEmpty() && seen < LOOKED_AT) {
        Path next = open.removeFirst();
        if (LabelTable.isIn(next)) {
          return true;
        }
        for (Path entry : Listing.of(next)) {
          seen++;
          if (Files.isDirectory(entry)) {
            open.addLast(entry);
          } else if (isNamedLikeAPicture(entry)) {
            return true;
          }
        }
      }
    } catch (InputException _) {
      return false;
    }
    return false;
  }

  /**
   * Reads all pictures, on all processors.
   *
   * @param folder with the classes
   * @param options size, channels and strictness. Without a size, all pictures must have one;
   *     without channels, there are 3 if any picture has a pixel that is not gray, else 1.
   * @return images with labels, unless the folder has neither sub-folders nor a table. {@code
   *     remarks} tells which files were skipped, because they are no pictures or damaged.
   * @throws InputException if there is no such folder, no picture in it, only one class, a class to
   *     test that is not trained, pictures of several sizes without a size to bring them to, more
   *     pixels than memory, or if the options are strict and a file is no picture
   */
  public static Found read(Path folder, ReadOptions options) {
    return read(folder, options, Runtime.getRuntime().availableProcessors());
  }

  static Found read(Path folder, ReadOptions options, int threads) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder
              + (Files.exists(folder) ? " is no folder" : " does not exist")
              + ": check the path");
    }
    return new PictureFolder(folder, options, threads).read();
  }

  private Found read() {
    if (isFlat()) {
      return unlabelled();
    }
    Parts parts = Parts.of(folder, remarks);
    List<Labelled> trainingFiles = list(parts.training());
    List<Labelled> testFiles = parts.test().map(this::list).orElse(List.of());
    Optional<Alike> alike = alike(trainingFiles);
    Reduction reduction = reduction(alike);
    Loaded training = load(trainingFiles, reduction, alike);
    Map<String, Integer> classes = classes(trainingFiles, training, parts.training());
    Optional<Loaded> test = Optional.empty();
    if (parts.test().isPresent()) {
      Loaded measured = load(testFiles, reduction, alike);
      checkTrained(measured, classes);
      if (measured.files().isEmpty()) {
        remarks.tell(parts.test().get() + " has no pictures");
      } else {
        test = Optional.of(measured);
      }
    }
    boolean gray =
        options.channels().isEmpty()
            && !training.coloured()
            && !test.map(Loaded::coloured).orElse(false);
    return new Found(
        "a folder of pictures, %d classes".formatted(classes.size()),
        images(training, parts.training(), gray, reduction, classes),
        test.map(t -> images(t, parts.test().get(), gray, reduction, classes)),
        remarks.sentences());
  }

  private boolean isFlat() {
    List<Path> entries = Listing.of(folder);
    return !LabelTable.isIn(folder)
        && entries.stream().noneMatch(Files::isDirectory)
        && entries.stream().anyMatch(PictureFolder::isNamedLikeAPicture);
  }

  private Found unlabelled() {
    List<Labelled> files = Listing.of(folder).stream().map(file -> new Labelled(file, "")).toList();
    Optional<Alike> alike = alike(files);
    Reduction reduction = reduction(alike);
    Loaded loaded = load(files, reduction, alike);
    if (loaded.files().isEmpty()) {
      throw noPictures(folder);
    }
    boolean gray = options.channels().isEmpty() && !loaded.coloured();
    return new Found(
        "a folder of %,d pictures without classes".formatted(loaded.files().size()),
        images(loaded, folder, gray, reduction, Map.of()),
        Optional.empty(),
        remarks.sentences());
  }

  private List<Labelled> list(Path part) {
    return LabelTable.isIn(part)
        ? LabelTable.list(part, remarks)
        : ClassFolders.list(part, remarks);
  }

  /** The first file that is a picture, unless all are to be brought to one size. */
  private Optional<Alike> alike(List<Labelled> files) {
    if (options.size().isPresent()) {
      return Optional.empty();
    }
    for (Labelled labelled : files) {
      try {
        return Optional.of(new Alike(labelled.file()));
      } catch (InputException e) {
        // Skipped now, it is told when all are read.
        if (options.strict()) {
          throw e;
        }
      }
    }
    throw noPictures(folder);
  }

  private Reduction reduction(Optional<Alike> alike) {
    int height = alike.map(Alike::height).orElseGet(() -> options.size().orElseThrow());
    int width = alike.map(Alike::width).orElse(height);
    int channels = options.channels().orElse(3);
    return new Reduction(height, width, options.fit(), options.scaling(), channels);
  }

  private Loaded load(List<Labelled> files, Reduction reduction, Optional<Alike> alike) {
    return PictureLoader.load(files, reduction, alike, remarks, threads);
  }

  /** The label of each class, in order. */
  private Map<String, Integer> classes(List<Labelled> listed, Loaded training, Path part) {
    if (training.files().isEmpty()) {
      throw noPictures(part);
    }
    Set<String> names = names(training.files());
    for (String name : names(listed)) {
      if (!names.contains(name)) {
        remarks.tell("class %s of %s has no picture, and is no class here".formatted(name, part));
      }
    }
    if (names.size() == 1) {
      throw new InputException(
          "%s has one class, %s: training needs at least two, each in a folder of its own"
              .formatted(part, names.iterator().next()));
    }
    Map<String, Integer> labels = new LinkedHashMap<>();
    names.forEach(name -> labels.put(name, labels.size()));
    return labels;
  }

  private static Set<String> names(List<Labelled> files) {
    Set<String> names = new TreeSet<>(new NameOrder());
    files.forEach(file -> names.add(file.className()));
    return names;
  }

  private static InputException noPictures(Path part) {
    return new InputException(
        part + " has no PNG, JPEG, GIF, BMP or WebP picture that can be read: check the path");
  }

  private static void checkTrained(Loaded test, Map<String, Integer> classes) {
    for (Labelled labelled : test.files()) {
      if (!classes.containsKey(labelled.className())) {
        throw new InputException(
            "%s is of class %s, which has no pictures to train on: add some, or remove it"
                .formatted(labelled.file(), labelled.className()));
      }
    }
  }

  private static Images images(
      Loaded loaded, Path part, boolean gray, Reduction reduction, Map<String, Integer> classes) {
    Loaded kept = gray ? loaded.gray() : loaded;
    return new Images(
        part.toString(),
        kept.channels(),
        reduction.height(),
        reduction.width(),
        kept.pixels(),
        classes.isEmpty() ? Optional.empty() : Optional.of(labels(kept.files(), classes)),
        List.copyOf(classes.keySet()),
        kept.files().stream().map(file -> part.relativize(file.file()).toString()).toList());
  }

  private static int[] labels(List<Labelled> files, Map<String, Integer> classes) {
    return files.stream().mapToInt(file -> classes.get(file.className())).toArray();
  }

  private static boolean isNamedLikeAPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
