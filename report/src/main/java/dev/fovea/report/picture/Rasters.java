package dev.fovea.report.picture;

import dev.fovea.data.PictureBytes;
import dev.fovea.inspect.Grid;
import dev.fovea.net.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Pixels of images and grids as pictures. No text is in them, so that no font is needed: a headless
 * JDK on a bare server has none.
 *
 * <p>All of them hold red, green and blue ({@link BufferedImage#TYPE_INT_RGB}), gray ones too: the
 * JDK would show the numbers of its gray kind lighter than they are.
 */
public final class Rasters {

  /** How bright an image stays below a map of heat. */
  private static final double DIMMED = 0.6;

  /** How much the hottest place hides of the image. */
  private static final double COVERED = 0.9;

  private Rasters() {}

  /**
   * An image of a data set.
   *
   * @param shape of the image: one channel is shown gray, three as red, green and blue, and of any
   *     other number the mean is shown gray
   * @param pixels {@code [channel][row][column]}, 0 to 255 unsigned
   */
  public static BufferedImage image(Shape shape, byte[] pixels) {
    check(shape, pixels);
    int plane = shape.height() * shape.width();
    int[] rgb = new int[plane];
    boolean coloured = shape.channels() == 3;
    for (int i = 0; i < plane; i++) {
      rgb[i] =
          coloured
              ? rgb(pixels[i] & 0xFF, pixels[plane + i] & 0xFF, pixels[2 * plane + i] & 0xFF)
              : gray(mean(pixels, i, plane, shape.channels()));
    }
    return picture(shape.height(), shape.width(), rgb);
  }

  private static int mean(byte[] pixels, int at, int plane, int channels) {
    int sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += pixels[c * plane + at] & 0xFF;
    }
    return Math.round(sum / (float) channels);
  }

  /** A grid stretched to its range: the smallest number black, the largest white. */
  public static BufferedImage gray(Grid grid) {
    float[] values = grid.stretched().values();
    int[] rgb = new int[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = gray(Math.clamp(Math.round(values[i] * 255), 0, 255));
    }
    return picture(grid.height(), grid.width(), rgb);
  }

  /**
   * A grid in colours whose lightness grows evenly: 0 and less is black, the largest number a light
   * yellow.
   */
  public static BufferedImage heat(Grid grid) {
    float largest = grid.largest();
    int[] rgb = new int[grid.values().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = ColourMap.HEAT.rgb(share(grid.values()[i], largest));
    }
    return picture(grid.height(), grid.width(), rgb);
  }

  /**
   * A grid with two sides: {@code -largest} and less is blue, 0 nearly white, {@code largest} and
   * more a reddish orange.
   *
   * @param largest the same for pictures that are to be compared; 0 makes all of them nearly white
   */
  public static BufferedImage signed(Grid grid, float largest) {
    int[] rgb = new int[grid.values().length];
    for (int i = 0; i < rgb.length; i++) {
      double side = largest > 0 ? grid.values()[i] / largest : 0;
      rgb[i] = ColourMap.SIGNED.rgb((side + 1) / 2);
    }
    return picture(grid.height(), grid.width(), rgb);
  }

  /**
   * An image in gray, dimmed, with a map over it: the hotter a place, the less is seen of the
   * image.
   *
   * @param shape of the image
   * @param pixels {@code [channel][row][column]}, 0 to 255 unsigned
   * @param map of any size, brought to the image's; what is negative counts as 0
   */
  public static BufferedImage overlay(Shape shape, byte[] pixels, Grid map) {
    check(shape, pixels);
    Grid image = Grid.brightness(shape, pixels);
    Grid fitted = map.resized(shape.height(), shape.width());
    float largest = fitted.largest();
    int[] rgb = new int[image.values().length];
    for (int i = 0; i < rgb.length; i++) {
      double share = share(fitted.values()[i], largest);
      int below = gray((int) Math.round(image.values()[i] * 255 * DIMMED));
      rgb[i] = ColourMap.between(below, ColourMap.HEAT.rgb(share), share * COVERED);
    }
    return picture(shape.height(), shape.width(), rgb);
  }

  private static double share(float value, float largest) {
    return largest > 0 ? Math.max(0, value / largest) : 0;
  }

  /**
   * Each pixel as a square of {@code factor} x {@code factor}.
   *
   * @param factor at least 1
   */
  public static BufferedImage enlarged(BufferedImage picture, int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("a picture is enlarged by 1 or more, not " + factor);
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
    BufferedImage large = blank(Math.multiplyExact(height, factor), width * factor);
    int[] line = new int[width * factor];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < line.length; x++) {
        line[x] = rgb[y * width + x / factor];
      }
      for (int i = 0; i < factor; i++) {
        large.setRGB(0, y * factor + i, line.length, 1, line, 0, line.length);
      }
    }
    return large;
  }

  /**
   * A picture no side of which is longer than {@code side}: as it is if it fits, else each pixel
   * the mean of the part that it covers.
   *
   * @param side at least 1
   */
  public static BufferedImage within(BufferedImage picture, int side) {
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    if (side < 1) {
      throw new IllegalArgumentException("a picture has sides of 1 or more, not " + side);
    }
    if (longer <= side) {
      return picture;
    }
    int height = Math.clamp(Math.round(picture.getHeight() * (double) side / longer), 1, side);
    int width = Math.clamp(Math.round(picture.getWidth() * (double) side / longer), 1, side);
    return image(new Shape(3, height, width), PictureBytes.byArea(picture, 3, height, width));
  }

  /**
   * Pictures in rows and columns of equal cells, each in the middle of its own.
   *
   * @param tiles at least one
   * @param columns at most so many in a row; at least 1
   * @param gap pixels between two cells; there are none around all of them
   * @param ground what is seen where no picture is
   */
  public static BufferedImage sheet(List<BufferedImage> tiles, int columns, int gap, Color ground) {
    if (tiles.isEmpty() || columns < 1 || gap < 0) {
      throw new IllegalArgumentException(
          "a sheet of %d pictures in %d columns, %d apart".formatted(tiles.size(), columns, gap));
    }
    int width = tiles.stream().mapToInt(BufferedImage::getWidth).max().getAsInt();
    int height = tiles.stream().mapToInt(BufferedImage::getHeight).max().getAsInt();
    int across = Math.min(columns, tiles.size());
    int down = (tiles.size() + across - 1) / across;
    BufferedImage sheet =
        blank(
            Math.addExact(Math.multiplyExact(down, height + gap), -gap),
            Math.addExact(Math.multiplyExact(across, width + gap), -gap));
    fill(sheet, ground.getRGB());
    for (int i = 0; i < tiles.size(); i++) {
      BufferedImage tile = tiles.get(i);
      int x = i % across * (width + gap) + (width - tile.getWidth()) / 2;
      int y = i / across * (height + gap) + (height - tile.getHeight()) / 2;
      put(tile, sheet, x, y);
    }
    return sheet;
  }

  /** A picture on a ground that goes beyond it on all sides. */
  static BufferedImage framed(BufferedImage picture, int margin, Color ground) {
    BufferedImage framed = blank(picture.getHeight() + 2 * margin, picture.getWidth() + 2 * margin);
    fill(framed, ground.getRGB());
    put(picture, framed, margin, margin);
    return framed;
  }

  /** Two pictures, each in the middle of the height of the higher. */
  static BufferedImage beside(BufferedImage left, BufferedImage right, int gap, Color ground) {
    int height = Math.max(left.getHeight(), right.getHeight());
    BufferedImage both = blank(height, left.getWidth() + gap + right.getWidth());
    fill(both, ground.getRGB());
    put(left, both, 0, (height - left.getHeight()) / 2);
    put(right, both, left.getWidth() + gap, (height - right.getHeight()) / 2);
    return both;
  }

  private static void fill(BufferedImage picture, int rgb) {
    int[] line = new int[picture.getWidth()];
    Arrays.fill(line, rgb);
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.setRGB(0, y, line.length, 1, line, 0, line.length);
    }
  }

  private static void put(BufferedImage picture, BufferedImage onto, int x, int y) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
    onto.setRGB(x, y, width, height, rgb, 0, width);
  }

  private static void check(Shape shape, byte[] pixels) {
    if (pixels.length != shape.size()) {
      throw new IllegalArgumentException(
          "an image of %s has not %d bytes".formatted(shape, pixels.length));
    }
  }

  private static int gray(int level) {
    return rgb(level, level, level);
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  private static BufferedImage blank(int height, int width) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  private static BufferedImage picture(int height, int width, int[] rgb) {
    BufferedImage picture = blank(height, width);
    picture.setRGB(0, 0, width, height, rgb, 0, width);
    return picture;
  }
}
