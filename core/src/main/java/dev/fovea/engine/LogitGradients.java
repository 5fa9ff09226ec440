package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the logit of a class changes with what goes into a network and with what one of its layers
 * makes of it, in prediction mode: dropout does nothing, batches are normalised by the running mean
 * and variance, and a softmax at the end is not looked at.
 *
 * <p>Sixteen images at once, on the thread that asks. It never changes, so any number of threads
 * may share one; each call takes memory of its own.
 */
public final class LogitGradients {

  /** The most images at once. */
  public static final int MOST = Lanes.COUNT;

  private final PredictionForm form;
  private final Backend backend;
  private final Layout layout;
  private final List<PlacedStep> steps;
  private final int node;
  private final int last;

  private LogitGradients(PredictionForm form, int node, Backend backend) {
    this.form = form;
    this.backend = backend;
    this.node = node;
    this.last = form.network().nodes().size() - 1;
    this.layout = new Layout(form.network(), true);
    this.steps = Steps.of(form.network(), layout, true, 1);
  }

  /**
   * For a network with its parameters.
   *
   * @param parameters in the order of {@link Network#tensors}; not kept
   * @param layer the name of the layer; null for the image alone
   * @throws IllegalArgumentException if there is no such layer before the softmax at the end, or
   *     the network is too large
   */
  public static LogitGradients of(
      Network network, float[] parameters, String layer, Backend backend) {
    Plan.check(network);
    if (parameters.length != network.numberCount()) {
      throw new IllegalArgumentException(network.numberCount() + " parameters are needed");
    }
    PredictionForm form = PredictionForm.of(network, parameters);
    return new LogitGradients(form, layer == null ? form.image() : find(form, layer), backend);
  }

  private static int find(PredictionForm form, String layer) {
    List<String> names = form.network().nodes().stream().map(Node::name).toList();
    int node = names.subList(form.image() + 1, names.size()).indexOf(layer);
    if (node < 0) {
      throw new IllegalArgumentException(
          "network %s has no layer %s before its logits: it has %s"
              .formatted(
                  form.network().name(),
                  layer,
                  String.join(", ", names.subList(form.image() + 1, names.size()))));
    }
    return node + form.image() + 1;
  }

  /** The shape of what the layer makes, or of the image. */
  public Shape shape() {
    return form.network().shapes().get(node);
  }

  /**
   * What came of some images, a row for each; {@code [channel][row][column]} in a row.
   *
   * @param logits of each image for its class
   * @param inputs the images as the network takes them
   * @param inputGradients of the logit by each input
   * @param activations what the layer made
   * @param gradients of the logit by each of these
   */
  public record Result(
      float[] logits,
      float[][] inputs,
      float[][] inputGradients,
      float[][] activations,
      float[][] gradients) {}

  /**
   * Runs some images forward and back.
   *
   * @param source the images; without an augmenter
   * @param count how many of them there are, from the first: 1 to {@link #MOST}
   * @param classes whose logit, for each
   * @throws IllegalArgumentException if there are no such images or classes, or too little memory
   */
  public Result run(Source source, int count, int[] classes) {
    int[] order = IntStream.range(0, count).toArray();
    if (count < 1 || count > MOST || classes.length != count || source.augmenter() != null) {
      throw new IllegalArgumentException("%d images, %d classes".formatted(count, classes.length));
    }
    View logits = layout.value(last);
    source.check(order, 0, count, form.network().input().size(), logits.channels());
    for (int c : classes) {
      if (c < 0 || c >= logits.channels()) {
        throw new IllegalArgumentException("there is no class " + c);
      }
    }
    Frame f = frame(count);
    InputLoader loader = new InputLoader(layout.value(Node.IMAGE), MOST);
    loader.start(source, order, 0, count, 1, null);
    loader.takeImages(0, 0, count);
    loader.load(f, 0, 0, 0, 1);
    for (PlacedStep each : steps) {
      each.step().prepare(f, 0, 1);
    }
    float[][] inputs = null;
    float[][] activations = null;
    for (int i = 0; i < steps.size(); i++) {
      int at = steps.get(i).node();
      steps.get(i).step().forward(f, 0, 1, 0, 1);
      // Later steps may work in place, so each value is taken as soon as it is there.
      if (i + 1 == steps.size() || steps.get(i + 1).node() != at) {
        inputs = at == form.image() ? read(f, layout.value(at)) : inputs;
        activations = at == node ? read(f, layout.value(at)) : activations;
      }
    }
    float[] chosen = seed(f, logits, classes);
    float[][] inputGradients = null;
    float[][] gradients = null;
    for (PlacedStep each : steps.reversed()) {
      // Behind its fork, if it has one, the gradient is whole; its own steps may overwrite it.
      if (!(each.step() instanceof ForkStep)) {
        View gradient = layout.gradient(each.node());
        boolean again = each.node() == node && gradients != null;
        gradients = each.node() == node && !again ? read(f, gradient) : gradients;
        inputGradients = each.node() == form.image() ? read(f, gradient) : inputGradients;
      }
      each.step().backward(f, 0, 1, 0, 1);
    }
    return new Result(chosen, inputs, inputGradients, activations, gradients);
  }

  private Frame frame(int count) {
    float[] x = Allocation.ofBatch(form.network().name(), MOST, layout.total(1, 1));
    int shared = Layout.LEAD + (int) layout.size();
    int own = shared + (int) layout.shared();
    Frame f = new Frame(backend.kernels(), x, (int) layout.size(), shared, own);
    Proof.check(form.network(), layout, steps, List.of(f), 1);
    f.groups = 1;
    f.images = count;
    f.parameters = form.parameters();
    return f;
  }

  /** Begins the way back: the gradient of a logit by itself is 1. */
  private float[] seed(Frame f, View logits, int[] classes) {
    View gradient = layout.gradient(last);
    float[] chosen = new float[classes.length];
    for (int n = 0; n < chosen.length; n++) {
      chosen[n] = f.x[logits.at() + classes[n] * logits.channelStride() + n];
    }
    // Only now: both may be the same floats.
    gradient.clear(f.x, 0, 0, gradient.channels());
    for (int n = 0; n < chosen.length; n++) {
      f.x[gradient.at() + classes[n] * gradient.channelStride() + n] = 1f;
    }
    return chosen;
  }

  private static float[][] read(Frame f, View view) {
    int plane = view.height() * view.width();
    float[][] rows = new float[f.images][view.channels() * plane];
    for (int i = 0; i < view.channels() * plane; i++) {
      int row = i % plane / view.width();
      int from =
          view.at()
              + i / plane * view.channelStride()
              + row * view.rowStride()
              + i % view.width() * Lanes.COUNT;
      for (int n = 0; n < rows.length; n++) {
        rows[n][i] = f.x[from + n];
      }
    }
    return rows;
  }
}
