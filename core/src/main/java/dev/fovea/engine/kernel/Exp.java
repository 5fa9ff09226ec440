package dev.fovea.engine.kernel;

/**
 * The exponential function in float, for arguments up to 0, accurate to 2 units in the last place.
 *
 * <p>{@code Math.exp} would do, but its vector twin would then give other bits. The polynomial and
 * the split of ln 2 are those of the Cephes library (Moshier); results below 2^-126 become 0.
 */
final class Exp {

  static final float LOG2_E = 1.44269504088896341f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float SMALLEST = -87.3f;

  /** 1.5 x 2^23: adding it rounds a float to an integer, which its low bits then hold. */
  static final float ROUND = 12582912f;

  static final float P0 = 1.9875691500e-4f;
  static final float P1 = 1.3981999507e-3f;
  static final float P2 = 8.3334519073e-3f;
  static final float P3 = 4.1665795894e-2f;
  static final float P4 = 1.6666665459e-1f;
  static final float P5 = 5.0000001201e-1f;

  private Exp() {}

  static float of(float x) {
    float clamped = x < SMALLEST ? SMALLEST : x;
    float rounded = Math.fma(clamped, LOG2_E, ROUND);
    float n = rounded - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float p = Math.fma(P0, r, P1);
    p = Math.fma(p, r, P2);
    p = Math.fma(p, r, P3);
    p = Math.fma(p, r, P4);
    p = Math.fma(p, r, P5);
    p = Math.fma(p, r * r, r) + 1f;
    float power = Float.intBitsToFloat((Float.floatToRawIntBits(rounded) + 127) << 23);
    return x < SMALLEST ? 0f : p * power;
  }
}
