package dev.fovea.engine;

/**
 * Floats that lie together: what a step can touch, or what there is.
 *
 * @param from the first, counted from where the place begins
 * @param to the end, exclusive
 */
record Reach(Place place, long from, long to) {

  /** Each of these is an array of its own, or a part of one that is at least so long. */
  enum Place {
    /** The block of a group of images, or all values of a single image. */
    BLOCK("a block"),
    /** What all groups share. */
    SHARED("the shared floats"),
    /** A thread's own room. */
    OWN("a thread's own floats"),
    /** The parameters, and their gradient, which lies alike. */
    PARAMETERS("the parameters"),
    /** {@link Frame#scratch}. */
    SCRATCH("the scratch array");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  /** Whether {@code other} lies in here. */
  boolean holds(Reach other) {
    return place == other.place && from <= other.from && other.to <= to;
  }

  @Override
  public String toString() {
    return "floats " + from + " to " + to + " of " + place.words;
  }
}
