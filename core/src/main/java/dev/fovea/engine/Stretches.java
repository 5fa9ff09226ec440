package dev.fovea.engine;

import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The numbers of a network cut into stretches of neighbours that are treated alike: either chosen,
 * or not. Stretches count from 0, and chosen ones and others take turns.
 */
public final class Stretches {

  private final int[] ends;
  private final boolean firstChosen;

  private Stretches(int[] ends, boolean firstChosen) {
    this.ends = ends;
    this.firstChosen = firstChosen;
  }

  /** The numbers of all tensors, those of one tensor together. */
  public static Stretches of(Network network, Predicate<Tensor> chosen) {
    List<Tensor> tensors = network.tensors();
    int[] ends = new int[tensors.size()];
    int count = 0;
    int at = 0;
    for (int t = 0; t < tensors.size(); t++) {
      at = Math.addExact(at, Math.toIntExact(tensors.get(t).size()));
      boolean change = t > 0 && chosen.test(tensors.get(t)) != chosen.test(tensors.get(t - 1));
      count += t == 0 || change ? 1 : 0;
      ends[count - 1] = at;
    }
    return new Stretches(
        Arrays.copyOf(ends, count), !tensors.isEmpty() && chosen.test(tensors.getFirst()));
  }

  /** How many there are. */
  public int count() {
    return ends.length;
  }

  /** The stretch that number {@code at} lies in. */
  public int find(int at) {
    int stretch = 0;
    while (ends[stretch] <= at) {
      stretch++;
    }
    return stretch;
  }

  /** Where a stretch begins. */
  public int start(int stretch) {
    return stretch == 0 ? 0 : ends[stretch - 1];
  }

  /** Where a stretch ends: the next one begins there. */
  public int end(int stretch) {
    return ends[stretch];
  }

  /** Whether the numbers of a stretch are chosen. */
  public boolean chosen(int stretch) {
    return firstChosen == (stretch % 2 == 0);
  }
}
