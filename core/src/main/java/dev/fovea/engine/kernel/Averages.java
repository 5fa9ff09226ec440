package dev.fovea.engine.kernel;

/**
 * Windows of one shape whose elements all count alike.
 *
 * @param windows which elements
 * @param share of each in the mean: 1 by what the mean divides by, which may be more than the
 *     elements of a window that hangs over the edge
 */
public record Averages(Windows windows, float share) {}
