package dev.fovea.sources.array;

import java.util.List;

/** Puts pixels that come in the order of a file to their places among all the images. */
final class Scatter {

  private final byte[] pixels;
  private final int from;
  private final List<NpyLayout.Axis> axes;
  private final int[] index;

  /**
   * To the places from {@code from} on.
   *
   * @param pixels where they are put
   */
  Scatter(byte[] pixels, int from, NpyLayout layout) {
    this.pixels = pixels;
    this.from = from;
    this.axes = layout.axes();
    this.index = new int[axes.size()];
  }

  /** The next {@code count} pixels of the file. */
  void put(byte[] next, int count) {
    int fastest = axes.size() - 1;
    NpyLayout.Axis axis = axes.get(fastest);
    int done = 0;
    while (done < count) {
      int run = Math.min(count - done, axis.size() - index[fastest]);
      int to = place();
      if (axis.stride() == 1) {
        System.arraycopy(next, done, pixels, to, run);
      } else {
        for (int i = 0; i < run; i++) {
          pixels[to + i * axis.stride()] = next[done + i];
        }
      }
      done += run;
      index[fastest] += run;
      carry();
    }
  }

  private int place() {
    int place = from;
    for (int i = 0; i < index.length; i++) {
      place += index[i] * axes.get(i).stride();
    }
    return place;
  }

  private void carry() {
    for (int i = index.length - 1; i > 0 && index[i] == axes.get(i).size(); i--) {
      index[i] = 0;
      index[i - 1]++;
    }
  }
}
