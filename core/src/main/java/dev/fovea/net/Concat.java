package dev.fovea.net;

import java.util.List;

/**
 * Two values or more with their channels one after the other: the end of branches (Szegedy et al.,
 * 2014). All have the same rows and columns.
 */
public record Concat() implements Join {

  @Override
  public String kind() {
    return "concat";
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Join.several(inputs);
    Shape first = inputs.getFirst();
    int channels = 0;
    for (Shape in : inputs) {
      if (in.height() != first.height() || in.width() != first.width()) {
        throw new IllegalArgumentException(
            "joins equal rows and columns only, not " + first + " and " + in);
      }
      try {
        channels = Math.addExact(channels, in.channels());
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("has too many channels", e);
      }
    }
    return new Shape(channels, first.height(), first.width());
  }

  @Override
  public String toString() {
    return "Concat";
  }
}
