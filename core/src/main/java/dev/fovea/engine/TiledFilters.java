package dev.fovea.engine;

/**
 * The points of a convolution's filters, where it is cut into tiles.
 *
 * @param tiling how it is cut
 * @param pointsAt where the points lie among the floats that all groups share
 * @param gradientAt where their gradient lies in the block of a group; -1 in a plan that only
 *     predicts
 */
record TiledFilters(Tiling tiling, int pointsAt, int gradientAt) {}
