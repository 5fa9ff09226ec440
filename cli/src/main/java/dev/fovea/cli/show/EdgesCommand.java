package dev.fovea.cli.show;

import dev.fovea.cli.Choices;
import dev.fovea.cli.PictureOut;
import dev.fovea.data.PictureBytes;
import dev.fovea.inspect.FixedFilters;
import dev.fovea.inspect.Grid;
import dev.fovea.net.Shape;
import dev.fovea.report.picture.GalleryPicture;
import dev.fovea.report.picture.GalleryPicture.Tile;
import dev.fovea.report.picture.Rasters;
import dev.fovea.sources.picture.PictureFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fovea show edges}: filters that nobody learnt, on a picture. */
@Command(
    name = "edges",
    sortOptions = false,
    description =
        "A picture and what filters make of it that nobody learnt: edges, Sobel and blur.")
final class EdgesCommand implements Callable<Integer> {

  /** In points; a larger picture is reduced before it is filtered. */
  private static final int SIDE = 224;

  @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG, GIF or BMP file.")
  private Path image;

  @Mixin private PictureOut out;

  @Override
  public Integer call() {
    Path target = out.target(Choices.shortName(image.toString()) + "-edges.png");
    BufferedImage picture = Rasters.within(PictureFile.read(image), 2 * SIDE);
    Shape shape = new Shape(1, picture.getHeight(), picture.getWidth());
    Grid gray = Grid.brightness(shape, PictureBytes.of(picture, 1));
    List<Tile> tiles = new ArrayList<>();
    Shape coloured = new Shape(3, picture.getHeight(), picture.getWidth());
    tiles.add(
        new Tile(Rasters.image(coloured, PictureBytes.of(picture, 3)), List.of("the picture", "")));
    for (FixedFilters filter : FixedFilters.values()) {
      tiles.add(tile(filter, filter.apply(gray)));
    }
    String title = "%s, filtered by hand".formatted(image.getFileName());
    out.write(GalleryPicture.of(title, tiles, tiles.size(), SIDE), target);
    return 0;
  }

  private static Tile tile(FixedFilters filter, Grid grid) {
    BufferedImage signed = Rasters.signed(grid, Math.max(grid.largest(), -grid.smallest()));
    return switch (filter) {
      case HORIZONTAL_EDGES ->
          new Tile(signed, List.of("horizontal edges", "orange: bright above dark"));
      case VERTICAL_EDGES ->
          new Tile(signed, List.of("vertical edges", "orange: bright left of dark"));
      case SOBEL -> new Tile(Rasters.gray(grid), List.of("Sobel", "how steep it is"));
      case BLUR -> new Tile(Rasters.gray(grid), List.of("blur", "the mean of 3 x 3 pixels"));
    };
  }
}
