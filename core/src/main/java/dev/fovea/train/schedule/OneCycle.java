package dev.fovea.train.schedule;

import dev.fovea.data.InputException;
import dev.fovea.train.settings.Require;

/**
 * The rate rises along half a cosine to its peak and falls along another one to almost nothing, in
 * one cycle as long as the training: PyTorch's {@code OneCycleLR} (Smith and Topin, 2017) without
 * the cycle of the momentum. The optimizer's rate is PyTorch's {@code max_lr} where the peak is 1.
 *
 * @param peak the factor at the peak, more than 0; 1 unless said
 * @param rise the part of the steps that rise, from 0 to 1; 0.3 unless said
 * @param startDivisor the first factor is the peak divided by this, at least 1; 25 unless said
 * @param endDivisor the last factor is the first one divided by this, at least 1; 1e4 unless said
 */
public record OneCycle(double peak, double rise, double startDivisor, double endDivisor)
    implements Schedule {

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public OneCycle {
    Require.positive(peak, "OneCycle's peak");
    Require.part(rise, "OneCycle's part that rises");
    divisor(startDivisor);
    divisor(endDivisor);
  }

  /** PyTorch's defaults. */
  public OneCycle() {
    this(1, 0.3, 25, 1e4);
  }

  private static void divisor(double divisor) {
    if (!(divisor >= 1) || Double.isInfinite(divisor)) {
      throw new InputException("OneCycle's divisors must be at least 1, not " + divisor);
    }
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    double first = peak / startDivisor;
    double top = rise * steps - 1;
    long at = Math.min(step, steps - 1);
    if (top > 0 && at <= top) {
      return Cosine.between(first, peak, at / top);
    }
    // A training of one step that only rises has no fall.
    double fall = steps - 1 - top;
    return Cosine.between(peak, first / endDivisor, fall > 0 ? (at - top) / fall : 0);
  }
}
