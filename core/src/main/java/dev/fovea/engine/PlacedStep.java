package dev.fovea.engine;

/**
 * A step and the layer that it belongs to: the first of them, where it stands for two.
 *
 * @param node the layer's position in the network
 * @param step what runs
 */
record PlacedStep(int node, Step step) {}
