package dev.fovea.train;

import dev.fovea.data.Rng;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.engine.Augmenter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Augments the images of a training. What becomes of an image depends on the seed, the epoch and
 * its number alone: neither on the thread, nor on the order, nor on the batch, unless it may come
 * in several of them.
 */
final class AugmentedImages implements Augmenter {

  private final long seed;
  private final List<Augmentations.Run> runs;
  private final List<Rng> random;
  private long epochDraw;
  private long draw;
  private long first;

  AugmentedImages(Augmentations augmentations, long seed, int threads) {
    this.seed = seed;
    this.runs = Stream.generate(() -> augmentations.new Run()).limit(threads).toList();
    this.random = Stream.generate(() -> new Rng(seed, 0)).limit(threads).toList();
  }

  /**
   * Begins an epoch, from 1, or a window of it. Streams below zero are taken by nothing else.
   *
   * @param first the number of the source's first image among all that are trained on
   */
  void start(int epoch, long first) {
    Rng rng = random.getFirst();
    rng.restart(seed, -epoch);
    this.epochDraw = rng.nextLong();
    this.draw = epochDraw;
    this.first = first;
  }

  /** Lets an image that came in another batch of the epoch already be another one in this batch. */
  void again(int batch) {
    Rng rng = random.getFirst();
    rng.restart(epochDraw, -1L - batch);
    this.draw = rng.nextLong();
  }

  @Override
  public int threads() {
    return runs.size();
  }

  @Override
  public void apply(int thread, byte[] pixels, int from, int image, byte[] into, int to) {
    Rng rng = random.get(thread);
    rng.restart(draw, first + image);
    runs.get(thread).apply(pixels, from, rng, into, to);
  }
}
