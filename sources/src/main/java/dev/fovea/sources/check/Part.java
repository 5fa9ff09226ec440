package dev.fovea.sources.check;

import dev.fovea.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One part of a data set.
 *
 * @param name what it is called in messages
 * @param images how many it has
 * @param counts how many of each class, by label
 * @param constant the images that are one colour all over, by index
 * @param repeats the images that were there before
 */
public record Part(
    String name, int images, List<Integer> counts, List<Integer> constant, Repeats repeats) {

  /** Copies the lists. */
  public Part {
    counts = List.copyOf(counts);
    constant = List.copyOf(constant);
  }

  static Part of(Dataset part, Repeats repeats) {
    Integer[] counts = new Integer[part.classes().size()];
    Arrays.fill(counts, 0);
    List<Integer> constant = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      counts[part.label(i)]++;
      if (isConstant(part, i)) {
        constant.add(i);
      }
    }
    return new Part(part.name(), part.size(), List.of(counts), constant, repeats);
  }

  /** The labels of the classes without images. */
  public List<Integer> absent() {
    List<Integer> absent = new ArrayList<>();
    for (int label = 0; label < counts.size(); label++) {
      if (counts.get(label) == 0) {
        absent.add(label);
      }
    }
    return absent;
  }

  private static boolean isConstant(Dataset part, int image) {
    int plane = part.height() * part.width();
    for (int c = 0; c < part.channels(); c++) {
      int start = image * part.imageSize() + c * plane;
      for (int p = start + 1; p < start + plane; p++) {
        if (part.pixels()[p] != part.pixels()[start]) {
          return false;
        }
      }
    }
    return true;
  }
}
