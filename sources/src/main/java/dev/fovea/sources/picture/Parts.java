package dev.fovea.sources.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The folders of a data set that comes split, or the one folder of another.
 *
 * @param training the folder to train on
 * @param test the folder to test on, if there is one
 */
record Parts(Path training, Optional<Path> test) {

  private static final Set<String> TRAINING = Set.of("train", "training");
  private static final Set<String> TEST = Set.of("test", "testing");
  private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");

  /**
   * Looks for sub-folders with the usual names. A folder {@code train} might also be a class, of
   * trains: it is a part only if it has classes of its own, and a part to test on beside it or
   * nothing else.
   */
  static Parts of(Path folder, Remarks remarks) {
    if (LabelTable.isIn(folder)) {
      return new Parts(folder, Optional.empty());
    }
    List<Path> folders = Listing.folders(folder);
    Optional<Path> training = find(folders, TRAINING).filter(Parts::hasClasses);
    Optional<Path> test = find(folders, TEST);
    Optional<Path> validation = find(folders, VALIDATION);
    boolean split =
        training.isPresent() && (folders.size() == 1 || test.isPresent() || validation.isPresent());
    if (!split) {
      return new Parts(folder, Optional.empty());
    }
    Optional<Path> measured = test.filter(Parts::hasClasses);
    measured = measured.isPresent() ? measured : validation.filter(Parts::hasClasses);
    for (Path other : folders) {
      if (!other.equals(training.get()) && !measured.equals(Optional.of(other))) {
        remarks.tell(
            hasClasses(other)
                ? other + " is left aside"
                : other + " has no classes, and is left aside");
      }
    }
    return new Parts(training.get(), measured);
  }

  private static Optional<Path> find(List<Path> folders, Set<String> names) {
    return folders.stream()
        .filter(f -> names.contains(f.getFileName().toString().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean hasClasses(Path folder) {
    return Files.isDirectory(folder)
        && (LabelTable.isIn(folder) || !Listing.folders(folder).isEmpty());
  }
}
