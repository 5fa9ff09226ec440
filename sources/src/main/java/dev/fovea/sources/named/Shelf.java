package dev.fovea.sources.named;

import dev.fovea.data.Idx;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The named data sets of this machine: which are here, and how others come.
 *
 * <p>Files are looked for in the cache, as they were published or unpacked, and in the system's
 * folders. Only what is missing is downloaded, into the cache.
 *
 * @param cache the user's own folder
 * @param shared folders of the system with a folder for each data set
 * @param mirror what replaces all mirrors, if anything does
 * @param downloads how they are made
 */
public record Shelf(Cache cache, List<Path> shared, Optional<Mirror> mirror, Downloads downloads) {

  /** Where Debian and its descendants install data sets: the package dataset-fashion-mnist. */
  public static final Path DEBIAN = Path.of("/usr/share/datasets");

  /**
   * As the user's variables say: {@code FOVEA_CACHE}, {@code XDG_CACHE_HOME} and {@code
   * FOVEA_MIRROR}.
   *
   * @param environment the variables
   * @param home the user's home folder
   * @throws InputException if {@code FOVEA_MIRROR} is no URL or folder
   */
  public static Shelf of(Map<String, String> environment, Path home) {
    return new Shelf(
        Cache.of(environment, home),
        List.of(DEBIAN),
        Mirror.of(environment),
        new Downloads(Patience.DEFAULT));
  }

  /** The same with another cache: {@code --cache}. */
  public Shelf withCache(Cache other) {
    return new Shelf(other, shared, mirror, downloads);
  }

  /** What of a data set is here. Nothing is downloaded, and no file is read. */
  public Presence state(NamedSet set) {
    return switch (set.format()) {
      case INSIDE -> new Presence(Presence.State.PRESENT, List.of(), 0);
      case IDX -> presence(idxFiles(set), set.files().size());
      case EMNIST ->
          presence(archive(set).map(List::of).orElse(Emnist.unpacked(here(), set)), wanted(set, 4));
      case CIFAR ->
          presence(
              archive(set).map(List::of).orElse(List.copyOf(unpackedCifar(set))), wanted(set, 6));
      case BITMAPS -> {
        List<Path> files =
            set.classes().stream()
                .flatMap(name -> QuickDrawFiles.find(this, set, name).stream())
                .toList();
        boolean all =
            QuickDrawClasses.DEFAULT.stream()
                .allMatch(name -> QuickDrawFiles.find(this, set, name).isPresent());
        yield presence(files, all ? files.size() : files.size() + 1);
      }
    };
  }

  /**
   * Downloads what is missing of a data set; of {@code quickdraw} the default classes.
   *
   * @throws InputException if there is no such set, or it cannot be had or written
   */
  public void get(String name, Progress progress) {
    NamedSet set = Catalogue.find(name);
    boolean here = state(set).state() == Presence.State.PRESENT;
    if (set.format() == NamedSet.Format.BITMAPS) {
      QuickDraw.get(this, QuickDrawOptions.DEFAULT, progress);
    } else if (!here) {
      List<RemoteFile> missing =
          set.files().stream().filter(file -> here().find(set, file).isEmpty()).toList();
      String names = missing.stream().map(RemoteFile::name).collect(Collectors.joining(", "));
      for (RemoteFile file : missing) {
        Path target = cache.of(set.name()).resolve(file.name());
        downloads.fetch(file, places(set, file), target, names, progress);
      }
    }
  }

  /**
   * Reads a data set; what is missing is downloaded first.
   *
   * @param name one of {@link Catalogue#all()}
   * @param drawings what is taken of {@code quickdraw}; of no meaning for others
   * @param progress is told of downloads
   * @throws InputException if there is no such set, or it cannot be had or read
   */
  public Found load(String name, QuickDrawOptions drawings, Progress progress) {
    NamedSet set = Catalogue.find(name);
    return switch (set.format()) {
      case INSIDE ->
          new Found(
              set.title(),
              Images.of(Mnist.train()),
              Optional.of(Images.of(Mnist.test())),
              List.of());
      case IDX -> {
        get(name, progress);
        List<Path> files = idxFiles(set);
        yield new Found(
            set.title(),
            Images.of(Idx.read(set.name(), files.get(0), files.get(1), set.classes())),
            Optional.of(Images.of(Idx.read(set.name(), files.get(2), files.get(3), set.classes()))),
            List.of());
      }
      case EMNIST -> {
        get(name, progress);
        Optional<Path> archive = archive(set);
        yield archive.isPresent()
            ? Emnist.read(set, archive.get())
            : Emnist.read(set, Emnist.unpacked(here(), set));
      }
      case CIFAR -> cifar(set, progress);
      case BITMAPS -> QuickDraw.read(this, drawings, progress);
    };
  }

  private Found cifar(NamedSet set, Progress progress) {
    Map<String, Path> unpacked = CifarBatches.unpacked(here(), set);
    Optional<Path> archive = archive(set);
    // A part of it is better than none, and is told; but not better than the archive.
    if (CifarBatches.complete(unpacked) || (archive.isEmpty() && !unpacked.isEmpty())) {
      return CifarBatches.read(set, unpacked);
    }
    get(set.name(), progress);
    return CifarBatches.read(set, archive(set).orElseThrow());
  }

  /** Where files may lie. */
  Places here() {
    return new Places(cache, shared);
  }

  /** Where a file can be had from. */
  List<URI> places(NamedSet set, RemoteFile file) {
    return mirror.map(own -> own.places(set.name(), file)).orElse(file.mirrors());
  }

  private List<Path> idxFiles(NamedSet set) {
    return set.files().stream().flatMap(file -> here().find(set, file).stream()).toList();
  }

  private Optional<Path> archive(NamedSet set) {
    return here().find(set, set.files().getFirst());
  }

  private Collection<Path> unpackedCifar(NamedSet set) {
    return CifarBatches.unpacked(here(), set).values();
  }

  private int wanted(NamedSet set, int unpacked) {
    return archive(set).isPresent() ? 1 : unpacked;
  }

  private static Presence presence(List<Path> files, int all) {
    long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
    Presence.State state =
        files.isEmpty()
            ? Presence.State.ABSENT
            : files.size() < all ? Presence.State.PARTLY : Presence.State.PRESENT;
    return new Presence(state, List.copyOf(files), bytes);
  }
}
