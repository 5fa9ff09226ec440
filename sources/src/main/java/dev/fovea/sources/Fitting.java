package dev.fovea.sources;

import dev.fovea.sources.picture.Reduction;
import dev.fovea.sources.values.Memory;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/** Brings images of any source to the size and the channels that were asked for. */
final class Fitting {

  private Fitting() {}

  /** The same images if they are so already. */
  static Images fit(Images images, ReadOptions options) {
    int height = options.size().orElse(images.height());
    int width = options.size().orElse(images.width());
    int channels = options.channels().orElse(images.channels());
    if (height == images.height() && width == images.width() && channels == images.channels()) {
      return images;
    }
    Reduction to = new Reduction(height, width, options.fit(), options.scaling(), channels);
    int size = Math.toIntExact(to.size());
    byte[] pixels = Memory.bytes(images.name(), Memory.product(images.size(), size));
    BufferedImage picture =
        new BufferedImage(
            images.width(),
            images.height(),
            images.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < images.size(); i++) {
      draw(images, i, picture.getRaster());
      System.arraycopy(to.apply(picture), 0, pixels, i * size, size);
    }
    return new Images(
        images.name(),
        channels,
        height,
        width,
        pixels,
        images.labels(),
        images.classes(),
        images.files());
  }

  private static void draw(Images images, int image, WritableRaster raster) {
    int plane = images.height() * images.width();
    int[] samples = new int[plane];
    for (int c = 0; c < images.channels(); c++) {
      int from = (image * images.channels() + c) * plane;
      for (int i = 0; i < plane; i++) {
        samples[i] = images.pixels()[from + i] & 0xff;
      }
      raster.setSamples(0, 0, images.width(), images.height(), c, samples);
    }
  }
}
