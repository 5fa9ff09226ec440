package dev.fovea.sources.check;

import java.util.List;

/**
 * Images that are equal, byte by byte, to one that came before. Each is paired with the first that
 * it equals; so of three equal images, two repeat the first.
 *
 * @param agreeing those with the label of the first
 * @param contradicting those with another
 */
public record Repeats(List<Pair> agreeing, List<Pair> contradicting) {

  /** None at all. */
  public static final Repeats NONE = new Repeats(List.of(), List.of());

  /** Copies the lists. */
  public Repeats {
    agreeing = List.copyOf(agreeing);
    contradicting = List.copyOf(contradicting);
  }

  /** How many images repeat another. */
  public int size() {
    return agreeing.size() + contradicting.size();
  }

  /**
   * Two equal images.
   *
   * @param first the index of the one that came before; of a leak, in the training part
   * @param image the index of the one that repeats it
   */
  public record Pair(int first, int image) {}
}
