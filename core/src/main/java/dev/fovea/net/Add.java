package dev.fovea.net;

import java.util.List;

/**
 * The sum of two values or more, element by element: the end of a residual block (He et al., 2015).
 * All have the same shape.
 */
public record Add() implements Join {

  @Override
  public String kind() {
    return "add";
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Join.several(inputs);
    Shape first = inputs.getFirst();
    for (Shape in : inputs) {
      if (!in.equals(first)) {
        throw new IllegalArgumentException("adds equal shapes only, not " + first + " and " + in);
      }
    }
    return first;
  }

  @Override
  public String toString() {
    return "Add";
  }
}
