package dev.fovea.report.picture;

import dev.fovea.inspect.FeatureMaps;
import dev.fovea.inspect.Filters;
import dev.fovea.inspect.Grid;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What layers have learnt to look for, and what they make of an image; without any text. */
public final class LayerPictures {

  /** Between pictures, so that black ones and white ones end where they end. */
  private static final Color GROUND = new Color(0x80, 0x80, 0x80);

  private static final int GAP = 4;
  private static final int MARGIN = 8;
  private static final int SMALLEST = 48;
  private static final int LARGEST = 160;
  private static final int WIDEST = 16;

  private LayerPictures() {}

  /**
   * The kernels of a convolution: orange weights look for bright, blue ones for dark, all on one
   * scale. Of one input channel they stand in rows; of three each is one picture in colour, where
   * gray is a weight of 0; of more there is a row for each filter with a kernel for each channel.
   *
   * @param filters at most so many of them
   * @param channels at most so many input channels of each
   */
  public static BufferedImage filters(Filters filters, int most, int channels) {
    int count = Math.min(most, filters.count());
    int across = Math.min(channels, filters.channels());
    boolean coloured = filters.channels() == 3;
    List<BufferedImage> tiles = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      if (coloured) {
        tiles.add(coloured(filters, f));
      } else {
        for (int c = 0; c < across; c++) {
          tiles.add(Rasters.signed(filters.kernel(f, c), filters.largest()));
        }
      }
    }
    int columns = coloured || filters.channels() == 1 ? columns(tiles.size()) : across;
    return Rasters.framed(sheet(tiles, columns, SMALLEST), MARGIN, GROUND);
  }

  private static BufferedImage coloured(Filters filters, int filter) {
    Grid red = filters.kernel(filter, 0);
    Grid green = filters.kernel(filter, 1);
    Grid blue = filters.kernel(filter, 2);
    float largest = filters.largest();
    BufferedImage picture =
        new BufferedImage(filters.width(), filters.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < filters.height(); y++) {
      for (int x = 0; x < filters.width(); x++) {
        int rgb =
            level(red.at(y, x), largest) << 16
                | level(green.at(y, x), largest) << 8
                | level(blue.at(y, x), largest);
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  private static int level(float weight, float largest) {
    float side = largest > 0 ? weight / largest : 0;
    return Math.clamp(Math.round((side + 1) * 127.5f), 0, 255);
  }

  /**
   * An image, and beside it what a layer makes of it: a picture for each channel, each stretched to
   * its own range; the numbers of a vector are squares of one picture.
   *
   * @param image of any size
   * @param most at most so many channels
   */
  public static BufferedImage maps(BufferedImage image, FeatureMaps maps, int most) {
    BufferedImage sheet;
    if (maps.shape().isVector()) {
      BufferedImage squares = Rasters.heat(squared(maps.maps().getFirst()));
      sheet = GalleryPicture.fitted(squares, 2 * LARGEST);
    } else {
      List<BufferedImage> tiles =
          maps.maps().stream().limit(most).map(map -> Rasters.heat(map.stretched())).toList();
      sheet = sheet(tiles, columns(tiles.size()), LARGEST / 2);
    }
    BufferedImage shown = GalleryPicture.fitted(image, 2 * LARGEST);
    return Rasters.framed(Rasters.beside(shown, sheet, 2 * MARGIN, GROUND), MARGIN, GROUND);
  }

  /** Numbers one after the other in rows, as many as there are in each; what is left over is 0. */
  private static Grid squared(Grid row) {
    int width = (int) Math.ceil(Math.sqrt(row.width()));
    int height = (row.width() + width - 1) / width;
    return new Grid(height, width, Arrays.copyOf(row.stretched().values(), width * height));
  }

  private static int columns(int tiles) {
    return Math.min(WIDEST, (int) Math.ceil(Math.sqrt(tiles * 1.6)));
  }

  /** Pictures of one size in rows, small ones enlarged and large ones reduced. */
  private static BufferedImage sheet(List<BufferedImage> tiles, int columns, int wanted) {
    int side = Math.max(tiles.getFirst().getWidth(), tiles.getFirst().getHeight());
    int factor = Math.max(1, Math.round((float) wanted / side));
    List<BufferedImage> shown =
        tiles.stream()
            .map(tile -> Rasters.within(Rasters.enlarged(tile, factor), 2 * LARGEST))
            .toList();
    return Rasters.sheet(shown, columns, GAP, GROUND);
  }
}
