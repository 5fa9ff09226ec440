package dev.fovea.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Pooling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The windows of a pooling along the rows or along the columns, each cut to what of it lies in the
 * image.
 *
 * @param first where each begins in the image
 * @param length how many elements of the image it has, at least 1
 * @param counted how many a mean divides by: more than {@code length} where padding is counted
 */
record PoolSide(int[] first, int[] length, int[] counted) {

  /** The {@code windows} of a layer along a side of {@code size} elements. */
  static PoolSide of(Pooling layer, int size, int windows) {
    return switch (layer) {
      case MaxPool2d(int kernel, int stride, int padding, boolean _) ->
          of(size, windows, kernel, stride, padding, false);
      case AvgPool2d(int kernel, int stride, int padding, boolean _, boolean countPadding) ->
          of(size, windows, kernel, stride, padding, countPadding);
      case AdaptiveAvgPool2d _ -> adaptive(size, windows);
    };
  }

  /**
   * {@code windows} of {@code kernel} elements every {@code stride}, as {@link
   * dev.fovea.net.PoolSize} counts them. Since padding is at most half of the kernel, none lies
   * beside the image. As in PyTorch padding counts where it is asked for, but not what a last
   * window covers beyond it.
   */
  private static PoolSide of(
      int size, int windows, int kernel, int stride, int padding, boolean countPadding) {
    PoolSide side = new PoolSide(new int[windows], new int[windows], new int[windows]);
    for (int i = 0; i < windows; i++) {
      long begin = (long) i * stride - padding;
      long inside = Math.max(0, begin);
      side.first[i] = (int) inside;
      side.length[i] = (int) (Math.min(begin + kernel, size) - inside);
      long padded = Math.min(begin + kernel, (long) size + padding) - begin;
      side.counted[i] = countPadding ? (int) padded : side.length[i];
    }
    return side;
  }

  /** Windows of {@link AdaptiveAvgPool2d}. */
  private static PoolSide adaptive(int size, int windows) {
    PoolSide side = new PoolSide(new int[windows], new int[windows], new int[windows]);
    for (int i = 0; i < windows; i++) {
      side.first[i] = (int) ((long) i * size / windows);
      long end = Math.ceilDiv((i + 1L) * size, (long) windows);
      side.length[i] = (int) (end - side.first[i]);
      side.counted[i] = side.length[i];
    }
    return side;
  }

  int windows() {
    return first.length;
  }

  /** The windows of each length and divisor, in the order of the first of each. */
  List<int[]> kinds() {
    return IntStream.range(0, windows())
        .boxed()
        .collect(groupingBy(i -> List.of(length[i], counted[i]), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(some -> some.stream().mapToInt(i -> i).toArray())
        .toList();
  }

  /** Whether an element can lie in more than one window. */
  boolean overlaps() {
    for (int i = 1; i < windows(); i++) {
      if (first[i] < first[i - 1] + length[i - 1]) {
        return true;
      }
    }
    return false;
  }
}
