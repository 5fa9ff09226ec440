package dev.fovea.report.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as bytes. The same pixels give the same bytes on the same JDK. What is transparent is
 * taken for opaque.
 */
public final class Encoded {

  private static final int MOST_COLOURS = 256;

  /** Between as fast and as small as can be; the JDK makes it level 6 of deflate's nine. */
  private static final float EFFORT = 0.3f;

  private Encoded() {}

  /** A PNG: of gray levels, of a palette where that holds all colours, else of all three. */
  public static byte[] png(BufferedImage picture) {
    BufferedImage smallest =
        gray(picture).or(() -> indexed(picture)).orElseGet(() -> opaque(picture));
    return write("png", smallest, EFFORT);
  }

  /**
   * A JPEG, gray if the picture is.
   *
   * @param quality from 0 to 1; 0.75 is usual
   */
  public static byte[] jpeg(BufferedImage picture, double quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("the quality must be from 0 to 1, not " + quality);
    }
    return write("jpeg", gray(picture).orElseGet(() -> opaque(picture)), (float) quality);
  }

  /** A PNG as the address of an image in a page: {@code data:image/png;base64,...}. */
  public static String dataUri(BufferedImage picture) {
    return dataUri("image/png", png(picture));
  }

  /** Bytes as an address in a page. */
  static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] write(String format, BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next(); // the JDK has both
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Given the stream itself, ImageIO would go by way of a file in the temporary folder.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot fail to be written", e);
    } finally {
      writer.dispose();
    }
  }

  private static int[] rgb(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }

  private static Optional<BufferedImage> gray(BufferedImage picture) {
    int[] rgb = rgb(picture);
    byte[] levels = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      int level = rgb[i] & 0xFF;
      if ((rgb[i] >> 8 & 0xFF) != level || (rgb[i] >> 16 & 0xFF) != level) {
        return Optional.empty();
      }
      levels[i] = (byte) level;
    }
    BufferedImage gray =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    // By the raster: setRGB would take the levels for another kind of gray and change them.
    fill(gray.getRaster(), levels);
    return Optional.of(gray);
  }

  private static Optional<BufferedImage> indexed(BufferedImage picture) {
    int[] rgb = rgb(picture);
    Map<Integer, Integer> places = new LinkedHashMap<>();
    byte[] indices = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      Integer place = places.get(rgb[i] & 0xFFFFFF);
      if (place == null) {
        place = places.size();
        places.put(rgb[i] & 0xFFFFFF, place);
      }
      if (place >= MOST_COLOURS) {
        return Optional.empty();
      }
      indices[i] = place.byteValue();
    }
    int[] colours = places.keySet().stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel palette =
        new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    fill(indexed.getRaster(), indices);
    return Optional.of(indexed);
  }

  private static void fill(WritableRaster raster, byte[] values) {
    raster.setDataElements(0, 0, raster.getWidth(), raster.getHeight(), values);
  }

  private static BufferedImage opaque(BufferedImage picture) {
    if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
      return picture;
    }
    int width = picture.getWidth();
    BufferedImage opaque =
        new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    opaque.setRGB(0, 0, width, picture.getHeight(), rgb(picture), 0, width);
    return opaque;
  }
}
