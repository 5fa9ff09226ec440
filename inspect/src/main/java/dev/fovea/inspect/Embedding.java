package dev.fovea.inspect;

import dev.fovea.data.Dataset;
import dev.fovea.model.LayerOutputs;
import dev.fovea.model.LayerRows;
import dev.fovea.model.Model;

/**
 * Images as points of a plane.
 *
 * @param of what of them was looked at: {@code pixels}, or a layer's name
 * @param method how the plane was found: {@code PCA} or {@code t-SNE}
 * @param places a row of two numbers for each image
 * @param labels the class of each image; not copied
 */
public record Embedding(String of, String method, Matrix places, int[] labels) {

  /**
   * What is to be looked at, before there is a plane: the pixels of images, or what a layer makes
   * of them.
   *
   * @param of its name
   * @param points a row for each image
   * @param labels the class of each image; not copied
   */
  public record Points(String of, Matrix points, int[] labels) {

    /** The pixels themselves. */
    public static Points pixels(Dataset data) {
      return new Points("pixels", Matrix.pixels(data), data.labels());
    }

    /**
     * What a layer makes of the images.
     *
     * @param threads how many share the work; the result does not depend on it
     * @throws dev.fovea.data.InputException if the model has no such layer, images or classes are
     *     not its own, or the numbers do not fit into memory
     */
    public static Points layer(Model model, String layer, Dataset data, int threads) {
      try (LayerOutputs outputs = new LayerOutputs(model, layer, threads)) {
        LayerRows rows = outputs.of(data);
        return new Points(layer, Matrix.of(rows), rows.labels());
      }
    }

    /** On the plane of the first two principal components. */
    public Embedding pca(int threads) {
      Matrix places = Pca.of(points, 2, threads).project(points);
      return new Embedding(of, "PCA", places, labels);
    }

    /** By t-SNE. */
    public Embedding tsne(Tsne tsne, int threads) {
      return new Embedding(of, "t-SNE", tsne.of(points, threads), labels);
    }
  }

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** How far to the right an image lies. */
  public float x(int image) {
    return places.values()[2 * image];
  }

  /** How far up. */
  public float y(int image) {
    return places.values()[2 * image + 1];
  }
}
