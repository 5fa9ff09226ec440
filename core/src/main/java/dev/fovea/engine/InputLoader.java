package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;

/**
 * From bytes, image by image, to floats with sixteen images side by side. Images that are augmented
 * or standardized are first taken one by one: {@link #takeImages}; where images are mixed, before
 * any is loaded.
 */
final class InputLoader {

  private final View image;
  private final int imageSize;
  private final int batch;
  private Source source;
  private int[] order;
  private int from;
  private int count;
  private Mix mix;

  /** Room for augmented images, as soon as there are some. */
  private byte[] augmented;

  private Standardization standardization;

  InputLoader(View image, int batch) {
    this.image = image;
    this.imageSize = image.channels() * image.height() * image.width();
    this.batch = batch;
  }

  /**
   * Begins with the images {@code order[from]} to {@code order[from + count - 1]}.
   *
   * @param mix how they are mixed, with partners that are there; null if they are not
   * @throws IllegalArgumentException if the source cannot serve these images and threads
   */
  void start(Source source, int[] order, int from, int count, int threads, Mix mix) {
    Standardization.checkTable(source.table(), image.channels());
    if (source.augmenter() != null) {
      if (source.augmenter().threads() < threads) {
        throw new IllegalArgumentException("an augmenter for %d threads".formatted(threads));
      }
      if (augmented == null) {
        augmented = new byte[Math.multiplyExact(batch, imageSize)];
      }
    }
    if (source.standardize() && standardization == null) {
      standardization = new Standardization(batch);
    }
    this.source = source;
    this.order = order;
    this.from = from;
    this.count = count;
    this.mix = mix;
  }

  /** Whether an image's inputs come from others, too. */
  boolean mixes() {
    return mix != null;
  }

  /** Whether images must be taken one by one before they can be loaded. */
  boolean oneByOne() {
    return source.augmenter() != null || source.standardize();
  }

  /** Augments and measures images {@code n0} to {@code n1 - 1} of the batch, if that is asked. */
  void takeImages(int thread, int n0, int n1) {
    for (int n = n0; n < n1; n++) {
      if (source.augmenter() != null) {
        int at = order[from + n] * imageSize;
        int to = n * imageSize;
        source.augmenter().apply(thread, source.pixels(), at, order[from + n], augmented, to);
      }
      if (source.standardize()) {
        int plane = image.height() * image.width();
        standardization.measure(n, pixels(), at(n), image.channels(), plane, source.table());
      }
    }
  }

  private byte[] pixels() {
    return source.augmenter() != null ? augmented : source.pixels();
  }

  private int at(int n) {
    return (source.augmenter() != null ? n : order[from + n]) * imageSize;
  }

  /**
   * Loads part {@code part} of group {@code g} into block {@code slot}. Lanes beyond the last image
   * repeat it: any number would do, as their loss gradient is zero, but so they cannot overflow
   * where no real image does.
   */
  void load(Frame f, int g, int slot, int part, int parts) {
    byte[] pixels = pixels();
    float[] table = source.table();
    int rows = image.channels() * image.height();
    int row0 = Step.cut(rows, part, parts);
    int row1 = Step.cut(rows, part + 1, parts);
    int block = slot * f.groupStride + image.at();
    int width = image.width();
    for (int row = row0; row < row1; row++) {
      int channel = row / image.height();
      int entry = Standardization.tableOf(table, channel);
      int to =
          block
              + channel * image.channelStride()
              + (row - channel * image.height()) * image.rowStride();
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int n = Math.min(g * Lanes.COUNT + lane, count - 1);
        row(pixels, at(n) + row * width, width, table, entry, f.x, to + lane);
        if (source.standardize()) {
          change(f.x, to + lane, width, standardization.gain[n], standardization.shift[n]);
        }
        if (mix != null) {
          mixIn(mix.partners()[n], pixels, row, entry, f.x, to + lane);
        }
      }
    }
  }

  /** A method of its own, so that the JIT proves the bounds once for the row. */
  private static void row(
      byte[] pixels, int from, int width, float[] table, int entry, float[] x, int to) {
    for (int column = 0; column < width; column++) {
      x[to + column * Lanes.COUNT] = table[entry + (pixels[from + column] & 0xff)];
    }
  }

  private void mixIn(int n, byte[] pixels, int row, int entry, float[] x, int to) {
    int width = image.width();
    float gain = source.standardize() ? standardization.gain[n] : 1f;
    float shift = source.standardize() ? standardization.shift[n] : 0f;
    float[] table = source.table();
    addRow(pixels, at(n) + row * width, width, table, entry, gain, shift, x, to);
  }

  private void addRow(
      byte[] pixels,
      int from,
      int width,
      float[] table,
      int entry,
      float gain,
      float shift,
      float[] x,
      int to) {
    float share = mix.share();
    float rest = mix.rest();
    for (int column = 0; column < width; column++) {
      int i = to + column * Lanes.COUNT;
      float other = table[entry + (pixels[from + column] & 0xff)] * gain + shift;
      x[i] = share * x[i] + rest * other;
    }
  }

  private static void change(float[] x, int at, int width, float gain, float shift) {
    for (int column = 0; column < width; column++) {
      int i = at + column * Lanes.COUNT;
      x[i] = x[i] * gain + shift;
    }
  }
}
