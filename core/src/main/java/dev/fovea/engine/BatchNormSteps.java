package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.NormPool;
import dev.fovea.engine.kernel.NormViews;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;

/**
 * From a {@link BatchNorm2d} to its steps. In training mode all images of the batch must have been
 * seen before the first can be normalised, and likewise on the way back. So there are three, each
 * of which needs the whole of the one before it:
 *
 * <table>
 * <caption>what they do</caption>
 * <tr><th>step</th><th>for each</th><th>forward</th><th>backward, from the last to the first</th>
 * <tr><td>{@link BatchNormSumsStep}</td><td>group</td>
 *     <td>measures it</td><td>the gradient of the input</td></tr>
 * <tr><td>{@link BatchNormCombineStep}</td><td>channel</td>
 *     <td>mean and variance of the batch</td><td>the gradient of weight and bias</td></tr>
 * <tr><td>{@link BatchNormApplyStep}</td><td>group</td>
 *     <td>the output</td><td>sums of its gradient</td></tr>
 * </table>
 *
 * <p>The last one does the work of a {@link Relu} that alone reads the output as well, and that of
 * a {@link MaxPool2d}, if its windows lie side by side: then the output itself is never stored, and
 * most of the gradient is known without being looked at. A plan that only predicts has but that
 * step.
 */
final class BatchNormSteps {

  private BatchNormSteps() {}

  /**
   * The steps of a node.
   *
   * @param at where its tensors begin among the parameters
   */
  static List<Step> of(BatchNorm2d norm, Layout layout, int node, boolean training, int at) {
    Graph graph = layout.graph();
    NormPlace place = layout.norm(node).orElseThrow();
    int end = graph.normalEnd(node);
    boolean rectified = end != node && graph.layer(end) instanceof Relu;
    View in = layout.value(graph.input(node));
    NormViews views =
        new NormViews(
            in,
            layout.value(end),
            layout.gradient(node, 0),
            training ? layout.gradient(end) : null,
            rectified ? 0f : Float.NEGATIVE_INFINITY);
    NormPool pool = graph.poolsNormal(node) ? pool(layout, graph.pool(node), views, place) : null;
    Step apply = new BatchNormApplyStep(views, pool, place, at, norm.epsilon());
    if (!training) {
      return List.of(apply);
    }
    Shape shape = graph.shape(node);
    return List.of(
        new BatchNormSumsStep(views, pool, place),
        new BatchNormCombineStep(
            shape.channels(),
            shape.height() * shape.width(),
            place,
            at,
            norm.epsilon(),
            norm.momentum()),
        apply);
  }

  private static NormPool pool(Layout layout, int node, NormViews views, NormPlace place) {
    MaxPool2d layer = (MaxPool2d) layout.graph().layer(node);
    Windows values = MaxPoolStep.windows(layer, views.in(), views.out());
    View d = views.dOut();
    if (d == null) {
      return new NormPool(views, values, null, null, -1);
    }
    View counted = views.dIn() == null ? views.in() : views.dIn();
    View largest =
        new View(
            place.largestAt(),
            d.channels(),
            d.height(),
            d.width(),
            d.channelStride(),
            d.rowStride());
    return new NormPool(
        views,
        values,
        MaxPoolStep.windows(layer, counted, d),
        new NormViews(largest, null, null, d, views.floor()),
        layout.numbers(node));
  }

  /** How many images a group has in this run. */
  static int images(Frame f, int group) {
    return Math.min(Lanes.COUNT, f.images - group * Lanes.COUNT);
  }
}
