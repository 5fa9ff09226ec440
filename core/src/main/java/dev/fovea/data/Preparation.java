package dev.fovea.data;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a picture becomes the bytes of a network's input. It travels in a model file by its {@link
 * #id}, because a network understands pictures only if they are made as those it has learned from.
 *
 * <p>Gray is Rec. 601 luma of the samples as they are; what is transparent is laid on white.
 */
public enum Preparation {

  /**
   * As MNIST's digits were made: gray, ink light on a dark ground, its box scaled so that the
   * longer side takes 20 of 28 pixels, its centre of mass at the centre. Noise and a ground that is
   * lit unevenly are taken away. A picture that already has the input's size is only turned to
   * gray, and inverted if its ground is light.
   */
  DIGIT("digit") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      byte[] gray = DigitPreparation.apply(picture, height, width);
      byte[] bytes = new byte[channels * gray.length];
      for (int c = 0; c < channels; c++) {
        System.arraycopy(gray, 0, bytes, c * gray.length, gray.length);
      }
      return bytes;
    }
  },

  /**
   * Scaled by area to fit the input, keeping its proportions, in the middle; what is left over gets
   * the colour of the picture's border (the median of it, by channel).
   */
  RESIZE("resize") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      return PictureBytes.padded(picture, channels, height, width, PictureBytes::byArea);
    }
  },

  /** The largest part in the middle that has the input's proportions, scaled by area. */
  CROP("crop") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      BufferedImage middle = PictureBytes.middle(picture, height, width);
      return PictureBytes.byArea(middle, channels, height, width);
    }
  },

  /** Like {@link #RESIZE}, but each pixel between the four around its place. */
  RESIZE_BILINEAR("resize-bilinear") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      return PictureBytes.padded(picture, channels, height, width, PictureBytes::bilinear);
    }
  },

  /** Like {@link #CROP}, but each pixel between the four around its place. */
  CROP_BILINEAR("crop-bilinear") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      BufferedImage middle = PictureBytes.middle(picture, height, width);
      return PictureBytes.bilinear(middle, channels, height, width);
    }
  },

  /** Only gray or RGB is made of it: the picture must have exactly the input's size. */
  AS_IS("as-is") {
    @Override
    byte[] make(BufferedImage picture, int channels, int height, int width) {
      if (picture.getHeight() != height || picture.getWidth() != width) {
        throw new InputException(
            "the picture has %d x %d pixels, but taken as it is it must have %d x %d:"
                    .formatted(picture.getWidth(), picture.getHeight(), width, height)
                + " resize it, or let it be prepared");
      }
      return PictureBytes.of(picture, channels);
    }
  };

  private final String id;

  Preparation(String id) {
    this.id = id;
  }

  /** Its name in model files: {@code digit}, {@code resize} or {@code as-is}. */
  public String id() {
    return id;
  }

  /**
   * The preparation of that name.
   *
   * @throws InputException if there is none
   */
  public static Preparation of(String id) {
    for (Preparation preparation : values()) {
      if (preparation.id.equals(id)) {
        return preparation;
      }
    }
    throw new InputException(
        "there is no preparation \"%s\": use one of %s"
            .formatted(
                id,
                Arrays.stream(values()).map(Preparation::id).collect(Collectors.joining(", "))));
  }

  /**
   * Makes a network's input of a picture.
   *
   * @param picture of any kind; it is not changed
   * @param channels 1 for gray, 3 for red, green and blue
   * @param height rows of the input
   * @param width columns of the input
   * @return {@code [channel][row][column]}, 0 to 255 unsigned
   * @throws InputException if this picture cannot be prepared so: it shows nothing, its size does
   *     not fit, no picture has that many channels, or the input does not fit into memory. The
   *     message does not know the file's name.
   */
  public byte[] apply(BufferedImage picture, int channels, int height, int width) {
    if (channels != 1 && channels != 3) {
      throw new InputException(
          "a picture cannot become an input of %d channels: use a network with 1 (gray) or 3 (RGB)"
              .formatted(channels));
    }
    try {
      return make(picture, channels, height, width);
    } catch (OutOfMemoryError e) {
      throw new InputException(
          "an input of %d x %d x %d needs more memory than this JVM has: use a network with a smaller one, or a larger -Xmx"
              .formatted(channels, height, width),
          e);
    }
  }

  abstract byte[] make(BufferedImage picture, int channels, int height, int width);

  static byte[] toBytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(values[i]), 0, 255);
    }
    return bytes;
  }
}
