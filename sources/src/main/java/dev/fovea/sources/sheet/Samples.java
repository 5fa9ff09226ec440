package dev.fovea.sources.sheet;

import dev.fovea.data.Dataset;
import dev.fovea.data.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a sheet shows of one class.
 *
 * @param name of the class, as the data has it
 * @param count how many images the class has
 * @param images numbers of the samples, in the order in which they are shown
 */
record Samples(String name, int count, List<Integer> images) {

  /** Streams of a seed that nothing else draws the order of a sheet or its changes from. */
  private static final long ORDER = 0x5EE7;

  private static final long CHANGES = 0x5EE8;

  /** Of each class at most {@code most}: those that come first when all images are shuffled. */
  static List<Samples> of(Dataset data, int most, long seed) {
    int classes = data.classes().size();
    int[] counts = new int[classes];
    List<List<Integer>> images = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      images.add(new ArrayList<>());
    }
    for (int image : new Rng(seed, ORDER).permutation(data.size())) {
      int label = data.label(image);
      counts[label]++;
      if (images.get(label).size() < most) {
        images.get(label).add(image);
      }
    }
    return IntStream.range(0, classes)
        .mapToObj(c -> new Samples(data.classes().get(c), counts[c], List.copyOf(images.get(c))))
        .toList();
  }

  /** What the augmentation of one image draws from, whichever others are shown. */
  static Rng changes(long seed, int image) {
    return new Rng(new Rng(seed, CHANGES).nextLong(), image);
  }
}
