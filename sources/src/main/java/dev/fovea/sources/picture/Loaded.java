package dev.fovea.sources.picture;

import java.util.Arrays;
import java.util.List;

/**
 * Pictures that could be decoded.
 *
 * @param files they come from, in order
 * @param channels of each
 * @param planeSize rows x columns of each
 * @param pixels {@code [picture][channel][row][column]}
 * @param coloured whether any has a pixel that is not gray; false where there is one channel
 */
record Loaded(List<Labelled> files, int channels, int planeSize, byte[] pixels, boolean coloured) {

  /** The same with one channel; nothing may be coloured. */
  Loaded gray() {
    if (channels == 1) {
      return this;
    }
    // The planes of a gray picture are alike: the first of each moves to the front.
    for (int i = 1; i < files.size(); i++) {
      System.arraycopy(pixels, i * channels * planeSize, pixels, i * planeSize, planeSize);
    }
    byte[] planes = Arrays.copyOf(pixels, files.size() * planeSize);
    return new Loaded(files, 1, planeSize, planes, false);
  }
}
