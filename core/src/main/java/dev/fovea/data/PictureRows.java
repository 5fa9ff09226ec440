package dev.fovea.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/**
 * The samples of a picture as they stand in its file: gray or RGB, 0 to 255, what is transparent
 * laid on an opaque ground.
 *
 * <p>Colour profiles are left aside, as other image classifiers do.
 */
final class PictureRows implements Rows {

  private static final int MAX = 255;

  private final BufferedImage picture;
  private final int channels;
  private final int ground;
  private final boolean plain;
  private final int bands;
  private final boolean gray;
  private final int sampleMax;
  private final int[] samples;

  /** The colours of a picture that has numbers of colours; empty if it has colours themselves. */
  private final int[] palette;

  /**
   * Wraps a picture.
   *
   * @param channels 1 for gray (Rec. 601 luma), 3 for red, green and blue
   * @param ground what shows through transparent pixels: 0 for black to 255 for white
   */
  PictureRows(BufferedImage picture, int channels, int ground) {
    this.picture = picture;
    this.channels = channels;
    this.ground = ground;
    ColorModel model = picture.getColorModel();
    this.plain = isPlain(model);
    this.gray = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    this.bands = picture.getRaster().getNumBands();
    this.sampleMax = (1 << Math.min(16, model.getComponentSize(0))) - 1;
    this.samples = new int[picture.getWidth() * (plain ? bands : 1)];
    this.palette = palette(model);
  }

  private static int[] palette(ColorModel model) {
    if (!(model instanceof IndexColorModel indexed)) {
      return new int[0];
    }
    int[] palette = new int[1 << DataBuffer.getDataTypeSize(model.getTransferType())];
    Arrays.setAll(palette, indexed::getRGB);
    return palette;
  }

  /**
   * Whether the samples can be taken as they are. BufferedImage.getRGB takes gray for linear light
   * and makes 188 of 128, and applies a profile at a microsecond a pixel.
   */
  private static boolean isPlain(ColorModel model) {
    int space = model.getColorSpace().getType();
    int transfer = model.getTransferType();
    return model instanceof ComponentColorModel
        && !(model.hasAlpha() && model.isAlphaPremultiplied())
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT);
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int height() {
    return picture.getHeight();
  }

  @Override
  public int width() {
    return picture.getWidth();
  }

  @Override
  public void read(int y, float[] row) {
    int width = width();
    if (!plain) {
      readArgb(y);
      for (int x = 0; x < width; x++) {
        int argb = samples[x];
        put(row, x, argb >> 16 & MAX, argb >> 8 & MAX, argb & MAX, argb >>> 24);
      }
      return;
    }
    // A raster's origin is 0, 0 within a BufferedImage, also in a part of a larger one.
    picture.getRaster().getPixels(0, y, width, 1, samples);
    int colours = gray ? 1 : 3;
    for (int x = 0; x < width; x++) {
      int at = x * bands;
      int red = to8Bits(samples[at]);
      int green = gray ? red : to8Bits(samples[at + 1]);
      int blue = gray ? red : to8Bits(samples[at + 2]);
      put(row, x, red, green, blue, bands > colours ? to8Bits(samples[at + colours]) : MAX);
    }
  }

  private void readArgb(int y) {
    if (palette.length == 0) {
      picture.getRGB(0, y, width(), 1, samples, 0, width());
      return;
    }
    // The same as getRGB, which asks for each pixel in several steps.
    picture.getRaster().getPixels(0, y, width(), 1, samples);
    for (int x = 0; x < samples.length; x++) {
      samples[x] = palette[samples[x]];
    }
  }

  private int to8Bits(int sample) {
    return sampleMax == MAX ? sample : (sample * MAX + sampleMax / 2) / sampleMax;
  }

  private void put(float[] row, int x, int red, int green, int blue, int alpha) {
    int r = over(red, alpha);
    int g = over(green, alpha);
    int b = over(blue, alpha);
    if (channels == 1) {
      // Whole numbers, so that a gray pixel keeps exactly its value.
      int luma = (299 * r + 587 * g + 114 * b + 500) / 1000;
      row[x] = luma;
    } else {
      row[x] = r;
      row[x + width()] = g;
      row[x + 2 * width()] = b;
    }
  }

  private int over(int colour, int alpha) {
    return (colour * alpha + ground * (MAX - alpha) + MAX / 2) / MAX;
  }
}
