package dev.fovea.sources.values;

import dev.fovea.data.InputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * What a file holds that is packed by gzip, as long as it is in proportion to the file: of a
 * kilobyte, gzip can make a megabyte, and nothing in a text says where it should end.
 */
public final class Gunzip extends FilterInputStream {

  /** So many bytes may come of any file, however small it is. */
  private static final long FEW = 1 << 20;

  private final Path file;
  private final int ratio;
  private long left;

  /**
   * Begins to unpack.
   *
   * @param file what {@code packed} reads; its size is asked for
   * @param buffer how many packed bytes are read at once
   * @param ratio how many times the file's size may come of it
   * @throws IOException if it does not begin as gzip does
   */
  public Gunzip(Path file, InputStream packed, int buffer, int ratio) throws IOException {
    super(new GZIPInputStream(packed, buffer));
    this.file = file;
    this.ratio = ratio;
    this.left = Math.max(FEW, ratio * Starts.size(file));
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = super.skip(length);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new InputException(
          "%s unpacks to more than %d times its size: if that is meant, unpack it (gunzip), and name what comes of it"
              .formatted(file, ratio));
    }
  }
}
