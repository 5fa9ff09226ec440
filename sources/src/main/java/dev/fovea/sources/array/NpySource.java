package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.values.Starts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Where the bytes of an npy array come from. It can be opened more than once. */
sealed interface NpySource {

  /** What messages call it. */
  String name();

  /** How many bytes it has, by what is known without reading them. */
  long size();

  /**
   * Checks what it has before any of it is read.
   *
   * @throws InputException if it is out of all proportion to its file
   */
  void check();

  /** Its bytes from the first on. */
  InputStream open() throws IOException;

  /**
   * Checks what can be checked when all bytes of {@code in}, which {@link #open} gave, are read.
   */
  void finish(InputStream in) throws IOException;

  /** What went wrong with reading, for the user. */
  InputException failure(IOException e);

  /** A file. */
  record OfFile(Path path) implements NpySource {

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public long size() {
      return Starts.size(path);
    }

    @Override
    public void check() {}

    @Override
    public InputStream open() {
      return Starts.open(path);
    }

    @Override
    public void finish(InputStream in) {}

    @Override
    public InputException failure(IOException e) {
      return InputFiles.unreadable(path, e);
    }
  }

  /**
   * An entry of a zip archive.
   *
   * @param file of the archive
   */
  record OfEntry(Path file, ZipFile zip, ZipEntry entry) implements NpySource {

    /** Deflate makes at most 1032 bytes of one. */
    private static final long MOST_RATIO = 1032;

    /** Numbers of eight bytes that are 0 or 1 come near it; more is a bomb, but for small ones. */
    private static final long USUAL_RATIO = 250;

    private static final long SMALL = 64 << 20;

    @Override
    public String name() {
      return file + ": " + entry.getName().replaceAll("\\p{C}", "?");
    }

    /** What the archive says, but no more than can be in it: an archive can say anything. */
    @Override
    public long size() {
      long packed = Math.min(entry.getCompressedSize(), Starts.size(file));
      long most = entry.getMethod() == ZipEntry.STORED ? packed : packed * MOST_RATIO;
      return Math.min(entry.getSize(), most);
    }

    @Override
    public void check() {
      if (size() > Math.max(SMALL, USUAL_RATIO * entry.getCompressedSize())) {
        throw new InputException(
            "%s unpacks to more than %d times its size: if that is meant, save it with numpy.savez"
                .formatted(name(), USUAL_RATIO));
      }
    }

    @Override
    public InputStream open() throws IOException {
      return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    /** The JDK leaves the sum to who reads. */
    @Override
    public void finish(InputStream in) throws IOException {
      if (in instanceof CheckedInputStream checked
          && entry.getCrc() >= 0
          && checked.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException("the check sum is wrong");
      }
    }

    @Override
    public InputException failure(IOException e) {
      return switch (e) {
        case ZipException zipped ->
            new InputException(
                "%s is damaged (zip: %s): fetch it again".formatted(name(), zipped.getMessage()),
                zipped);
        case EOFException eof ->
            new InputException(name() + " is cut off within its zip data: fetch it again", eof);
        default -> InputFiles.unreadable(file, e);
      };
    }
  }
}
