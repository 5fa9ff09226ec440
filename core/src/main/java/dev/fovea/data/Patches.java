package dev.fovea.data;

/** The connected patches of pixels above a level; pixels that touch at a corner are connected. */
final class Patches {

  private final int[] patchOf;
  private final double[] weights;
  private final double heaviest;

  private Patches(int[] patchOf, double[] weights, double heaviest) {
    this.patchOf = patchOf;
    this.weights = weights;
    this.heaviest = heaviest;
  }

  /** Finds the patches of pixels of at least {@code level}. */
  static Patches of(Plane plane, float level) {
    float[] values = plane.values();
    int[] patchOf = new int[values.length];
    double[] weights = new double[values.length + 1];
    int[] queue = new int[values.length];
    double heaviest = 0;
    int patches = 0;
    for (int start = 0; start < values.length; start++) {
      if (values[start] < level || patchOf[start] != 0) {
        continue;
      }
      patches++;
      patchOf[start] = patches;
      queue[0] = start;
      int filled = 1;
      for (int next = 0; next < filled; next++) {
        int pixel = queue[next];
        weights[patches] += values[pixel];
        int y = pixel / plane.width();
        int x = pixel % plane.width();
        for (int v = Math.max(0, y - 1); v <= Math.min(plane.height() - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(plane.width() - 1, x + 1); u++) {
            int neighbour = v * plane.width() + u;
            if (values[neighbour] >= level && patchOf[neighbour] == 0) {
              patchOf[neighbour] = patches;
              queue[filled++] = neighbour;
            }
          }
        }
      }
      heaviest = Math.max(heaviest, weights[patches]);
    }
    return new Patches(patchOf, weights, heaviest);
  }

  /** The sum of the values of the patch that a pixel belongs to; -1 for none. */
  double weight(int pixel) {
    return patchOf[pixel] == 0 ? -1 : weights[patchOf[pixel]];
  }

  /** The sum of the values of the heaviest patch. */
  double heaviest() {
    return heaviest;
  }
}
