package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.LogitGradients;
import dev.fovea.engine.Source;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model's answer depends on: for an image and a class, the gradient of the class's logit by
 * every input and by everything that one layer makes of the image.
 *
 * <p>The model predicts while it is asked: dropout does nothing, and batches are normalised by the
 * running mean and variance. A softmax at the network's end, or its logarithm, is looked through.
 *
 * <p>Sixteen images cost as much as one. It never changes; any number of threads may share one,
 * each call takes memory for sixteen images.
 */
public final class Gradients {

  private final Network network;
  private final Scaling scaling;
  private final LogitGradients engine;

  private Gradients(Model model, String layer) {
    this.network = model.network();
    this.scaling = model.scaling();
    try {
      this.engine = LogitGradients.of(network, model.numbers(), layer, Backend.current());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw NetworkMemory.tooLittle(network, e);
    }
  }

  /**
   * By the image and by what a layer makes of it.
   *
   * @param layer its name: {@code conv1}
   * @throws InputException if the model has no such layer before its logits, or is too large
   */
  public static Gradients of(Model model, String layer) {
    return new Gradients(model, layer);
  }

  /**
   * By the image alone, which also takes the place of the layer.
   *
   * @throws InputException if the model is too large
   */
  public static Gradients of(Model model) {
    return new Gradients(model, null);
  }

  /** The shape of what the layer makes. */
  public Shape shape() {
    return engine.shape();
  }

  /**
   * For one image.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input, 0 to 255
   * @param label the class
   * @throws InputException if the image has another size, or there is no such class
   */
  public ClassGradient of(byte[] image, int label) {
    return of(List.of(image), label).getFirst();
  }

  /**
   * For several images, a class for each.
   *
   * @throws InputException if an image has another size, there is no such class, or there are not
   *     as many classes as images
   */
  public List<ClassGradient> of(List<byte[]> images, int... labels) {
    check(images, labels);
    List<ClassGradient> all = new ArrayList<>();
    for (int from = 0; from < labels.length; from += LogitGradients.MOST) {
      int to = Math.min(labels.length, from + LogitGradients.MOST);
      add(images.subList(from, to), Arrays.copyOfRange(labels, from, to), all);
    }
    return List.copyOf(all);
  }

  private void check(List<byte[]> images, int[] labels) {
    if (images.size() != labels.length) {
      throw new InputException(
          "%d images need as many classes, not %d".formatted(images.size(), labels.length));
    }
    for (byte[] image : images) {
      if (image.length != network.input().size()) {
        throw new InputException(
            "network %s takes images of %s, which is %d bytes, not %d"
                .formatted(network.name(), network.input(), network.input().size(), image.length));
      }
    }
    for (int label : labels) {
      if (label < 0 || label >= network.output().size()) {
        throw new InputException(
            "network %s has classes 0 to %d, but not %d"
                .formatted(network.name(), network.output().size() - 1, label));
      }
    }
  }

  private void add(List<byte[]> images, int[] labels, List<ClassGradient> all) {
    int size = network.input().size();
    byte[] pixels = new byte[Math.multiplyExact(size, labels.length)];
    for (int n = 0; n < labels.length; n++) {
      System.arraycopy(images.get(n), 0, pixels, n * size, size);
    }
    Source source = new Source(pixels, null, scaling.table(), scaling.standardize(), null);
    LogitGradients.Result result;
    try {
      result = engine.run(source, labels.length, labels);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw NetworkMemory.tooLittle(network, e);
    }
    for (int n = 0; n < labels.length; n++) {
      all.add(
          new ClassGradient(
              labels[n],
              result.logits()[n],
              network.input(),
              result.inputs()[n],
              result.inputGradients()[n],
              engine.shape(),
              result.activations()[n],
              result.gradients()[n]));
    }
  }
}
