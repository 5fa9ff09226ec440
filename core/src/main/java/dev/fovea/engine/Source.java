package dev.fovea.engine;

/**
 * Where a plan takes its images from.
 *
 * @param pixels all images, one after the other, {@code [channel][row][column]}
 * @param labels the class of each image; null if unknown, then there is no loss
 * @param table the input for each of the 256 pixel values
 */
public record Source(byte[] pixels, int[] labels, float[] table) {}
