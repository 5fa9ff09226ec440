package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.LossKernels;
import dev.fovea.engine.kernel.LossViews;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.net.Outputs;
import java.util.Arrays;

/**
 * The end of a plan: from outputs and labels to the loss and the prediction of each image, and to
 * the gradient of the mean loss, from which the way back begins.
 *
 * <p>Targets are a number for each class and image: label, smoothing, class weights and the second
 * label of a mixed image are all in them. They are made in a thread's own room, group by group.
 * Cross-entropy of plain labels needs none.
 */
final class LossHead {

  private final Loss loss;
  private final Outputs kind;
  private final LossViews views;
  private final boolean plain;

  /** The target of each class for all images, and what the label adds to its own. */
  private final float[] spread;

  private final float[] peak;
  private final double[] weights;
  private final float[] losses;
  private final int[] predictions;

  private int[] labels;
  private int[] order;
  private int from;
  private int count;
  private Mix mix;
  private double weightSum;
  private float scale;

  /**
   * For outputs of a kind that is right for the loss.
   *
   * @param gradient where that of the outputs goes, or of what went into the softmax: see {@link
   *     LossKernels#ofProbabilities}
   * @param groups how many there can be
   */
  LossHead(Loss loss, Outputs kind, View outputs, View gradient, int groups) {
    this.loss = loss;
    this.kind = kind;
    this.views = new LossViews(outputs, gradient);
    int classes = outputs.channels();
    double smoothing = loss instanceof CrossEntropy cross ? cross.labelSmoothing() : 0;
    this.weights = loss.classWeights().stream().mapToDouble(w -> w).toArray();
    this.plain = loss instanceof CrossEntropy && smoothing == 0 && weights.length == 0;
    this.spread = new float[classes];
    this.peak = new float[classes];
    for (int c = 0; c < classes; c++) {
      double weight = weights.length == 0 ? 1 : weights[c];
      spread[c] = (float) (smoothing / classes * weight);
      peak[c] = (float) ((1 - smoothing) * weight);
    }
    this.losses = new float[groups * Lanes.COUNT];
    this.predictions = new int[groups * Lanes.COUNT];
  }

  /**
   * That of a plan, for a network in the order that runs.
   *
   * @throws IllegalArgumentException if the loss makes no sense for the network
   */
  static LossHead of(Loss loss, Network network, Layout layout, int groups) {
    loss.check(network);
    int last = network.nodes().size() - 1;
    boolean skips = skips(loss, network) && layout.gradient(last, 0) != null;
    View gradient = skips ? layout.gradient(last, 0) : layout.gradient(last);
    return new LossHead(loss, Outputs.of(network), layout.value(last), gradient, groups);
  }

  /**
   * Whether the last layer of a network has no way back of its own, because the gradient that is
   * computed here is that of its input. The two ways back of the softmax and of the logarithm
   * together are a difference; one by one they divide by probabilities that may be 0.
   */
  static boolean skips(Loss loss, Network network) {
    return loss instanceof NegativeLogLikelihood && Outputs.of(network) == Outputs.PROBABILITIES;
  }

  /** Floats of a thread's own room that the targets of a network take. */
  static long own(Network network) {
    return (long) network.output().size() * Lanes.COUNT;
  }

  /** What it can touch in the block of a group, and elsewhere. */
  void reach(Reaches r) {
    View outputs = views.outputs();
    r.view(outputs);
    r.view(views.gradient(), outputs);
    r.add(Place.OWN, 0, (long) outputs.channels() * Lanes.COUNT);
    r.scratch();
  }

  /**
   * Begins with the images {@code order[from]} to {@code order[from + count - 1]}, which have been
   * checked.
   *
   * @param labels the class of each image of the source; null if unknown, then nothing is computed
   * @param mix null if images stay as they are
   */
  void start(int[] labels, int[] order, int from, int count, Mix mix) {
    this.labels = labels;
    this.order = order;
    this.from = from;
    this.count = count;
    this.mix = mix;
    if (weights.length == 0) {
      weightSum = count;
      scale = 1f / count;
    } else if (labels != null) {
      weightSum = weighted();
      scale = (float) (1 / weightSum);
    }
  }

  private double weighted() {
    double sum = 0;
    for (int n = 0; n < count; n++) {
      double own = weights[label(n)];
      sum += mix == null ? own : mix.share() * own + mix.rest() * weights[label(partner(n))];
    }
    return sum;
  }

  private int label(int n) {
    return labels[order[from + n]];
  }

  private int partner(int n) {
    return mix.partners()[n];
  }

  /** Computes all of group {@code g}, which lies in block {@code slot}. */
  void run(Frame f, int g, int slot) {
    int at = slot * f.groupStride;
    int first = g * Lanes.COUNT;
    int images = Math.min(Lanes.COUNT, count - first);
    if (plain && mix == null) {
      f.kernels.softmaxCrossEntropy(
          f.x,
          at + views.outputs().at(),
          at + views.gradient().at(),
          views.outputs().channels(),
          labels,
          order,
          from + first,
          images,
          scale,
          losses,
          predictions,
          first,
          f.scratch);
      return;
    }
    targets(f, first, images);
    LossKernels k = f.kernels.losses();
    switch (loss) {
      case CrossEntropy _ -> k.crossEntropy(views, f.x, at, f.own, images, scale, f.scratch);
      case NegativeLogLikelihood _ -> {
        if (kind == Outputs.PROBABILITIES) {
          k.ofProbabilities(views, f.x, at, f.own, images, scale, f.scratch);
        } else {
          k.ofLogProbabilities(views, f.x, at, f.own, images, scale, f.scratch);
        }
      }
      case MeanSquaredError _ -> k.squaredError(views, f.x, at, f.own, images, scale, f.scratch);
    }
    System.arraycopy(f.scratch, 0, losses, first, images);
    for (int n = 0; n < images; n++) {
      predictions[first + n] = likeliest(f.x, at + views.outputs().at() + n);
    }
  }

  private void targets(Frame f, int first, int images) {
    for (int c = 0; c < spread.length; c++) {
      int at = f.own + c * Lanes.COUNT;
      Arrays.fill(f.x, at, at + Lanes.COUNT, spread[c]);
    }
    for (int n = 0; n < images; n++) {
      int label = label(first + n);
      if (mix == null) {
        f.x[f.own + label * Lanes.COUNT + n] += peak[label];
      } else {
        int other = label(partner(first + n));
        f.x[f.own + label * Lanes.COUNT + n] += mix.share() * peak[label];
        f.x[f.own + other * Lanes.COUNT + n] += mix.rest() * peak[other];
      }
    }
  }

  /** The first of the largest outputs of an image. */
  private int likeliest(float[] x, int at) {
    int best = 0;
    for (int c = 1; c < views.outputs().channels(); c++) {
      best = x[at + c * Lanes.COUNT] > x[at + best * Lanes.COUNT] ? c : best;
    }
    return best;
  }

  /** The sum of the losses of the images, added in their order. */
  double lossSum() {
    double sum = 0;
    for (int n = 0; n < count; n++) {
      sum += losses[n];
    }
    return sum;
  }

  /** What that sum is divided by for the mean. */
  double weightSum() {
    return weightSum;
  }

  /** How many images were predicted right; a mixed one has the label that it has more of. */
  int correct() {
    int correct = 0;
    for (int n = 0; n < count; n++) {
      boolean own = mix == null || mix.share() >= 0.5f;
      correct += predictions[n] == label(own ? n : partner(n)) ? 1 : 0;
    }
    return correct;
  }
}
