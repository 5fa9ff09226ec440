package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.values.Starts;
import java.nio.file.Path;

/**
 * Reads images of a single npy file, versions 1 to 3 of numpy's format, without labels.
 *
 * <p>Numbers are bool, int8 to int64, uint8 to uint64 or float16 to float64, of any byte order and
 * in C or Fortran order. They become bytes so:
 *
 * <ul>
 *   <li>whole numbers 0 to 255 are taken as they are, and false and true as 0 and 255;
 *   <li>int16 and uint16 of which one is over 255 are divided by 257, so that 65535 becomes 255;
 *   <li>fractions are multiplied by 255 if all are 0 to 1, and else must be 0 to 255; both are
 *       rounded, halves upwards, and what is beyond an end by less than 0.00001 counts as the end.
 * </ul>
 *
 * <p>Shapes are (N, h, w), (N, h, w, 1), (N, h, w, 3), (N, 1, h, w), (N, 3, h, w) and rows, (N, p),
 * (N, 1, p) or (N, p, 1), where p is a square, gray, or three times one: then red, green and blue
 * of each pixel lie together, as a flattened (h, w, 3) picture has them.
 */
public final class Npy {

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read, is damaged, or holds something else than images;
   *     for a value that cannot be a pixel it tells value and index
   */
  public static Found read(Path file) {
    return ArrayParts.single(NpyArray.open(new NpySource.OfFile(file)));
  }

  /** Whether a file starts as an npy array does. */
  public static boolean recognises(Path file) {
    return Starts.are(file, NpyHeader.magic());
  }
}
