package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.model.ClassGradient;
import dev.fovea.model.Gradients;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.List;

/**
 * Where in an image a layer sees what speaks for a class (Selvaraju et al.: Grad-CAM, 2017): its
 * feature maps, each times the mean gradient of the class's logit by it, summed; what speaks
 * against the class counts as 0.
 *
 * <p>It never changes; any number of threads may share one.
 */
public final class GradCam {

  private final Gradients gradients;
  private final String layer;

  private GradCam(String layer, Gradients gradients) {
    this.layer = layer;
    this.gradients = gradients;
  }

  /** At the last convolution; otherwise like {@link #of(Model, String)}. */
  public static GradCam of(Model model) {
    return of(model, Layers.lastConvolution(model.network()));
  }

  /**
   * At a layer.
   *
   * @param layer its name: {@code conv2}
   * @throws InputException if the model has no such layer, or it has no rows and columns
   */
  public static GradCam of(Model model, String layer) {
    Network network = model.network();
    int node = Layers.find(network, layer);
    Layer found = network.nodes().get(node).layer();
    if (network.shapes().get(node).isVector() && !(found instanceof Conv2d)) {
      throw new InputException(
          "layer %s of network %s has no rows and columns to look at: take a convolution such as %s"
              .formatted(layer, network.name(), Layers.lastConvolution(network)));
    }
    return new GradCam(layer, Gradients.of(model, layer));
  }

  /** The layer's name. */
  public String layer() {
    return layer;
  }

  /**
   * The map of an image for a class, at the size of the layer: {@link Grid#resized} brings it to
   * the image's.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input
   * @throws InputException if the image has another size, or there is no such class
   */
  public Grid of(byte[] image, int label) {
    return map(gradients.of(image, label));
  }

  /** The same for several images; sixteen take as long as one. */
  public List<Grid> of(List<byte[]> images, int... labels) {
    return gradients.of(images, labels).stream().map(GradCam::map).toList();
  }

  /** From activations and gradients of a layer to the map. */
  static Grid map(ClassGradient at) {
    Shape shape = at.layerShape();
    int plane = shape.height() * shape.width();
    double[] sums = new double[plane];
    for (int c = 0; c < shape.channels(); c++) {
      double weight = 0;
      for (int i = 0; i < plane; i++) {
        weight += at.gradient()[c * plane + i];
      }
      weight /= plane;
      for (int i = 0; i < plane; i++) {
        sums[i] += weight * at.activations()[c * plane + i];
      }
    }
    float[] values = new float[plane];
    for (int i = 0; i < plane; i++) {
      values[i] = (float) Math.max(0, sums[i]);
    }
    return new Grid(shape.height(), shape.width(), values);
  }
}
