package dev.fovea.engine.kernel;

/**
 * The innermost dimension of every activation: sixteen images side by side.
 *
 * <p>Sixteen floats fill one 512-bit register, two of 256 bits or four of 128. The layout is the
 * same for all of them, so a narrower machine only takes more registers for a row of lanes.
 */
public final class Lanes {

  /** Images in a group. */
  public static final int COUNT = 16;

  private Lanes() {}

  /** A number of floats rounded up to whole rows of lanes. */
  public static int padded(int floats) {
    return (floats + COUNT - 1) / COUNT * COUNT;
  }

  /**
   * The sum of sixteen lanes from {@code at} in a fixed tree. Never use the Vector API's own
   * reduction: its order may differ between interpreter and compiler, and with it the last bit.
   */
  static float sum(float[] a, int at) {
    float s0 = (a[at] + a[at + 8]) + (a[at + 4] + a[at + 12]);
    float s1 = (a[at + 1] + a[at + 9]) + (a[at + 5] + a[at + 13]);
    float s2 = (a[at + 2] + a[at + 10]) + (a[at + 6] + a[at + 14]);
    float s3 = (a[at + 3] + a[at + 11]) + (a[at + 7] + a[at + 15]);
    return (s0 + s2) + (s1 + s3);
  }
}
