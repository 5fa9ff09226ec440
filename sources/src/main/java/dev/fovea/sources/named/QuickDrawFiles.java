package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The npy files of Quick, Draw!, a class each. Of what is downloaded only the head is fetched, and
 * kept as a file of its own whose header says how many rows it has; a later wish for more goes on
 * from there.
 */
final class QuickDrawFiles {

  private static final String BUCKET =
      "https://storage.googleapis.com/quickdraw_dataset/full/numpy_bitmap/";

  private QuickDrawFiles() {}

  /**
   * A class's file on this machine.
   *
   * @param path where it is
   * @param head its header
   * @param fresh whether it has just been downloaded for the first time
   */
  record ClassFile(Path path, NpyHead head, boolean fresh) {}

  /** How a class's file is called at its origin, and here. */
  static RemoteFile file(String name) {
    String spaceless = name.replace(' ', '_');
    String prefix = "full_numpy_bitmap_"; // what the browser's console of the bucket saves it as
    return new RemoteFile(
        name + ".npy",
        List.of(spaceless + ".npy", prefix + name + ".npy", prefix + spaceless + ".npy"),
        List.of(URI.create(BUCKET + Mirror.escaped(name) + ".npy")),
        OptionalLong.empty(),
        List.of());
  }

  /** The class's file, if there is one on this machine. */
  static Optional<Path> find(Shelf shelf, NamedSet set, String name) {
    RemoteFile file = file(name);
    return shelf
        .here()
        .find(set, List.of(file.name()))
        .or(() -> shelf.here().find(set, file.otherNames()));
  }

  /**
   * The class's file with at least so many rows, or with all that there are; downloaded if need be.
   *
   * @param missing the files that the user must give if that fails
   * @throws InputException if it cannot be had, is damaged, or is not what was first downloaded
   */
  static ClassFile get(
      Shelf shelf, NamedSet set, String name, long rows, String missing, Progress progress) {
    Optional<ClassFile> there = enough(shelf, set, name, rows);
    if (there.isPresent()) {
      return there.get();
    }
    Path target =
        find(shelf, set, name).orElse(shelf.cache().of(set.name()).resolve(file(name).name()));
    Patience patience = shelf.downloads().patience();
    try (FolderLock _ = FolderLock.take(target.getParent(), patience.stall().multipliedBy(2))) {
      // Another process may have fetched it while we waited.
      Optional<ClassFile> meanwhile = enough(shelf, set, name, rows);
      return meanwhile.isPresent()
          ? meanwhile.get()
          : download(shelf, set, name, target, rows, missing, progress);
    }
  }

  private static Optional<ClassFile> enough(Shelf shelf, NamedSet set, String name, long rows) {
    Optional<Path> path = find(shelf, set, name);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    NpyHead head = head(path.get());
    Optional<FirstSeen> seen = FirstSeen.of(path.get());
    if (seen.isPresent()) {
      same(path.get(), path.get(), head, seen.get());
    }
    // Without a note it is the user's own file, and is taken as it is.
    boolean all = head.rows() >= seen.map(FirstSeen::all).orElse(0L);
    return head.rows() >= rows || all
        ? Optional.of(new ClassFile(path.get(), head, false))
        : Optional.empty();
  }

  /** The header of a file that is here, whose length must fit it. */
  private static NpyHead head(Path file) {
    NpyHead head =
        NpyHead.of(start(file))
            .orElseThrow(
                () ->
                    new InputException(
                        "%s is no npy file of bytes in rows of 784: take one of Quick, Draw!'s"
                                .formatted(file)
                            + " numpy bitmaps, or delete it"));
    long length = file.toFile().length();
    if (length != head.fileLength()) {
      throw new InputException(
          "%s has %d bytes, but its header promises %d rows of 784: delete it and fetch it again"
              .formatted(file, length, head.rows()));
    }
    return head;
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(NpyHead.LONGEST);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static ClassFile download(
      Shelf shelf,
      NamedSet set,
      String name,
      Path target,
      long rows,
      String missing,
      Progress progress) {
    PartFile part = new PartFile(target);
    Optional<FirstSeen> seen = FirstSeen.of(target);
    // Never fewer than were seen: they could not be compared.
    long wanted = Math.max(rows, seen.map(FirstSeen::rows).orElse(0L));
    seen.ifPresent(first -> goOn(part, first));
    Downloads.room(target, NpyHead.LONGEST + wanted * NpyHead.ROW - part.length());
    shelf
        .downloads()
        .fetch(
            shelf.places(set, file(name)),
            part,
            Extent.head(NpyHead.LONGEST + wanted * NpyHead.ROW),
            missing,
            progress,
            done -> check(part, wanted, done));
    NpyHead origin = NpyHead.of(start(part.data())).orElseThrow();
    NpyHead head = origin.withRows(Math.min(wanted, origin.rows()));
    seen.ifPresent(first -> same(target, part.data(), head, first));
    List<String> source = part.source();
    cut(part.data(), head);
    part.finish();
    // In this order: after a power cut between the two, the old note still fits the longer file.
    new FirstSeen(Checksum.sha256(target), head.rows(), origin.rows(), source).write(target);
    return new ClassFile(target, head, seen.isEmpty());
  }

  /** Lets the part start with the rows that are here. */
  private static void goOn(PartFile part, FirstSeen seen) {
    Path target = part.target();
    if (!Files.exists(target)
        || seen.source().size() != 2
        || part.length() > target.toFile().length()) {
      return;
    }
    NpyHead head = head(target);
    try {
      Files.copy(target, part.data(), StandardCopyOption.REPLACE_EXISTING);
      write(part.data(), head.withRows(seen.all()).bytes());
    } catch (IOException e) {
      throw PartFile.unwritable(part.data(), e);
    }
    part.remember(URI.create(seen.source().getFirst()), Optional.of(seen.source().getLast()));
  }

  private static Outcome check(PartFile part, long wanted, Outcome.Done done) {
    Optional<NpyHead> head = NpyHead.of(start(part.data()));
    if (head.isEmpty()) {
      String why =
          Downloads.webPage(part)
              ? Transfer.WEB_PAGE
              : "what it sent is no npy file of bytes in rows of 784";
      part.discard();
      return new Outcome.Broken(why, false);
    }
    if (done.total() >= 0 && done.total() != head.get().fileLength()) {
      part.discard();
      return new Outcome.Broken("its file's length does not fit its header", false);
    }
    long need = head.get().withRows(Math.min(wanted, head.get().rows())).fileLength();
    return part.length() < need
        ? new Outcome.Broken(
            "the connection ended after %d of %d bytes".formatted(part.length(), need), true)
        : done;
  }

  /**
   * Checks that {@code data}, which is or will be {@code file}, starts with what was seen first.
   */
  private static void same(Path file, Path data, NpyHead head, FirstSeen seen) {
    boolean longEnough = head.rows() >= seen.rows();
    if (!longEnough || !FirstSeen.sum(data, head, seen.rows()).equals(seen.sha256())) {
      String remedy =
          file.equals(data)
              ? "delete it to fetch it again, or %s to accept it"
              : "delete both it and %s to accept the new one";
      throw new InputException(
          "%s%s differs from what was first downloaded: %s"
              .formatted(
                  file,
                  file.equals(data) ? "" : " at its origin",
                  remedy.formatted(FirstSeen.beside(file).getFileName())));
    }
  }

  /** Makes the head of a file a whole file. */
  private static void cut(Path file, NpyHead head) {
    try {
      write(file, head.bytes());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(head.fileLength());
      }
    } catch (IOException e) {
      throw PartFile.unwritable(file, e);
    }
  }

  private static void write(Path file, byte[] start) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(start);
      while (buffer.hasRemaining()) {
        channel.write(buffer, buffer.position());
      }
    }
  }
}
