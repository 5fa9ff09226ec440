package dev.fovea.train;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import java.util.Locale;
import java.util.OptionalInt;

/** How many images of a stream are in memory at once. */
final class WindowSize {

  /** Unless said otherwise. */
  private static final int IMAGES = 65_536;

  /**
   * Unless said otherwise, in bytes. It decides for large images, and must not depend on the
   * machine: the window is part of what a training's result depends on.
   */
  private static final int BYTES = 128 << 20;

  private WindowSize() {}

  /**
   * The images of a window: a multiple of the batch, but not more than there are.
   *
   * @param asked what the user wants
   * @param imageSize bytes of an image
   * @param count how many images there are
   */
  static long of(OptionalInt asked, int batch, int imageSize, long count) {
    long images = asked.orElse(Math.clamp(BYTES / imageSize, 1, IMAGES));
    long batches = (images + batch - 1) / batch;
    return Math.min(batches * batch, count);
  }

  /**
   * Checks that there can be as much memory as a window and the one that is read meanwhile take.
   *
   * @throws InputException if not
   */
  static int check(long images, ImageSet stream) {
    long bytes = images * stream.imageSize();
    // The heap has parts, and the plan needs room as well.
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 4);
    if (bytes > most) {
      throw tooLarge(images, stream, bytes, most, null);
    }
    return (int) images;
  }

  /** The same, when it turns out that there is not. */
  static InputException tooLarge(long images, ImageSet stream, OutOfMemoryError cause) {
    return tooLarge(
        images, stream, images * stream.imageSize(), Runtime.getRuntime().freeMemory(), cause);
  }

  private static InputException tooLarge(
      long images, ImageSet stream, long bytes, long most, OutOfMemoryError cause) {
    return new InputException(
        String.format(
            Locale.ROOT,
            "a window of %d images of %s needs two buffers of %.2f GB, but at most %.2f GB each can"
                + " be had: choose a smaller window or batch, or give Java more with -Xmx",
            images,
            stream.name(),
            bytes / 1e9,
            most / 1e9),
        cause);
  }
}
