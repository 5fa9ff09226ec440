package dev.fovea.inspect;

import dev.fovea.model.Features;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a layer makes of one image, as pictures.
 *
 * @param layer the layer's name
 * @param shape of its output
 * @param maps a grid for each channel; of a vector one grid of a single row
 */
public record FeatureMaps(String layer, Shape shape, List<Grid> maps) {

  /** Copies the list. */
  public FeatureMaps {
    maps = List.copyOf(maps);
  }

  /**
   * Of a layer.
   *
   * @param layer its name: {@code conv1}
   * @param image its bytes, {@code [channel][row][column]} of the network's input
   * @throws dev.fovea.data.InputException if the model has no such layer, or the image another size
   */
  public static FeatureMaps of(Model model, String layer, byte[] image) {
    Features features = Features.of(model, layer);
    Shape shape = features.shape();
    float[] values = features.of(image);
    List<Grid> maps =
        shape.isVector()
            ? List.of(new Grid(1, values.length, values))
            : IntStream.range(0, shape.channels())
                .mapToObj(c -> Grid.channel(shape, values, c))
                .toList();
    return new FeatureMaps(layer, shape, maps);
  }
}
