package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.FeatureMaps;
import dev.fovea.inspect.Filters;
import dev.fovea.inspect.Grid;
import dev.fovea.inspect.Layers;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import dev.fovea.report.picture.Encoded;
import dev.fovea.report.picture.Rasters;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network sees: the filters of its first convolution, and what some layers make of an
 * example of each class.
 *
 * @param filters of the first convolution, if there is one
 * @param examples an image of each class, of the first twelve
 */
record Sight(Optional<Plate> filters, List<Example> examples) {

  private static final int MOST_CLASSES = 12;
  private static final int MOST_MAPS = 16;
  private static final int MOST_FILTERS = 64;

  /** No map is larger, so that the page stays small. */
  private static final int LARGEST_MAP = 40;

  private static final Color GROUND = new Color(0x80, 0x80, 0x80);

  /**
   * A picture.
   *
   * @param layer whose it is
   * @param uri the picture itself
   * @param width how wide it is shown
   * @param alternative for who cannot see it
   * @param caption below it
   */
  record Plate(String layer, String uri, int width, String alternative, String caption) {}

  /**
   * An image of a class.
   *
   * @param name of the class
   * @param maps the image itself, then what layers make of it
   */
  record Example(String name, List<Plate> maps) {}

  static Sight of(Subject subject, Predictions predictions) {
    List<String> convolutions = Layers.convolutions(subject.model().network());
    if (convolutions.isEmpty()) {
      return new Sight(Optional.empty(), List.of());
    }
    return new Sight(
        Optional.of(filters(Filters.of(subject.model(), convolutions.getFirst()))),
        examples(subject, predictions, chosen(convolutions)));
  }

  /** The first, one halfway, the last. */
  private static List<String> chosen(List<String> convolutions) {
    int last = convolutions.size() - 1;
    return IntStream.of(0, last / 2, last).distinct().mapToObj(convolutions::get).toList();
  }

  private static Plate filters(Filters filters) {
    int shown = Math.min(MOST_FILTERS, filters.count());
    int channels = Math.min(3, filters.channels());
    List<BufferedImage> tiles = new ArrayList<>();
    int columns = Math.min(shown, 16);
    for (int from = 0; from < shown; from += columns) {
      for (int channel = 0; channel < channels; channel++) {
        for (int n = from; n < Math.min(shown, from + columns); n++) {
          BufferedImage kernel = Rasters.signed(filters.kernel(n, channel), filters.largest());
          tiles.add(Rasters.enlarged(kernel, Math.max(1, LARGEST_MAP / filters.width())));
        }
      }
    }
    BufferedImage sheet = Rasters.sheet(tiles, columns, 4, GROUND);
    String caption =
        "%d filters of %d x %d%s: orange weights look for bright, blue ones for dark."
            .formatted(
                shown,
                filters.height(),
                filters.width(),
                channels > 1 ? ", a row for each of %d channels".formatted(channels) : "");
    return new Plate(
        filters.layer(),
        Encoded.dataUri(sheet),
        sheet.getWidth(),
        "The weights of the filters of %s as colours.".formatted(filters.layer()),
        caption);
  }

  private static List<Example> examples(
      Subject subject, Predictions predictions, List<String> layers) {
    int[] numbers =
        IntStream.range(0, Math.min(MOST_CLASSES, predictions.classes().size()))
            .map(label -> surest(predictions, label))
            .filter(image -> image >= 0)
            .toArray();
    Dataset images = Samples.pick(subject.test(), numbers);
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < images.size(); n++) {
      String name = predictions.classes().get(images.label(n));
      byte[] image = images.image(n);
      List<Plate> maps = new ArrayList<>();
      maps.add(itself(subject.model().network().input(), image, name));
      for (String layer : layers) {
        maps.add(maps(subject.model(), layer, image, name));
      }
      examples.add(new Example(name, maps));
    }
    return examples;
  }

  /** The image of a class that the model is surest of, among those it tells right if there are. */
  private static int surest(Predictions predictions, int label) {
    int best = -1;
    for (int n = 0; n < predictions.count(); n++) {
      if (predictions.labels()[n] == label
          && (best < 0
              || predictions.probability(n, label) > predictions.probability(best, label))) {
        best = n;
      }
    }
    return best;
  }

  private static Plate itself(Shape shape, byte[] image, String name) {
    BufferedImage picture = Rasters.within(Rasters.image(shape, image), 4 * LARGEST_MAP);
    return new Plate(
        "image", Encoded.dataUri(picture), 4 * LARGEST_MAP, name, "The image, " + shape);
  }

  /** Small maps become larger, so that the gaps between them stay thin. */
  private static BufferedImage sized(BufferedImage tile) {
    int side = Math.max(tile.getWidth(), tile.getHeight());
    return side > LARGEST_MAP
        ? Rasters.within(tile, LARGEST_MAP)
        : Rasters.enlarged(tile, Math.max(1, LARGEST_MAP / side));
  }

  private static Plate maps(Model model, String layer, byte[] image, String name) {
    FeatureMaps features = FeatureMaps.of(model, layer, image);
    List<BufferedImage> tiles =
        features.maps().stream()
            .limit(MOST_MAPS)
            .map(Grid::stretched)
            .map(Rasters::heat)
            .map(Sight::sized)
            .toList();
    BufferedImage sheet = Rasters.sheet(tiles, 4, 2, GROUND);
    int all = features.maps().size();
    String caption =
        "%s, %s%s"
            .formatted(
                layer,
                features.shape(),
                all > MOST_MAPS ? ": the first %d maps".formatted(MOST_MAPS) : "");
    return new Plate(
        layer,
        Encoded.dataUri(sheet),
        4 * LARGEST_MAP,
        "What %s makes of this %s, a square for each channel.".formatted(layer, name),
        caption);
  }
}
