package dev.fovea.inspect;

import dev.fovea.model.ClassGradient;
import dev.fovea.model.Gradients;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import java.util.List;

/**
 * Which pixels a class's logit depends on: its gradient by the input, the sign left aside, of each
 * pixel the largest over the channels (Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional
 * Networks, 2014).
 *
 * <p>It never changes; any number of threads may share one.
 */
public final class Saliency {

  private final Gradients gradients;

  private Saliency(Gradients gradients) {
    this.gradients = gradients;
  }

  /** What a map shows. */
  public enum Kind {
    /** How much the logit would change with the pixel. */
    GRADIENT,
    /** How much of the logit the pixel makes up: the gradient times the input. */
    GRADIENT_TIMES_INPUT
  }

  /**
   * Of a model.
   *
   * @throws dev.fovea.data.InputException if it is too large
   */
  public static Saliency of(Model model) {
    return new Saliency(Gradients.of(model));
  }

  /**
   * The map of an image for a class, at the size of the image; no number is negative.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input
   * @throws dev.fovea.data.InputException if the image has another size, or there is no such class
   */
  public Grid of(byte[] image, int label, Kind kind) {
    return map(gradients.of(image, label), kind);
  }

  /** The same for several images; sixteen take as long as one. */
  public List<Grid> of(List<byte[]> images, Kind kind, int... labels) {
    return gradients.of(images, labels).stream().map(each -> map(each, kind)).toList();
  }

  private static Grid map(ClassGradient at, Kind kind) {
    Shape shape = at.inputShape();
    int plane = shape.height() * shape.width();
    float[] values = new float[plane];
    for (int i = 0; i < shape.size(); i++) {
      float factor =
          switch (kind) {
            case GRADIENT -> 1f;
            case GRADIENT_TIMES_INPUT -> at.inputs()[i];
          };
      float size = Math.abs(at.inputGradient()[i] * factor);
      values[i % plane] = Math.max(values[i % plane], size);
    }
    return new Grid(shape.height(), shape.width(), values);
  }
}
