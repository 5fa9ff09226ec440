package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ImageShape;
import dev.fovea.sources.values.Memory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads arrays of images that belong together.
 *
 * <p>How numbers become bytes is decided for all arrays at once: a test part whose pictures happen
 * to be dark is read as the training part is.
 */
final class NpyImages {

  private final Map<NpyType.Kind, Scale> scales = new EnumMap<>(NpyType.Kind.class);

  /**
   * Looks at the range of all of them.
   *
   * @throws InputException if a number cannot be a pixel, or an array's shape is none of images
   */
  NpyImages(Collection<NpyArray> arrays) {
    Map<NpyType.Kind, Double> largest = new EnumMap<>(NpyType.Kind.class);
    for (NpyArray array : arrays) {
      // Before its numbers are looked at, which can take a while.
      NpyLayout.of(array.name(), array.header());
      largest.merge(array.kind(), array.largest(), Math::max);
    }
    largest.forEach((kind, most) -> scales.put(kind, Scale.of(kind, most)));
  }

  /** The pixels of arrays one after the other. */
  record Pixels(ImageShape shape, byte[] bytes) {}

  /**
   * Reads arrays whose images have one shape.
   *
   * @param name what messages call them together
   * @throws InputException if shapes differ, or all together are too many
   */
  Pixels read(String name, List<NpyArray> arrays) {
    List<NpyLayout> layouts =
        arrays.stream().map(array -> NpyLayout.of(array.name(), array.header())).toList();
    ImageShape shape = layouts.getFirst().image();
    long size = 0;
    for (int i = 0; i < layouts.size(); i++) {
      NpyLayout layout = layouts.get(i);
      if (!layout.image().equals(shape)) {
        throw new InputException(
            "%s has images of %s, but %s of %s: bring them to one size"
                .formatted(arrays.get(i).name(), layout.image(), arrays.getFirst().name(), shape));
      }
      size += Memory.product(layout.count(), shape.bytes());
    }
    byte[] bytes = Memory.bytes(name, size);
    int at = 0;
    for (int i = 0; i < layouts.size(); i++) {
      NpyArray array = arrays.get(i);
      array.read(scales.get(array.kind()), new Scatter(bytes, at, layouts.get(i)));
      at += (int) layouts.get(i).count() * shape.bytes();
    }
    return new Pixels(shape, bytes);
  }

  /** What the user should know of how numbers were taken. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (scales.containsValue(Scale.SIXTEEN_BITS)) {
      remarks.add("there are values over 255, so all were taken as 16-bit ones and divided by 257");
    }
    return List.copyOf(remarks);
  }
}
