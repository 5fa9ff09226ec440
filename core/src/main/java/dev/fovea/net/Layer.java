package dev.fovea.net;

import java.util.List;

/** One layer of a network: what it computes, as an immutable value without numbers of its own. */
public sealed interface Layer permits Conv2d, MaxPool2d, Relu, Dropout, Flatten, Dense {

  /** The short lower-case name that numbered node names start with: {@code conv}, {@code pool}. */
  String kind();

  /**
   * The shape that comes out when {@code input} goes in.
   *
   * @throws IllegalArgumentException if the layer cannot take {@code input}; the message says what
   *     it needs
   */
  Shape output(Shape input);

  /** The tensors that training changes, in the order in which they are stored; often none. */
  default List<Tensor> tensors(Shape input) {
    return List.of();
  }

  /** Multiply-adds that one image costs in the forward direction. */
  default long multiplyAdds(Shape input) {
    return 0;
  }
}
