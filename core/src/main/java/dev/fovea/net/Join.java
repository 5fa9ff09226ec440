package dev.fovea.net;

import java.util.List;

/** A layer that makes one value of several. */
public sealed interface Join extends Layer permits Add, Concat {

  @Override
  Shape output(List<Shape> inputs);

  @Override
  default Shape output(Shape input) {
    return output(List.of(input));
  }

  /** Refuses fewer than two inputs. */
  static void several(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException("joins two inputs or more, not " + inputs.size());
    }
  }
}
