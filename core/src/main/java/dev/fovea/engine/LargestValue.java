package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The largest value that comes out of a layer, its sign left aside: what tells where the numbers of
 * a failed training went wrong.
 *
 * @param layer the layer's name
 * @param value at least 0; infinite if one of the values is infinite or no number
 */
public record LargestValue(String layer, float value) {

  /**
   * Runs the images that are loaded forward once more, on one thread, and looks at each value
   * before another one takes its place.
   *
   * @param f as the last run left it; afterwards it may be used by the next one
   */
  static List<LargestValue> of(
      Network network, boolean training, List<PlacedStep> placed, Frame f, InputLoader loader) {
    List<Node> nodes = Reordering.reluAfterPooling(network).nodes();
    Layout layout = Plan.layout(network, training);
    // A normalised layer writes what it measured among the parameters.
    f.parameters = f.parameters.clone();
    for (PlacedStep each : placed) {
      each.step().prepare(f, 0, 1);
    }
    loader.takeImages(0, 0, f.images);
    for (int g = 0; g < f.groups; g++) {
      loader.load(f, g, g, 0, 1);
    }
    List<LargestValue> found = new ArrayList<>();
    for (PlacedStep each : placed) {
      each.step().forward(f, 0, f.groups, 0, 1);
      View out = layout.value(each.node());
      if (out == null) {
        out = layout.value(layout.graph().pool(each.node())); // both layers are one step
      }
      String layer = nodes.get(each.node()).name();
      if (!found.isEmpty() && found.getLast().layer().equals(layer)) {
        found.removeLast(); // one of the steps of a layer that has several
      }
      found.add(new LargestValue(layer, largest(f, out)));
    }
    return List.copyOf(found);
  }

  private static float largest(Frame f, View out) {
    float most = 0;
    for (int g = 0; g < f.groups; g++) {
      for (int c = 0; c < out.channels(); c++) {
        for (int row = 0; row < out.height(); row++) {
          int at = g * f.groupStride + out.offset(c, row);
          for (int i = at; i < at + out.rowSize(); i++) {
            float size = Math.abs(f.x[i]);
            most = size <= most ? most : Float.isNaN(size) ? Float.POSITIVE_INFINITY : size;
          }
        }
      }
    }
    return most;
  }
}
