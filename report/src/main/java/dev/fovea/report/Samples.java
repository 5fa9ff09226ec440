package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.StreamPart;
import dev.fovea.data.StreamParts;

/** Some of the images of a set, in memory. */
public final class Samples {

  private Samples() {}

  /** The images of these numbers, in their order. */
  public static Dataset pick(ImageSet images, int... numbers) {
    return switch (images) {
      case Dataset data -> data.pick(numbers);
      case ImageStream stream -> read(stream, numbers);
    };
  }

  private static Dataset read(ImageStream stream, int... numbers) {
    int size = stream.imageSize();
    byte[] pixels = new byte[Math.multiplyExact(numbers.length, size)];
    int[] labels = new int[numbers.length];
    for (int n = 0; n < numbers.length; n++) {
      Dataset one = StreamParts.load(new StreamPart(stream, numbers[n], 1));
      System.arraycopy(one.pixels(), 0, pixels, n * size, size);
      labels[n] = one.label(0);
    }
    return new Dataset(
        stream.name(),
        stream.channels(),
        stream.height(),
        stream.width(),
        pixels,
        labels,
        stream.classes());
  }

  /** At most so many numbers below {@code count}, as far apart as can be. */
  public static int[] spread(int count, int most) {
    int[] numbers = new int[Math.min(count, most)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) ((long) i * count / numbers.length);
    }
    return numbers;
  }
}
