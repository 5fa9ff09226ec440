package dev.fovea.net;

import java.util.List;

/** One layer of a network: what it computes, as an immutable value without numbers of its own. */
public sealed interface Layer
    permits Conv2d,
        Dense,
        Pooling,
        Activation,
        Normalization,
        Join,
        Dropout,
        Flatten,
        Softmax,
        LogSoftmax {

  /** The short lower-case name that numbered node names start with: {@code conv}, {@code pool}. */
  String kind();

  /**
   * The shape that comes out when {@code input} goes in.
   *
   * @throws IllegalArgumentException if the layer cannot take {@code input}; the message says what
   *     it needs
   */
  Shape output(Shape input);

  /**
   * The shape that comes out when {@code inputs} go in: exactly one, unless the layer is a {@link
   * Join}.
   *
   * @throws IllegalArgumentException if the layer cannot take them; the message says what it needs
   */
  default Shape output(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("takes exactly one input, not " + inputs.size());
    }
    return output(inputs.getFirst());
  }

  /**
   * The tensors that the layer computes with, in the order in which they are stored; often none.
   */
  default List<Tensor> tensors(Shape input) {
    return List.of();
  }

  /** Multiply-adds that one image costs in the forward direction. */
  default long multiplyAdds(Shape input) {
    return 0;
  }
}
