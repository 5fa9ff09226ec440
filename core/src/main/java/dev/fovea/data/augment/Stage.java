package dev.fovea.data.augment;

import dev.fovea.data.Rng;

/** One pass over an image, with the memory of one thread. */
sealed interface Stage permits AffineWarp, ElasticWarp, Eraser, Tone {

  /** Changes the image {@code [channel][row][column]} that begins at {@code at}. */
  void apply(byte[] image, int at, Rng random);
}
