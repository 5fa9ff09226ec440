package dev.fovea.data.augment;

/** Channels, rows and columns of an image. */
record Size(int channels, int height, int width) {

  int pixels() {
    return channels * height * width;
  }
}
