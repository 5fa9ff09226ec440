package dev.fovea.sources.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where files of data sets may lie on this machine.
 *
 * @param cache the user's own folder
 * @param shared folders of the system that are laid out the same way
 */
record Places(Cache cache, List<Path> shared) {

  /** All folders that may hold a data set, the user's own first. */
  private List<Path> folders(NamedSet set) {
    List<String> names =
        switch (set.format()) {
          case CIFAR -> List.of(set.name(), "cifar10");
          case EMNIST -> List.of(set.name(), "emnist");
          case INSIDE, IDX, BITMAPS -> List.of(set.name());
        };
    return Stream.concat(Stream.of(cache.folder()), shared.stream())
        .flatMap(folder -> names.stream().map(folder::resolve))
        .toList();
  }

  /** The first file with one of these names, which may go through folders within a set's own. */
  Optional<Path> find(NamedSet set, List<String> names) {
    return folders(set).stream()
        .flatMap(folder -> names.stream().map(folder::resolve))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** An idx file or any other that is there as it was published, or unpacked. */
  Optional<Path> find(NamedSet set, RemoteFile file) {
    String name = file.name();
    return find(
        set,
        name.endsWith(".gz") && !name.endsWith(".tar.gz")
            ? List.of(name, name.substring(0, name.length() - 3))
            : List.of(name));
  }
}
