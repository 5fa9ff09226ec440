package dev.fovea.report.picture;

import dev.fovea.data.Dataset;
import dev.fovea.net.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small pictures of many images in one: for a page that shows the image at the pointer.
 *
 * @param count how many images there are
 * @param columns how many stand in a row; image n is in row n / columns and column n % columns
 * @param cell rows and columns of each, in pixels, without gaps between them
 * @param dataUri the picture as the address of an image in a page
 */
public record Sprite(int count, int columns, int cell, String dataUri) {

  private static final double QUALITY = 0.75;

  /**
   * Of all images of a data set, in their order: as PNG of gray ones, of others as JPEG.
   *
   * @param images at least one
   * @param side no side of a cell is longer; at least 1
   */
  public static Sprite of(Dataset images, int side) {
    if (images.size() == 0) {
      throw new IllegalArgumentException(images.name() + " has no images");
    }
    Shape shape = new Shape(images.channels(), images.height(), images.width());
    List<BufferedImage> tiles =
        IntStream.range(0, images.size())
            .mapToObj(n -> Rasters.within(Rasters.image(shape, images.image(n)), side))
            .map(Sprite::squared)
            .toList();
    int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
    BufferedImage all = Rasters.sheet(tiles, columns, 0, Color.BLACK);
    String uri =
        images.channels() == 3
            ? Encoded.dataUri("image/jpeg", Encoded.jpeg(all, QUALITY))
            : Encoded.dataUri(all);
    return new Sprite(tiles.size(), columns, tiles.getFirst().getWidth(), uri);
  }

  private static BufferedImage squared(BufferedImage tile) {
    int side = Math.max(tile.getWidth(), tile.getHeight());
    if (tile.getWidth() == tile.getHeight()) {
      return tile;
    }
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int width = tile.getWidth();
    int height = tile.getHeight();
    int[] rgb = tile.getRGB(0, 0, width, height, null, 0, width);
    square.setRGB((side - width) / 2, (side - height) / 2, width, height, rgb, 0, width);
    return square;
  }
}
