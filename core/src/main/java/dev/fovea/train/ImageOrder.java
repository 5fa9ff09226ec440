package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import java.util.Arrays;

/** Draws which images of a window come next, and in which order; allocates nothing once made. */
final class ImageOrder {

  private final Sampling sampling;
  private final String name;
  private final int[] order;
  private final int[] members;
  private final int[] starts;
  private final double[] ends;

  /**
   * Makes room.
   *
   * @param most images of a window
   * @param name of the data, for messages
   */
  ImageOrder(Sampling sampling, int most, int classes, String name) {
    boolean byClass = sampling instanceof Sampling.ByClass;
    this.sampling = sampling;
    this.name = name;
    this.order = new int[most];
    this.members = new int[byClass ? most : 0];
    this.starts = new int[byClass ? classes + 1 : 0];
    this.ends = new double[byClass ? classes : 0];
  }

  /** What was drawn: not a copy. */
  int[] order() {
    return order;
  }

  /**
   * Draws {@code images} of the images 0 to {@code images - 1}.
   *
   * @throws InputException if none of them is of a class that shall be drawn
   */
  void draw(Rng random, int[] labels, int images) {
    switch (sampling) {
      case Sampling.Shuffled _ -> random.permutation(order, images);
      case Sampling.ByClass weights -> {
        sort(labels, images);
        double sum = sum(weights);
        for (int i = 0; i < images; i++) {
          int label = label(random.nextDouble(0, sum));
          order[i] = members[starts[label] + random.nextInt(starts[label + 1] - starts[label])];
        }
      }
    }
  }

  /**
   * The images of class c become {@code members[starts[c]]} to {@code members[starts[c + 1] - 1]}.
   */
  private void sort(int[] labels, int images) {
    Arrays.fill(starts, 0);
    for (int i = 0; i < images; i++) {
      starts[labels[i] + 1]++;
    }
    for (int c = 1; c < starts.length; c++) {
      starts[c] += starts[c - 1];
    }
    for (int i = 0; i < images; i++) {
      members[starts[labels[i]]++] = i;
    }
    System.arraycopy(starts, 0, starts, 1, starts.length - 1); // each had become the next one's
    starts[0] = 0;
  }

  private double sum(Sampling.ByClass weights) {
    double sum = 0;
    for (int c = 0; c < ends.length; c++) {
      sum += starts[c] < starts[c + 1] ? weights.weight(c) : 0;
      ends[c] = sum;
    }
    if (sum == 0) {
      throw new InputException(
          "%s has no image of a class that sampling gives a weight: give other weights, or a larger"
                  .formatted(name)
              + " window");
    }
    return sum;
  }

  /** The first class whose end is above {@code place}. */
  private int label(double place) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // Rounding may let the place be the very end, where the last classes may have no images.
    while (starts[low] == starts[low + 1]) {
      low--;
    }
    return low;
  }
}
