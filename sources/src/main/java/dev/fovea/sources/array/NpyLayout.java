package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ImageShape;
import dev.fovea.sources.values.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the numbers of an array, one after the other as they lie in the file, are put in the order
 * {@code [image][channel][row][column]}.
 *
 * @param count how many images there are
 * @param image the sizes of one
 * @param axes the axes as they lie in the file, the slowest first
 */
record NpyLayout(long count, ImageShape image, List<Axis> axes) {

  /**
   * One axis.
   *
   * @param size how many steps it has
   * @param stride how many pixels further one step leads
   */
  record Axis(int size, int stride) {}

  /**
   * Finds out which axis is which. A row of {@code 3 x square} numbers is taken as red, green and
   * blue of each pixel, as a flattened picture has them.
   *
   * @throws InputException if the shape is none of images, or they are too many for the memory
   */
  static NpyLayout of(String file, NpyHeader header) {
    return of(file, header, header.shape().isEmpty() ? 0 : header.shape().getFirst());
  }

  /** The same for {@code count} images of the array: what of them is read at once. */
  static NpyLayout of(String file, NpyHeader header, long count) {
    List<Long> shape = header.shape();
    if (shape.contains(0L)) {
      throw new InputException(
          "%s has the shape %s, no images at all: save an array with some"
              .formatted(file, NpyHeader.tuple(shape)));
    }
    long image = Memory.product(shape.stream().skip(1).mapToLong(n -> n).toArray());
    Memory.check(file, Memory.product(count, image));
    return switch (shape.size()) {
      case 2 -> row(file, header, count, shape.get(1), 1);
      case 3 -> three(file, header, count);
      case 4 -> four(file, header, count);
      default -> throw refused(file, header, "it must have 2 to 4 axes");
    };
  }

  private static NpyLayout three(String file, NpyHeader header, long count) {
    long second = header.shape().get(1);
    long third = header.shape().get(2);
    if (second == 1) {
      return row(file, header, count, third, 2);
    }
    if (third == 1) {
      return row(file, header, count, second, 1);
    }
    if (third == 3 && second != 3) {
      throw refused(file, header, "that may be one colour picture: add an axis of 1 before it");
    }
    int height = (int) second;
    int width = (int) third;
    return make(
        header,
        count,
        new ImageShape(1, height, width),
        List.of(List.of(new Axis(height, width)), List.of(new Axis(width, 1))));
  }

  private static NpyLayout four(String file, NpyHeader header, long count) {
    // Below 2^31 each, as their product is.
    int b = header.shape().get(1).intValue();
    int c = header.shape().get(2).intValue();
    int d = header.shape().get(3).intValue();
    boolean last = d == 1 || d == 3;
    boolean first = b == 1 || b == 3;
    if (last && !(first && b != c && c == d)) {
      return make(
          header,
          count,
          new ImageShape(d, b, c),
          List.of(List.of(new Axis(b, c)), List.of(new Axis(c, 1)), List.of(new Axis(d, b * c))));
    }
    if (first) {
      return make(
          header,
          count,
          new ImageShape(b, c, d),
          List.of(List.of(new Axis(b, c * d)), List.of(new Axis(c, d)), List.of(new Axis(d, 1))));
    }
    throw refused(file, header, "neither its second nor its last axis is 1 or 3, the channels");
  }

  /** Images that are rows of numbers; the axis of size 1 beside the row makes no difference. */
  private static NpyLayout row(
      String file, NpyHeader header, long count, long values, int rowAxis) {
    ImageShape image =
        ImageShape.ofRow(values)
            .orElseThrow(
                () ->
                    refused(
                        file,
                        header,
                        "axis %d has %d numbers, no square and not three times one"
                            .formatted(rowAxis, values)));
    int size = image.height() * image.width();
    List<Axis> row =
        image.channels() == 1
            ? List.of(new Axis(size, 1))
            : List.of(new Axis(size, 1), new Axis(3, size));
    return make(header, count, image, List.of(row));
  }

  /** Orders the axes as they lie in the file; each list is one axis of the array. */
  private static NpyLayout make(
      NpyHeader header, long count, ImageShape image, List<List<Axis>> ofImage) {
    List<List<Axis>> axes = new ArrayList<>();
    axes.add(List.of(new Axis((int) count, image.bytes())));
    axes.addAll(ofImage);
    if (header.fortran()) {
      Collections.reverse(axes);
    }
    return new NpyLayout(count, image, joined(axes.stream().flatMap(List::stream).toList()));
  }

  /**
   * Fewer axes of the same meaning: none of size 1, and one where a step of the slower is the whole
   * of the faster.
   */
  private static List<Axis> joined(List<Axis> axes) {
    List<Axis> joined = new ArrayList<>();
    for (Axis axis : axes) {
      Axis slower = joined.isEmpty() ? null : joined.getLast();
      if (axis.size == 1) {
        continue;
      }
      if (slower != null && slower.stride == axis.size * axis.stride) {
        joined.set(joined.size() - 1, new Axis(slower.size * axis.size, axis.stride));
      } else {
        joined.add(axis);
      }
    }
    return joined.isEmpty() ? List.of(new Axis(1, 1)) : List.copyOf(joined);
  }

  private static InputException refused(String file, NpyHeader header, String why) {
    return new InputException(
        "%s has the shape %s, and %s; give (N, h, w), (N, h, w, 3), (N, 3, h, w) or (N, h * w)"
            .formatted(file, NpyHeader.tuple(header.shape()), why));
  }
}
