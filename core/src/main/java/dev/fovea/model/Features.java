package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.OneImage;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one layer of a model makes of an image: feature maps of a convolution, or the vector that
 * the last layers tell classes apart by.
 *
 * <p>It never changes; any number of threads may share one.
 */
public final class Features {

  private final Network part;
  private final Scaling scaling;
  private final OneImage oneImage;

  private Features(Network part, Scaling scaling, OneImage oneImage) {
    this.part = part;
    this.scaling = scaling;
    this.oneImage = oneImage;
  }

  /**
   * The output of a layer.
   *
   * @param node its name: {@code conv1}, {@code flatten1}
   * @throws InputException if the model has no such layer, or there is too little memory
   */
  public static Features of(Model model, String node) {
    try {
      Network part = model.network().upTo(node);
      float[] numbers = numbers(model, part);
      OneImage oneImage = OneImage.ofPart(part, numbers, Backend.current());
      return new Features(part, model.scaling(), oneImage);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** The numbers of a part of a network. */
  static float[] numbers(Model model, Network part) {
    Set<String> names = new HashSet<>();
    part.tensors().forEach(tensor -> names.add(tensor.name()));
    float[] all = model.numbers();
    float[] numbers = room(part, part.numberCount());
    int from = 0;
    int to = 0;
    List<Tensor> tensors = model.network().tensors();
    for (Tensor tensor : tensors) {
      int size = Math.toIntExact(tensor.size());
      if (names.contains(tensor.name())) {
        System.arraycopy(all, from, numbers, to, size);
        to += size;
      }
      from += size;
    }
    return numbers;
  }

  /** The shape of the layer's output. */
  public Shape shape() {
    return part.output();
  }

  /**
   * Computes the layer's output.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input, 0 to 255
   * @return {@code [channel][row][column]} of {@link #shape}
   * @throws InputException if the image has another size, or there is too little memory
   */
  public float[] of(byte[] image) {
    Model.requireSize(part, image);
    OneImage.Run run = newRun();
    float[] features = room(part, shape().size());
    run.infer(image, scaling.table(), scaling.standardize());
    for (int i = 0; i < features.length; i++) {
      features[i] = run.logit(i);
    }
    return features;
  }

  private OneImage.Run newRun() {
    try {
      return oneImage.new Run();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static float[] room(Network part, long floats) {
    try {
      return new float[Math.toIntExact(floats)];
    } catch (OutOfMemoryError e) {
      throw NetworkMemory.tooLittle(part, e);
    }
  }
}
