package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How a network runs: made once for a network, a batch size and a team of threads. An ordered list
 * of steps over one preallocated array; running it allocates nothing.
 *
 * <p>A plan is mutable and for one caller at a time. The parameters are not part of it: the numbers
 * of all tensors are handed to each run, in the order of {@link Network#tensors}.
 */
public final class Plan {

  private final Network network;
  private final int batch;
  private final Workers workers;
  private final boolean training;
  private final long numberCount;
  private final List<PlacedStep> placed;
  private final List<Step> steps;
  private final List<List<Step>> legs;
  private final List<Frame> frames;
  private final InputLoader loader;
  private final View logits;
  private final View dLogits;
  private final float[] losses;
  private final int[] predictions;
  private final Workers.Task task = this::runShare;

  private Source source;
  private int[] order;
  private int from;
  private int count;
  private int groups;
  private boolean shared;
  private boolean backward;

  private Plan(Network network, int batch, boolean training, Workers workers, Backend backend) {
    this.network = network;
    this.batch = batch;
    this.workers = workers;
    this.training = training;
    this.numberCount = network.numberCount();
    Network reordered = Reordering.reluAfterPooling(network);
    Layout layout = new Layout(reordered, training);
    int capacity = groups(batch);
    check(network, layout);
    float[] x = allocate(network, batch, layout.total(capacity, workers.size()));
    int last = network.nodes().size() - 1;
    this.loader = new InputLoader(layout.value(Node.IMAGE), batch);
    this.logits = layout.value(last);
    this.dLogits = layout.gradient(last);
    this.placed = Steps.of(reordered, layout, training, capacity);
    this.steps = placed.stream().map(PlacedStep::step).toList();
    this.legs = legs(steps);
    this.frames = new ArrayList<>();
    int stride = (int) layout.size();
    int shared = Layout.LEAD + capacity * stride;
    for (int thread = 0; thread < workers.size(); thread++) {
      int own = shared + (int) (layout.shared() + thread * layout.own());
      frames.add(new Frame(backend.kernels(), x, stride, shared, own));
    }
    Proof.check(reordered, layout, placed, frames, capacity);
    this.losses = new float[capacity * Lanes.COUNT];
    this.predictions = new int[capacity * Lanes.COUNT];
  }

  /**
   * A plan that can only predict.
   *
   * @param batch the most images in a run
   * @throws IllegalArgumentException if it would need more memory than there is, saying how much
   */
  public static Plan forInference(Network network, int batch, Workers workers, Backend backend) {
    return new Plan(network, batch, false, workers, backend);
  }

  /** A plan that can also compute gradients; otherwise like {@link #forInference}. */
  public static Plan forTraining(Network network, int batch, Workers workers, Backend backend) {
    return new Plan(network, batch, true, workers, backend);
  }

  /** Where a plan's values lie; its nodes are those of the network in the order that runs. */
  static Layout layout(Network network, boolean training) {
    return new Layout(Reordering.reluAfterPooling(network), training);
  }

  /** Groups of lanes that {@code images} fill, the last one perhaps in part. */
  private static int groups(int images) {
    if (images < 1) {
      throw new IllegalArgumentException("a batch must have at least 1 image, not " + images);
    }
    return (int) ((images + (long) Lanes.COUNT - 1) / Lanes.COUNT);
  }

  /**
   * Checks, without asking for memory, that a network can run at all.
   *
   * @throws IllegalArgumentException if its end is no row of classes, or it is too large
   */
  public static void check(Network network) {
    check(network, layout(network, true));
  }

  private static void check(Network network, Layout layout) {
    if (!network.output().isVector()) {
      throw new IllegalArgumentException(
          "network %s must end in one number for each class, not in %s: add a Flatten and a Dense"
              .formatted(network.name(), network.output()));
    }
    int last = network.nodes().size() - 1;
    if (!layout.value(last).contiguous() || !layout.gradient(last).contiguous()) {
      throw new IllegalArgumentException(
          "network %s must not end in a convolution: add a Flatten".formatted(network.name()));
    }
    if (network.numberCount() > Integer.MAX_VALUE - 8L) {
      throw new IllegalArgumentException(
          "network %s is too large: it has %d parameters, and an array holds at most %d"
              .formatted(network.name(), network.numberCount(), Integer.MAX_VALUE - 8));
    }
  }

  /** Bytes that a plan for {@code batch} images would ask for. */
  public static long memory(Network network, int batch, boolean training) {
    return layout(network, training).total(groups(batch), 1) * Float.BYTES;
  }

  private static float[] allocate(Network network, int batch, long floats) {
    // The heap has parts; one array can take about half of it for sure.
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 2 / 4);
    try {
      if (floats <= most) {
        return new float[(int) floats];
      }
    } catch (OutOfMemoryError e) {
      most = Runtime.getRuntime().freeMemory() / 4;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "a batch of %d images of %s needs %.1f GB of memory, but at most %.1f GB can be had:"
                + " choose a smaller batch, or give Java more with -Xmx",
            batch,
            network.name(),
            floats * 4 / 1e9,
            most * 4 / 1e9));
  }

  /** Steps one after the other that take all groups together, or each alone. */
  private static List<List<Step>> legs(List<Step> steps) {
    List<List<Step>> legs = new ArrayList<>();
    for (Step step : steps) {
      if (legs.isEmpty() || legs.getLast().getFirst().together() != step.together()) {
        legs.add(new ArrayList<>());
      }
      legs.getLast().add(step);
    }
    return legs;
  }

  /** What runs for a layer, in its order; one that is joined to another has nothing. For tests. */
  List<Step> steps(int node) {
    return placed.stream().filter(p -> p.node() == node).map(PlacedStep::step).toList();
  }

  /** What the first thread works on; for tests. */
  Frame frame() {
    return frames.getFirst();
  }

  /** The most images in a run. */
  public int batch() {
    return batch;
  }

  /**
   * Predicts images {@code order[from]} to {@code order[from + count - 1]} of {@code source}, and
   * computes their losses if it has labels.
   */
  public void infer(float[] parameters, Source source, int[] order, int from, int count) {
    run(parameters, null, source, order, from, count, 0);
  }

  /**
   * The same in training mode: with dropout, and with batches that are normalised by themselves,
   * whose running mean and variance in {@code parameters} follow them. Fills {@code gradient} with
   * the gradient of the mean loss of these images by each parameter, but not by measured numbers.
   *
   * @param draw what dropout draws from: each run of a training has a random number of its own
   */
  public void train(
      float[] parameters,
      float[] gradient,
      Source source,
      int[] order,
      int from,
      int count,
      long draw) {
    if (!training || gradient == null || source.labels() == null) {
      throw new IllegalStateException("a plan for training, a gradient and labels are needed");
    }
    run(parameters, gradient, source, order, from, count, draw);
  }

  private void run(
      float[] parameters,
      float[] gradient,
      Source source,
      int[] order,
      int from,
      int count,
      long draw) {
    // The kernels check nothing, so that everything is proved here, once a run.
    if (count < 1 || count > batch || from < 0 || from > order.length - count) {
      throw new IllegalArgumentException("%d images from %d".formatted(count, from));
    }
    source.check(order, from, count, network.input().size(), classes());
    if (parameters.length != numberCount || (gradient != null && gradient.length != numberCount)) {
      throw new IllegalArgumentException(numberCount + " parameters are needed");
    }
    loader.start(source, order, from, count, workers.size());
    this.source = source;
    this.order = order;
    this.from = from;
    this.count = count;
    this.groups = groups(count);
    this.backward = gradient != null;
    // Whole groups need no barrier between steps, but leave threads idle when they are few.
    this.shared = groups % workers.size() != 0 && groups < 4 * workers.size();
    for (int thread = 0; thread < frames.size(); thread++) {
      Frame frame = frames.get(thread);
      frame.groups = groups;
      frame.images = count;
      frame.parameters = parameters;
      frame.gradient = gradient;
      frame.draw = draw;
    }
    workers.run(task);
  }

  private void runShare(int thread) {
    Frame f = frames.get(thread);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).prepare(f, thread, workers.size());
    }
    load(f, thread);
    workers.barrier();
    for (int leg = 0; leg < legs.size(); leg++) {
      forward(f, legs.get(leg), thread);
    }
    if (source.labels() == null) {
      return;
    }
    // The loss is too small to be cut within a group.
    for (int g = first(thread); g < first(thread + 1); g++) {
      loss(f, g);
    }
    if (!backward) {
      return;
    }
    workers.barrier();
    for (int leg = legs.size() - 1; leg >= 0; leg--) {
      backward(f, legs.get(leg), thread);
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).gradients(f, thread, workers.size());
    }
  }

  private void load(Frame f, int thread) {
    if (!shared) {
      for (int g = first(thread); g < first(thread + 1); g++) {
        loader.takeImages(thread, g * Lanes.COUNT, Math.min((g + 1) * Lanes.COUNT, count));
        loader.load(f, g, 0, 1);
      }
      return;
    }
    if (loader.oneByOne()) {
      int threads = workers.size();
      loader.takeImages(
          thread, Step.cut(count, thread, threads), Step.cut(count, thread + 1, threads));
      workers.barrier();
    }
    for (int g = 0; g < groups; g++) {
      loader.load(f, g, thread, workers.size());
    }
  }

  private void forward(Frame f, List<Step> leg, int thread) {
    if (together(leg)) {
      for (int i = 0; i < leg.size(); i++) {
        leg.get(i).forward(f, 0, groups, thread, workers.size());
        workers.barrier();
      }
      return;
    }
    for (int g = first(thread); g < first(thread + 1); g++) {
      for (int i = 0; i < leg.size(); i++) {
        leg.get(i).forward(f, g, g + 1, 0, 1);
      }
    }
    workers.barrier();
  }

  private void backward(Frame f, List<Step> leg, int thread) {
    if (together(leg)) {
      for (int i = leg.size() - 1; i >= 0; i--) {
        leg.get(i).backward(f, 0, groups, thread, workers.size());
        workers.barrier();
      }
      return;
    }
    for (int g = first(thread); g < first(thread + 1); g++) {
      for (int i = leg.size() - 1; i >= 0; i--) {
        leg.get(i).backward(f, g, g + 1, 0, 1);
      }
    }
    workers.barrier();
  }

  /**
   * Whether all threads share the work of each step, and meet after it. Else a thread takes its
   * groups one after the other through the whole leg, so that their numbers stay in its cache, and
   * meets the others at the end.
   */
  private boolean together(List<Step> leg) {
    return shared || leg.getFirst().together();
  }

  /** The first group of a thread, where it has some for itself. */
  private int first(int thread) {
    return Step.cut(groups, thread, workers.size());
  }

  private void loss(Frame f, int g) {
    int at = g * f.groupStride;
    int first = g * Lanes.COUNT;
    f.kernels.softmaxCrossEntropy(
        f.x,
        at + logits.at(),
        at + dLogits.at(),
        classes(),
        source.labels(),
        order,
        from + first,
        Math.min(Lanes.COUNT, count - first),
        1f / count,
        losses,
        predictions,
        first,
        f.scratch);
  }

  private int classes() {
    return logits.channels();
  }

  /**
   * The output for image {@code n} of the last run and class {@code c}: a logit.
   *
   * @throws IndexOutOfBoundsException if there was no such image, or is no such class
   */
  public float logit(int n, int c) {
    Objects.checkIndex(n, count);
    Objects.checkIndex(c, classes());
    Frame f = frames.getFirst();
    int block = n / Lanes.COUNT * f.groupStride;
    return f.x[block + logits.at() + c * Lanes.COUNT + n % Lanes.COUNT];
  }

  /** The largest value that each layer has for the images of the last run, which it repeats. */
  public List<LargestValue> largestValues() {
    return LargestValue.of(network, training, placed, frames.getFirst(), loader);
  }

  /** The sum of the losses of the last run, added in the order of the images. */
  public double lossSum() {
    double sum = 0;
    for (int n = 0; n < count; n++) {
      sum += losses[n];
    }
    return sum;
  }

  /** How many images of the last run were predicted right. */
  public int correct() {
    int correct = 0;
    for (int n = 0; n < count; n++) {
      correct += predictions[n] == source.labels()[order[from + n]] ? 1 : 0;
    }
    return correct;
  }
}
