package dev.fovea.data.augment;

import dev.fovea.data.Rng;
import java.util.Arrays;
import java.util.List;

/**
 * An elastic distortion: random fields, smoothed, and an interpolation by them; what affine
 * augmentations do before it is done by the same interpolation, because a second one would blur
 * images more than those that a model later sees.
 */
final class ElasticWarp implements Stage {

  private static final double WIDTHS = 4;

  private final List<Affine> before;
  private final AffineMap map = new AffineMap();
  private final FixedMap fixed = new FixedMap();
  private final Elastic elastic;
  private final Size size;
  private final Surrounded from;
  private final float[] weights;
  private final float[] right;
  private final float[] down;
  private final float[] between;

  ElasticWarp(List<Affine> before, Elastic elastic, Size size, Outside outside) {
    this.before = List.copyOf(before);
    this.elastic = elastic;
    this.size = size;
    this.from = new Surrounded(size, outside);
    this.weights = gaussian(elastic.sigma());
    this.right = new float[size.height() * size.width()];
    this.down = new float[right.length];
    this.between = new float[right.length];
  }

  /** The right half of the Gaussian, with its middle; the whole of it adds up to 1. */
  private static float[] gaussian(double sigma) {
    double[] half = new double[(int) (WIDTHS * sigma + 0.5) + 1];
    double sum = 0;
    for (int i = 0; i < half.length; i++) {
      half[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
      sum += i == 0 ? half[i] : 2 * half[i];
    }
    float[] weights = new float[half.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (half[i] / sum);
    }
    return weights;
  }

  @Override
  public void apply(byte[] image, int at, Rng random) {
    map.draw(before, random);
    draw(right, random);
    draw(down, random);
    smooth(right);
    smooth(down);
    apply(image, at, map, right, down);
  }

  private static void draw(float[] field, Rng random) {
    for (int i = 0; i < field.length; i++) {
      field[i] = 2 * random.nextFloat() - 1;
    }
  }

  /**
   * Convolves with the Gaussian and multiplies by alpha.
   *
   * @param field column after column; the result stands there row after row
   */
  void smooth(float[] field) {
    smooth(field, size.width(), size.height(), 1);
    for (int column = 0; column < size.width(); column++) {
      for (int row = 0; row < size.height(); row++) {
        field[row * size.width() + column] = between[column * size.height() + row];
      }
    }
    smooth(field, size.height(), size.width(), (float) elastic.alpha());
    System.arraycopy(between, 0, field, 0, field.length);
  }

  /** Convolves {@code lines} lines of {@code length} numbers with each other, into between. */
  private void smooth(float[] field, int lines, int length, float times) {
    Arrays.fill(between, 0);
    add(times * weights[0], field, 0, between, 0, field.length);
    for (int i = 1; i < Math.min(weights.length, lines); i++) {
      int away = i * length;
      add(times * weights[i], field, 0, between, away, field.length - away);
      add(times * weights[i], field, away, between, 0, field.length - away);
    }
  }

  private static void add(float weight, float[] from, int at, float[] to, int start, int count) {
    for (int i = 0; i < count; i++) {
      to[start + i] += weight * from[at + i];
    }
  }

  /** Each pixel comes from where the map has the place so far to the right and so far below. */
  void apply(byte[] image, int at, AffineMap map, float[] right, float[] down) {
    from.load(image, at);
    fixed.set(map, size);
    int plane = size.height() * size.width();
    for (int row = 0; row < size.height(); row++) {
      for (int column = 0; column < size.width(); column++) {
        int i = row * size.width() + column;
        double toRight = right[i];
        double toBottom = down[i];
        long x = fixed.x + column * fixed.xx + row * fixed.xy;
        long y = fixed.y + column * fixed.yx + row * fixed.yy;
        x += (long) (fixed.xx * toRight + fixed.xy * toBottom);
        y += (long) (fixed.yx * toRight + fixed.yy * toBottom);
        for (int channel = 0; channel < size.channels(); channel++) {
          image[at + channel * plane + i] = from.nearest(channel, x, y);
        }
      }
    }
  }
}
