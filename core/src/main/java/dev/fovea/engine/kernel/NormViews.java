package dev.fovea.engine.kernel;

/**
 * Where a batch normalisation's values and gradients lie.
 *
 * @param out null where only gradients are asked for
 * @param dIn null where nobody needs it
 * @param dOut null in a plan that only predicts
 * @param floor the least output: 0 with a ReLU behind it, minus infinity without
 */
public record NormViews(View in, View out, View dIn, View dOut, float floor) {}
