package dev.fovea.engine.kernel;

/**
 * Where a loss finds what it compares: a row of lanes for each channel, which is a class.
 *
 * @param outputs of a network
 * @param gradient where theirs goes, or that of what went into a softmax: see {@link
 *     LossKernels#ofProbabilities}
 */
public record LossViews(View outputs, View gradient) {}
