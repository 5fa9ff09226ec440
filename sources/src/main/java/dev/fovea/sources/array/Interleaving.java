package dev.fovea.sources.array;

import java.util.Arrays;

/**
 * An order of the images of several classes in which every stretch holds each class in its
 * proportion, give or take three images and as many as the class is times larger than the mean
 * class.
 *
 * <p>There are as many rounds as the largest class has images. Before round {@code k} of {@code K},
 * {@code floor(n * k / K)} images of a class of {@code n} have come, so that each round has one
 * image of the largest class and at most one of the others, in the order of the classes. Images of
 * a class keep their order.
 */
final class Interleaving {

  private final long[] counts;
  private final long rounds;
  private final long total;

  /**
   * For classes with these counts.
   *
   * @param counts images of each class, less than 2^31 of each
   */
  Interleaving(long... counts) {
    this.counts = counts.clone();
    this.rounds = Arrays.stream(counts).max().orElse(0);
    this.total = Arrays.stream(counts).sum();
  }

  /** How many images there are. */
  long total() {
    return total;
  }

  /**
   * Which images stand at places {@code first} to {@code first + count - 1}.
   *
   * @param labels takes the class of each, from {@code at} on
   * @param rows takes for each class the number, among those of its class, of the first that is
   *     among them
   */
  void find(long first, int count, int[] labels, int at, long[] rows) {
    long round = roundOf(first);
    long place = before(round);
    for (int c = 0; c < counts.length; c++) {
      rows[c] = before(c, round);
    }
    int to = at;
    for (; to < at + count; round++) {
      for (int c = 0; c < counts.length && to < at + count; c++) {
        boolean comes = before(c, round + 1) > before(c, round);
        if (comes && place++ >= first) {
          labels[to++] = c;
        } else if (comes) {
          rows[c]++;
        }
      }
    }
  }

  /** The last round that begins at {@code place} or before it. */
  private long roundOf(long place) {
    long low = 0;
    long high = rounds;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (before(middle) <= place) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long before(long round) {
    long sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += before(c, round);
    }
    return sum;
  }

  private long before(int label, long round) {
    return counts[label] * round / rounds;
  }
}
