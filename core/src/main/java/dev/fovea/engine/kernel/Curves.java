package dev.fovea.engine.kernel;

/**
 * The formulas of {@link Curve} in float, for any argument. All of them come down to exponentials
 * of numbers up to 0, so that nothing overflows on the way.
 *
 * <p>Measured against double precision at each 499th float and four million numbers from -20 to 20,
 * as part of 1 or, where it is larger, of the exact value, the errors are at most
 *
 * <table>
 *   <caption>Largest errors</caption>
 *   <tr><td></td><td>value</td><td>derivative</td></tr>
 *   <tr><td>sigmoid</td><td>0.9e-7</td><td>0.9e-7</td></tr>
 *   <tr><td>tanh</td><td>0.9e-7</td><td>1.8e-7</td></tr>
 *   <tr><td>normal distribution</td><td>2.4e-7</td><td></td></tr>
 *   <tr><td>GELU</td><td>1.3e-7</td><td>2.7e-7</td></tr>
 *   <tr><td>SiLU</td><td>1.5e-7</td><td>2.2e-7</td></tr>
 * </table>
 */
final class Curves {

  // tanh(x) = x + x^3 P(x^2) below TANH_SMALL: tanhf of the Cephes library (Moshier).
  static final float TANH_SMALL = 0.625f;
  static final float TANH_0 = -5.70498872745e-3f;
  static final float TANH_1 = 2.06390887954e-2f;
  static final float TANH_2 = -5.37397155531e-2f;
  static final float TANH_3 = 1.33314422036e-1f;
  static final float TANH_4 = -3.33332819422e-1f;

  // The normal distribution beyond a > 0 is exp(-a^2 / 2) u Q(u) with u = 1 / (1 + NORMAL_P a), the
  // form of Hastings (1955); the coefficients are fitted by core/src/test/golden/normal_tail.py.
  static final float NORMAL_P = 0.3f;
  static final float NORMAL_0 = 0.119625166f;
  static final float NORMAL_1 = 0.12081685f;
  static final float NORMAL_2 = 0.09952331f;
  static final float NORMAL_3 = 0.12984261f;
  static final float NORMAL_4 = -0.056094352f;
  static final float NORMAL_5 = 0.20896295f;
  static final float NORMAL_6 = -0.15871266f;
  static final float NORMAL_7 = 0.036036074f;

  /** 1 / sqrt(2 pi), what makes a bell a density. */
  static final float DENSITY = 0.3989422804f;

  private Curves() {}

  /** 1 / (1 + exp(-x)). What is less than 2^-126 becomes 0. */
  static float sigmoid(float x) {
    float e = Exp.of(-Math.abs(x));
    return (x < 0f ? e : 1f) / (1f + e);
  }

  /** The hyperbolic tangent. */
  static float tanh(float x) {
    float size = Math.abs(x);
    float e = Exp.of(-2f * size);
    float large = (1f - e) / (1f + e);
    float square = x * x;
    float p = Math.fma(TANH_0, square, TANH_1);
    p = Math.fma(p, square, TANH_2);
    p = Math.fma(p, square, TANH_3);
    p = Math.fma(p, square, TANH_4);
    float small = Math.fma(p * square, x, x);
    return size < TANH_SMALL ? small : x < 0f ? -large : large;
  }

  /** exp(-x^2 / 2), the normal density but for a factor. */
  static float bell(float x) {
    return Exp.of(-0.5f * x * x);
  }

  /**
   * The normal distribution function, (1 + erf(x / sqrt(2))) / 2.
   *
   * @param bell {@link #bell} of x
   */
  static float normal(float x, float bell) {
    float u = 1f / Math.fma(NORMAL_P, Math.abs(x), 1f);
    float q = Math.fma(NORMAL_7, u, NORMAL_6);
    q = Math.fma(q, u, NORMAL_5);
    q = Math.fma(q, u, NORMAL_4);
    q = Math.fma(q, u, NORMAL_3);
    q = Math.fma(q, u, NORMAL_2);
    q = Math.fma(q, u, NORMAL_1);
    q = Math.fma(q, u, NORMAL_0);
    float beyond = bell * (q * u);
    return x < 0f ? beyond : 1f - beyond;
  }
}
