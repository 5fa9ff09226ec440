package dev.fovea.engine.kernel;

/**
 * A batch normalisation whose output is pooled at once, in windows that cover each element once.
 *
 * @param views the input and its gradient; the pooled output and its gradient
 * @param values the windows over the input
 * @param gradients the same windows over the gradients; null in a plan that only predicts
 * @param passed the inputs that were the largest of their windows, as if they were all, and the
 *     pooled gradient, which lies alike; null likewise
 * @param numbersAt where in the block of a group their numbers lie, alike too
 */
public record NormPool(
    NormViews views, Windows values, Windows gradients, NormViews passed, int numbersAt) {

  /** Where the inputs lie that were the largest of their windows. */
  View largest() {
    return passed.in();
  }
}
