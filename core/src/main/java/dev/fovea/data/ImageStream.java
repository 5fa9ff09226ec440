package dev.fovea.data;

/**
 * Labelled images that stay on disk, for sets larger than the memory: a training reads them in
 * order, some at a time. Who opens a stream closes it.
 *
 * <p>Any number of threads may read at the same time: a training reads on a thread of its own. What
 * a stream tells of itself never changes.
 */
public non-sealed interface ImageStream extends ImageSet, AutoCloseable {

  /**
   * Reads images {@code first} to {@code first + count - 1}, which exist. Any order of calls gives
   * the same images, but one after the other is what it is made for.
   *
   * @param first the number of the first image, from 0
   * @param count how many, at least 1
   * @param pixels takes their bytes, {@code [image][channel][row][column]}
   * @param labels takes the class of each, from 0
   * @param at where the first one goes, counted in images: its pixels begin at {@code at} times the
   *     bytes of an image, its label is {@code labels[at]}
   * @throws InputException if they cannot be read, with the file and the place in it
   */
  void read(long first, int count, byte[] pixels, int[] labels, int at);

  @Override
  default int imageSize() {
    return Math.multiplyExact(channels(), Math.multiplyExact(height(), width()));
  }

  /** Resized, unless the stream says otherwise. */
  @Override
  default Preparation preparation() {
    return Preparation.RESIZE;
  }

  /** Closes what is open. */
  @Override
  void close();
}
