package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
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
  private final boolean training;
  private final long numberCount;
  private final int classes;
  private final List<PlacedStep> placed;
  private final List<Frame> frames;
  private final InputLoader loader;
  private final LossHead head;
  private final Runner runner;

  private Plan(
      Network network, Loss loss, int batch, boolean training, Workers workers, Backend backend) {
    this.network = network;
    this.batch = batch;
    this.training = training;
    this.numberCount = network.numberCount();
    this.classes = network.output().channels();
    Network reordered = Reordering.reluAfterPooling(network);
    Layout layout = new Layout(reordered, training);
    int capacity = groups(batch);
    check(network, layout);
    Allocation.checkBatch(network.name(), batch, layout.total(capacity, workers.size()));
    int last = network.nodes().size() - 1;
    this.placed = Steps.of(reordered, layout, training, capacity);
    List<Step> steps = placed.stream().map(PlacedStep::step).toList();
    int blocks = Runner.blocks(steps, training, capacity, workers.size());
    float[] x = Allocation.ofBatch(network.name(), batch, layout.total(blocks, workers.size()));
    this.frames = frames(layout, blocks, x, workers.size(), backend);
    this.loader = new InputLoader(layout.value(Node.IMAGE), batch);
    this.head = LossHead.of(loss, reordered, layout, capacity);
    List<Step> back =
        LossHead.skips(loss, network)
            ? placed.stream().filter(p -> p.node() < last).map(PlacedStep::step).toList()
            : steps;
    this.runner =
        new Runner(
            steps, back, training, layout.value(last), frames, capacity, loader, head, workers);
    Proof.check(reordered, layout, placed, frames, blocks);
    Proof.check(reordered, layout, head);
  }

  private static List<Frame> frames(
      Layout layout, int blocks, float[] x, int threads, Backend backend) {
    List<Frame> frames = new ArrayList<>();
    int stride = (int) layout.size();
    int shared = Layout.LEAD + blocks * stride;
    for (int thread = 0; thread < threads; thread++) {
      int own = shared + (int) (layout.shared() + thread * layout.own());
      frames.add(new Frame(backend.kernels(), x, stride, shared, own));
    }
    return List.copyOf(frames);
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
    source.check(order, from, count, network.input().size(), classes);
    if (parameters.length != numberCount || (gradient != null && gradient.length != numberCount)) {
      throw new IllegalArgumentException(numberCount + " parameters are needed");
    }
    if (mix != null) {
      mix.check(count);
    }
    loader.start(source, order, from, count, frames.size(), mix);
    head.start(source.labels(), order, from, count, mix);
    for (int thread = 0; thread < frames.size(); thread++) {
      Frame frame = frames.get(thread);
      frame.groups = groups(count);
      frame.images = count;
      frame.parameters = parameters;
      frame.gradient = gradient;
      frame.draw = draw;
    }
    runner.run(source.labels() != null, gradient != null);
  }

  /**
   * The output for image {@code n} of the last run and class {@code c}: a logit, unless the network
   * ends in {@link dev.fovea.net.Softmax} or {@link dev.fovea.net.LogSoftmax}.
   *
   * @throws IndexOutOfBoundsException if there was no such image, or is no such class
   */
  public float logit(int n, int c) {
    Objects.checkIndex(n, frames.getFirst().images);
    Objects.checkIndex(c, classes);
    return runner.output(n, c);
  }

  /**
   * The largest value that each layer has for the images of the last run, which it repeats; only in
   * a plan that trains.
   */
  public List<LargestValue> largestValues() {
    if (!training) {
      throw new IllegalStateException("a plan for training is needed");
    }
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
