package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Loss;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.ArrayList;
import java.util.List;
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
  private final List<List<Step>> back;
  private final List<Frame> frames;
  private final InputLoader loader;
  private final View logits;
  private final LossHead head;
  private final Workers.Task task = this::runShare;

  private Source source;
  private int count;
  private int groups;
  private boolean shared;
  private boolean backward;

  private Plan(
      Network network, Loss loss, int batch, boolean training, Workers workers, Backend backend) {
    this.network = network;
    this.batch = batch;
    this.workers = workers;
    this.training = training;
    this.numberCount = network.numberCount();
    Network reordered = Reordering.reluAfterPooling(network);
    Layout layout = new Layout(reordered, training);
    int capacity = groups(batch);
    check(network, layout);
    float[] x = Allocation.ofBatch(network.name(), batch, layout.total(capacity, workers.size()));
    this.head = LossHead.of(loss, reordered, layout, capacity);
    int last = network.nodes().size() - 1;
    this.loader = new InputLoader(layout.value(Node.IMAGE), batch);
    this.logits = layout.value(last);
    this.placed = Steps.of(reordered, layout, training, capacity);
    this.steps = placed.stream().map(PlacedStep::step).toList();
    this.legs = legs(steps);
    this.back =
        LossHead.skips(loss, network)
            ? legs(placed.stream().filter(p -> p.node() < last).map(PlacedStep::step).toList())
            : legs;
    this.frames = new ArrayList<>();
    int stride = (int) layout.size();
    int shared = Layout.LEAD + capacity * stride;
    for (int thread = 0; thread < workers.size(); thread++) {
      int own = shared + (int) (layout.shared() + thread * layout.own());
      frames.add(new Frame(backend.kernels(), x, stride, shared, own));
    }
    Proof.check(reordered, layout, placed, frames, capacity);
    Proof.check(reordered, layout, head);
  }

  /**
   * A plan that can only predict, and measures by {@link Loss#of}.
   *
   * @param batch the most images in a run
   * @throws IllegalArgumentException if it would need more memory than there is, saying how much
   */
  public static Plan forInference(Network network, int batch, Workers workers, Backend backend) {
    return Allocation.within(
        network, () -> new Plan(network, Loss.of(network), batch, false, workers, backend));
  }

  /** A plan that can also compute gradients; otherwise like {@link #forInference}. */
  public static Plan forTraining(Network network, int batch, Workers workers, Backend backend) {
    return forTraining(network, Loss.of(network), batch, workers, backend);
  }

  /**
   * The same with another loss.
   *
   * @throws IllegalArgumentException also if the loss makes no sense for the network
   */
  public static Plan forTraining(
      Network network, Loss loss, int batch, Workers workers, Backend backend) {
    return Allocation.within(network, () -> new Plan(network, loss, batch, true, workers, backend));
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
    run(parameters, null, source, order, from, count, 0, null);
  }

  /**
   * The same in training mode: with dropout, and with batches that are normalised by themselves,
   * whose running mean and variance in {@code parameters} follow them. Fills {@code gradient} with
   * the gradient of the mean loss of these images by each parameter; in the places of numbers that
   * are measured it leaves what is there. It refuses a batch that {@link LeastBatch} does.
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
    train(parameters, gradient, source, order, from, count, draw, null);
  }

  /**
   * The same with images that are mixed in pairs.
   *
   * @param mix null if they stay as they are
   */
  public void train(
      float[] parameters,
      float[] gradient,
      Source source,
      int[] order,
      int from,
      int count,
      long draw,
      Mix mix) {
    if (!training || gradient == null || source.labels() == null) {
      throw new IllegalStateException("a plan for training, a gradient and labels are needed");
    }
    LeastBatch.check(network, count);
    run(parameters, gradient, source, order, from, count, draw, mix);
  }

  private void run(
      float[] parameters,
      float[] gradient,
      Source source,
      int[] order,
      int from,
      int count,
      long draw,
      Mix mix) {
    // The kernels check nothing, so that everything is proved here, once a run.
    if (count < 1 || count > batch || from < 0 || from > order.length - count) {
      throw new IllegalArgumentException("%d images from %d".formatted(count, from));
    }
    source.check(order, from, count, network.input().size(), classes());
    if (parameters.length != numberCount || (gradient != null && gradient.length != numberCount)) {
      throw new IllegalArgumentException(numberCount + " parameters are needed");
    }
    if (mix != null) {
      mix.check(count);
    }
    loader.start(source, order, from, count, workers.size(), mix);
    head.start(source.labels(), order, from, count, mix);
    this.source = source;
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
      head.run(f, g);
    }
    if (!backward) {
      return;
    }
    workers.barrier();
    for (int leg = back.size() - 1; leg >= 0; leg--) {
      backward(f, back.get(leg), thread);
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).gradients(f, thread, workers.size());
    }
  }

  private void load(Frame f, int thread) {
    boolean apart = !shared;
    if (apart && !loader.mixes()) {
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
    for (int g = apart ? first(thread) : 0; g < (apart ? first(thread + 1) : groups); g++) {
      loader.load(f, g, apart ? 0 : thread, apart ? 1 : workers.size());
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

  private int classes() {
    return logits.channels();
  }

  /**
   * The output for image {@code n} of the last run and class {@code c}: a logit, unless the network
   * ends in {@link dev.fovea.net.Softmax} or {@link dev.fovea.net.LogSoftmax}.
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
    return head.lossSum();
  }

  /**
   * What the sum of the losses is divided by for their mean: the number of images, or the sum of
   * the weights of their labels.
   */
  public double weightSum() {
    return head.weightSum();
  }

  /**
   * How many images of the last run were predicted right; a mixed image counts as what it has more
   * of.
   */
  public int correct() {
    return head.correct();
  }
}
