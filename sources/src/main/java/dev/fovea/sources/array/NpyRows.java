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
    if (header.type().kind() != NpyType.Kind.BYTE || header.fortran()) {
      throw new InputException(
          "%s holds %s%s: only uint8 in C order can be read row by row; save it so"
              .formatted(file, header.text(), header.fortran() ? " in Fortran order" : ""));
    }
    // Before it is opened, so that nothing stays open.
    NpyLayout.of(file.toString(), header, 1);
    try {
      return new NpyRows(file, FileChannel.open(file), header);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
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
    Objects.checkFromIndexSize(firstRow, rows, count());
    int size = shape().bytes();
    long bytes = (long) rows * size;
    Objects.checkFromIndexSize(0L, bytes, into.length);
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, (int) bytes);
    long at = header.dataAt() + firstRow * size;
    try {
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, at + buffer.position());
        if (read < 0) {
          throw new EOFException("it has become shorter");
        }
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    boolean asTheyLie = one.axes().getLast().stride() == 1;
    if (!asTheyLie) {
      separateChannels(into, rows, size);
    }
  }

  private void separateChannels(byte[] into, int rows, int size) {
    byte[] row = new byte[size];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(into, i * size, row, 0, size);
      new Scatter(into, i * size, one).put(row, size);
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
