package dev.fovea.engine.kernel;

/**
 * The geometry of pooling, as tables of offsets counted in floats.
 *
 * @param inPos offset of each window's first element in one channel of the input
 * @param tap offset of each element of a window from its first, in reading order
 * @param outPos offset of each window's result in one channel of the output
 * @param inChannel distance between two channels of the input
 * @param outChannel distance between two channels of the output
 * @param overlap whether an input element can lie in more than one window
 */
public record Windows(
    int[] inPos, int[] tap, int[] outPos, int inChannel, int outChannel, boolean overlap) {

  /** Whether each of a channel's {@code elements} lies in exactly one window. */
  public boolean coversAll(int elements) {
    return !overlap && inPos.length * tap.length == elements;
  }
}
