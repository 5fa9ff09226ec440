package dev.fovea.engine.kernel;

/**
 * The geometry of a sum over taps, as tables of offsets counted in floats:
 *
 * <pre>out[c * outChannel + outPos[p]] = bias[c] + sum over t of
 *     weight[c * weightChannel + weightTap[t]] * in[inPos[p] + inTap[t]]</pre>
 *
 * <p>Convolution in both directions and dense layers are all of this form, whatever their stride
 * and padding; so one small kernel serves them all. Each element of in and out is a row of {@link
 * Lanes#COUNT} lanes.
 *
 * @param inTap offset of each tap from a position in the input
 * @param weightTap offset of each tap in the weights of one output channel
 * @param weightChannel distance between the weights of two output channels
 * @param inPos offset of each position in the input
 * @param outPos offset of each position in one channel of the output
 * @param outChannel distance between two channels of the output
 * @param channels output channels
 */
public record Correlation(
    int[] inTap,
    int[] weightTap,
    int weightChannel,
    int[] inPos,
    int[] outPos,
    int outChannel,
    int channels) {

  /** Taps of each output. */
  public int taps() {
    return inTap.length;
  }

  /** Positions in each output channel. */
  public int positions() {
    return inPos.length;
  }
}
