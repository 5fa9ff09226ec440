package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.values.ImageShape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Images of a huge npy file, of which no more is held than what is asked for: the 5 million rows of
 * 784 that 345 classes of Quick, Draw! can come to, files of more than 2 GiB.
 *
 * <p>The file must hold uint8 in C order, in any shape that {@link Npy} reads. Any number of
 * threads may read at the same time.
 */
public final class NpyRows implements AutoCloseable {

  private static final int PIECE = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final NpyHeader header;
  private final NpyLayout one;

  private NpyRows(Path file, FileChannel channel, NpyHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.one = NpyLayout.of(file.toString(), header, 1);
  }

  /**
   * Opens a file, which stays open until this is closed.
   *
   * @throws InputException if it cannot be read, is damaged, is not uint8 in C order, or its shape
   *     is none of images
   */
  public static NpyRows open(Path file) {
    NpyHeader header = NpyArray.open(new NpySource.OfFile(file)).header();
    // Before it is opened, so that nothing stays open.
    check(file.toString(), header);
    NpyLayout.of(file.toString(), header, 1);
    try {
      return new NpyRows(file, FileChannel.open(file), header);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /** Checks that the rows of an array can be read as they lie. */
  static void check(String file, NpyHeader header) {
    if (header.type().kind() != NpyType.Kind.BYTE || header.fortran()) {
      throw new InputException(
          "%s holds %s%s: only uint8 in C order can be read row by row; save it so"
              .formatted(file, header.text(), header.fortran() ? " in Fortran order" : ""));
    }
  }

  /** How many images there are. */
  public long count() {
    return header.shape().getFirst();
  }

  /** The sizes of one image. */
  public ImageShape shape() {
    return one.image();
  }

  /**
   * Reads images.
   *
   * @param firstRow the first of them, from 0
   * @param rows how many
   * @param into where their pixels are put from the start on, {@code [image][channel][row][column]}
   * @throws InputException if the file cannot be read or has become shorter
   * @throws IndexOutOfBoundsException if there are no such images, or {@code into} is too short
   */
  public void read(long firstRow, int rows, byte[] into) {
    read(firstRow, rows, into, 0);
  }

  /** The same, with the first image at place {@code at} of {@code into}, counted in images. */
  public void read(long firstRow, int rows, byte[] into, int at) {
    Objects.checkFromIndexSize(firstRow, rows, count());
    int size = shape().bytes();
    Objects.checkFromIndexSize((long) at * size, (long) rows * size, into.length);
    int start = at * size;
    int end = start + rows * size;
    long file0 = header.dataAt() + firstRow * size;
    ByteBuffer buffer = ByteBuffer.wrap(into);
    int done = start;
    try {
      while (done < end) {
        // The JDK keeps a buffer of its own, outside the heap, as large as the largest read.
        buffer.limit(done + Math.min(PIECE, end - done)).position(done);
        int read = channel.read(buffer, file0 + done - start);
        if (read < 0) {
          throw new EOFException("it has become shorter");
        }
        done += read;
      }
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be read at image %d (%s): check the file and its disk"
              .formatted(file, firstRow + (done - start) / size, InputFiles.reason(e)),
          e);
    }
    boolean asTheyLie = one.axes().getLast().stride() == 1;
    if (!asTheyLie) {
      separateChannels(into, start, rows, size);
    }
  }

  private void separateChannels(byte[] into, int start, int rows, int size) {
    byte[] row = new byte[size];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(into, start + i * size, row, 0, size);
      new Scatter(into, start + i * size, one).put(row, size);
    }
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
