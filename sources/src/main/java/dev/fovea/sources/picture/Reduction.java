package dev.fovea.sources.picture;

import dev.fovea.data.Preparation;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.awt.image.BufferedImage;

/**
 * What a decoded picture is brought to.
 *
 * @param height rows
 * @param width columns
 * @param fit how a picture of other proportions gets these
 * @param scaling how its size is changed
 * @param channels 1 for gray, 3 for red, green and blue
 */
public record Reduction(int height, int width, Fit fit, Interpolation scaling, int channels) {

  /** Bytes of a reduced picture. */
  public long size() {
    return (long) channels * height * width;
  }

  /** The bytes of a picture, {@code [channel][row][column]}. */
  public byte[] apply(BufferedImage picture) {
    return preparation(fit, scaling).apply(picture, channels, height, width);
  }

  /** How a model that was trained on such pictures must be shown others. */
  public static Preparation preparation(Fit fit, Interpolation scaling) {
    boolean area = scaling == Interpolation.AREA;
    return switch (fit) {
      case CROP -> area ? Preparation.CROP : Preparation.CROP_BILINEAR;
      case PAD -> area ? Preparation.RESIZE : Preparation.RESIZE_BILINEAR;
    };
  }
}
