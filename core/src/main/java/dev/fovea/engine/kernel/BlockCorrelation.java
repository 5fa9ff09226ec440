package dev.fovea.engine.kernel;

/**
 * The geometry of a sum over taps for one image, whose lanes are sixteen channels: the mirror image
 * of {@link Correlation}. Inputs are single floats that are broadcast; weights are rows of lanes.
 *
 * <pre>out[b * outBlock + outPos[p] + lane] = bias[b][lane] + sum over t of
 *     weight[b][t][lane] * in[inPos[p] + inTap[t]]</pre>
 *
 * <p>for output channel {@code 16 b + lane}. Bias and weights are packed as {@code [block][1 +
 * tap][lane]}, the bias being row 0. Lanes beyond the last channel mean nothing: a kernel may write
 * them or not.
 *
 * @param inTap offset of each tap from a position in the input
 * @param inPos offset of each position in the input
 * @param outPos offset of each position in one block of the output
 * @param outBlock distance between two blocks of the output
 * @param channels output channels
 */
public record BlockCorrelation(int[] inTap, int[] inPos, int[] outPos, int outBlock, int channels) {

  /** Taps of each output. */
  public int taps() {
    return inTap.length;
  }

  /** Positions in each output channel. */
  public int positions() {
    return inPos.length;
  }

  /** Blocks of sixteen output channels, the last one perhaps in part. */
  public int blocks() {
    return Math.ceilDiv(channels, Lanes.COUNT);
  }

  /** Distance between the weights of two blocks. */
  public int weightBlock() {
    return (1 + taps()) * Lanes.COUNT;
  }
}
