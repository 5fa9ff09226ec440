package dev.fovea.report.picture;

/** Colours that stand for numbers: a few of them, and straight lines between their neighbours. */
enum ColourMap {
  /**
   * From black over purple and orange to a light yellow, each step as much lighter as the one
   * before: matplotlib's inferno (CC0) at ten places.
   */
  HEAT(
      0x000004, 0x1B0C41, 0x4A0C6B, 0x781C6D, 0xA52C60, 0xCF4446, 0xED6925, 0xFB9B06, 0xF7D13D,
      0xFCFFA4),

  /** From blue over near-white to a reddish orange, as dark on both sides. */
  SIGNED(0x1F4FA3, 0x4C7FC4, 0x8DB2DE, 0xC9DCEF, 0xF6F6F4, 0xFBD9C0, 0xF5A778, 0xE36A35, 0xB83A10);

  @SuppressWarnings("ImmutableEnumChecker") // nothing writes to the array
  private final int[] stops;

  ColourMap(int... stops) {
    this.stops = stops;
  }

  /**
   * The colour of a number.
   *
   * @param share from 0 for the first to 1 for the last; what lies beyond counts as that end, and
   *     what is no number as 0
   * @return red, green and blue in the lower 24 bits
   */
  int rgb(double share) {
    double at = Double.isNaN(share) ? 0 : Math.clamp(share, 0.0, 1.0) * (stops.length - 1);
    int below = Math.min((int) at, stops.length - 2);
    return between(stops[below], stops[below + 1], at - below);
  }

  /** A colour on the way from {@code a} to {@code b}. */
  static int between(int a, int b, double share) {
    int red = mixed(a >> 16, b >> 16, share);
    int green = mixed(a >> 8, b >> 8, share);
    return red << 16 | green << 8 | mixed(a, b, share);
  }

  private static int mixed(int a, int b, double share) {
    return (int) Math.round((a & 0xFF) * (1 - share) + (b & 0xFF) * share);
  }
}
