package dev.fovea.sources.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Shares out the memory that pictures need while they are decoded, so that large ones are decoded
 * one after the other, and however many threads there are.
 */
final class DecodeMemory {

  /**
   * Of a decoder's own tables, its picture and one that is turned or converted from it: 4 each, for
   * the usual pictures.
   */
  private static final long BYTES_PER_PIXEL = 12;

  /** A file as it is and without its profile. */
  private static final long BYTES_PER_FILE_BYTE = 2;

  /** A file larger than this has all the memory to itself. */
  private static final long LARGE_FILE = 64L << 20;

  private final int all;
  private final Semaphore mebibytes;

  /**
   * Shares half of what the JVM may take beside what is kept.
   *
   * @param kept bytes that are taken already
   */
  DecodeMemory(long kept) {
    this.all = units((Runtime.getRuntime().maxMemory() - kept) / 2, Integer.MAX_VALUE);
    this.mebibytes = new Semaphore(all, true);
  }

  /**
   * Decodes a picture and uses it, when there is room for it.
   *
   * @throws dev.fovea.data.InputException if it is no picture
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  void with(Path path, Consumer<BufferedImage> use) throws InterruptedException {
    long length = length(path);
    int held = length > LARGE_FILE ? all : units(BYTES_PER_FILE_BYTE * length, all);
    mebibytes.acquire(held);
    try {
      PictureFile file = PictureFile.open(path);
      int needed = units(BYTES_PER_FILE_BYTE * length + BYTES_PER_PIXEL * file.pixels(), all);
      if (needed > held) {
        // Who waits holds nothing that others wait for, but for the bytes of a file.
        mebibytes.release(held);
        held = 0;
        mebibytes.acquire(needed);
        held = needed;
      }
      use.accept(file.decode());
    } finally {
      mebibytes.release(held);
    }
  }

  private static int units(long bytes, int most) {
    return (int) Math.clamp((bytes >> 20) + 1, 1L, most);
  }

  private static long length(Path path) {
    try {
      return Files.size(path);
    } catch (IOException _) {
      return 0; // reading it will say why
    }
  }
}
