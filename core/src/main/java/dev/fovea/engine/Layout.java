package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each value and gradient of a network lies in the block of one group of sixteen images.
 *
 * <p>Some things save memory and time: ReLU and dropout work in place where nobody needs their
 * input any more, a flattened value is the same floats under another view unless it needs a border,
 * the gradient of what a pooling read lies over it, and a first convolution that is pooled has no
 * place at all ({@link ConvPoolStep}). In a plan that only predicts, dropout's output is its input,
 * whatever that is. Values carry the border of zeros that the convolution reading them pads with;
 * gradients the border that the convolution that made the value reads beyond its end when it goes
 * backward.
 *
 * <p>Node {@link Node#IMAGE} is the image. All sizes are counted in {@code long} and proved to fit
 * before any memory is asked for.
 */
final class Layout {

  /**
   * Floats before the first: an array's own header is 16 bytes, so that then every row of lanes is
   * a line of the cache, if only the array begins at one. (It does with
   * -XX:ObjectAlignmentInBytes=64, and where a collector gives large arrays regions of their own.)
   */
  static final int LEAD = 12;

  private final Network network;
  private final List<Shape> shapes;
  private final boolean training;
  private final boolean[] learns;
  private final boolean[] ours;
  private final int[] pools;
  private final int[] borders;
  private final View image;
  private final List<View> values = new ArrayList<>();
  private final List<View> gradients = new ArrayList<>();
  private final List<Integer> images = new ArrayList<>();
  private final List<Optional<TiledFilters>> filters = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Optional<PooledRoom>> rooms = new ArrayList<>();
  private final List<Reach> placed = new ArrayList<>();
  private long size = LEAD;
  private long shared;
  private long own;

  Layout(Network network, boolean training) {
    this.network = network;
    this.shapes = network.shapes();
    this.training = training;
    int nodes = network.nodes().size();
    this.learns = new boolean[nodes];
    this.ours = new boolean[nodes];
    this.pools = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      boolean computes = layer(i) instanceof Conv2d || layer(i) instanceof Dense;
      boolean makes = computes || layer(i) instanceof MaxPool2d;
      learns[i] = computes || learns(input(i));
      ours[i] = makes || ours(input(i));
      pools[i] = -1;
      if (layer(i) instanceof MaxPool2d && input(i) != Node.IMAGE) {
        pools[input(i)] = i;
      }
    }
    this.borders = new int[nodes + 1];
    for (int i = nodes - 1; i >= 0; i--) {
      borders[input(i) + 1] = Math.max(borders[input(i) + 1], neededBorder(i));
    }
    this.image = allocate(network.input(), valueBorder(Node.IMAGE));
    for (int i = 0; i < nodes; i++) {
      values.add(placeValue(i));
      gradients.add(placeGradient(i));
      images.add(placeImages(i));
      filters.add(tiling(i).map(this::placeFilters));
      numbers.add(placeNumbers(i));
      rooms.add(placeRoom(i));
    }
  }

  /** Floats in the block of one group, a multiple of the lanes. */
  long size() {
    return size - LEAD;
  }

  /** What was placed in a group's block, and among the shared floats: each thing by itself. */
  List<Reach> placed() {
    return List.copyOf(placed);
  }

  /** Floats that all groups share. */
  long shared() {
    return shared;
  }

  /** Floats that each thread needs for itself. */
  long own() {
    return own;
  }

  /** Floats of a plan for {@code groups} groups and {@code threads} threads. */
  long total(int groups, int threads) {
    return LEAD + groups * size() + shared + threads * own;
  }

  /** Where the output of a node lies, or the image. */
  View value(int node) {
    return node == Node.IMAGE ? image : values.get(node);
  }

  /** Where the gradient of a node's output lies; null if nothing needs it. */
  View gradient(int node) {
    return node == Node.IMAGE ? null : gradients.get(node);
  }

  /** Where a dense layer keeps its input image by image; -1 for other layers. */
  int images(int node) {
    return images.get(node);
  }

  /** The filters' points of a convolution that is cut into tiles. */
  Optional<TiledFilters> filters(int node) {
    return filters.get(node);
  }

  /** Where a pooling notes which elements were the largest; -1 if nobody will ask. */
  int numbers(int node) {
    return numbers.get(node);
  }

  /** The pooling that reads a node's output; -1 if none does. */
  int pool(int node) {
    return pools[node];
  }

  /** The room of a pooling and the convolution before it, where they are one step. */
  Optional<PooledRoom> room(int node) {
    return rooms.get(node);
  }

  /** Whether a convolution and the pooling that reads it are one step. */
  boolean joins(int node) {
    return node != Node.IMAGE
        && pools[node] >= 0
        && layer(node) instanceof Conv2d
        && !learns(input(node))
        && tiling(node).isEmpty()
        && layer(pools[node]) instanceof MaxPool2d pool
        && pool.stride() >= pool.kernel();
  }

  private int input(int node) {
    return network.nodes().get(node).inputs().getFirst();
  }

  private Shape inputShape(int node) {
    return input(node) == Node.IMAGE ? network.input() : shapes.get(input(node));
  }

  private Layer layer(int node) {
    return network.nodes().get(node).layer();
  }

  private View placeValue(int node) {
    if (joins(node)) {
      return null;
    }
    View in = value(input(node));
    return switch (layer(node)) {
      case Flatten flatten when in.contiguous() && valueBorder(node) == 0 -> flat(in);
      case Relu relu when inPlace(node) -> in;
      case Dropout dropout when inPlace(node) -> in;
      default -> allocate(shapes.get(node), valueBorder(node));
    };
  }

  private View placeGradient(int node) {
    boolean last = node == network.nodes().size() - 1;
    // Cross-entropy leaves the gradient of the logits in any plan.
    if ((!last && (!training || !learns(node))) || joins(node)) {
      return null;
    }
    if (pools[node] >= 0 && layer(node) instanceof Conv2d && gradientBorder(node) == 0) {
      return value(node);
    }
    View in = gradient(input(node));
    return switch (layer(node)) {
      case Flatten flatten when in != null && in.contiguous() -> flat(in);
      case Relu relu when in != null && inPlace(node) -> in;
      case Dropout dropout when in != null && inPlace(node) -> in;
      default -> allocate(shapes.get(node), gradientBorder(node));
    };
  }

  private int placeImages(int node) {
    if (!training || !(layer(node) instanceof Dense)) {
      return -1;
    }
    int features = value(input(node)).channels();
    return place((long) Lanes.padded(features) * Lanes.COUNT);
  }

  private int placeNumbers(int node) {
    if (!training || !(layer(node) instanceof MaxPool2d) || !learns(node)) {
      return -1;
    }
    return place(times(gradient(node).channelStride(), shapes.get(node).channels()));
  }

  private Optional<PooledRoom> placeRoom(int node) {
    if (!(layer(node) instanceof MaxPool2d) || !joins(input(node))) {
      return Optional.empty();
    }
    Shape out = shapes.get(input(node));
    fitting(times(out.height(), (long) out.width() * Lanes.COUNT));
    long weights = layer(input(node)).tensors(inputShape(input(node))).getFirst().size();
    int sums = training ? place(Lanes.padded((int) fitting(weights))) : -1;
    PooledRoom room = PooledRoom.of(out, numbers(node), sums);
    own = Math.max(own, fitting(room.own()));
    return Optional.of(room);
  }

  private Optional<Tiling> tiling(int node) {
    return layer(node) instanceof Conv2d conv
        ? Tiling.of(conv, inputShape(node), shapes.get(node))
        : Optional.empty();
  }

  private TiledFilters placeFilters(Tiling tiling) {
    int points = (int) shared;
    shared = fitting(shared + tiling.filters());
    placed.add(new Reach(Reach.Place.SHARED, points, shared));
    own = Math.max(own, fitting(tiling.own()));
    return new TiledFilters(tiling, points, training ? place(tiling.filters()) : -1);
  }

  /** Whether a node's output depends on parameters, so that its gradient leads somewhere. */
  boolean learns(int node) {
    return node != Node.IMAGE && learns[node];
  }

  /**
   * Whether nobody but its reader looks at a node's output again: convolution, pooling and dense
   * layers do not when they go backward, and the image is not ours.
   */
  private boolean ours(int node) {
    return node != Node.IMAGE && ours[node];
  }

  /**
   * Whether a ReLU or dropout may overwrite its input. Dropout may do so to a ReLU in place as
   * well, whose way back looks at the sign of what is then there: a dropped element is zero, but so
   * is the gradient that comes back to it; the others are scaled and keep their sign.
   */
  private boolean inPlace(int node) {
    boolean idle = layer(node) instanceof Dropout && !training;
    return idle || ours(input(node));
  }

  /** The padding of the convolution that reads a value, also through what works in place. */
  private int valueBorder(int node) {
    return borders[node + 1];
  }

  private int neededBorder(int reader) {
    return switch (layer(reader)) {
      case Conv2d conv -> conv.padding();
      case Relu relu -> inPlace(reader) ? valueBorder(reader) : 0;
      case Dropout dropout -> inPlace(reader) ? valueBorder(reader) : 0;
      case MaxPool2d pool -> 0;
      case Flatten flatten -> 0;
      case Dense dense -> 0;
    };
  }

  /** The border that the convolution that made a value needs around the value's gradient. */
  private int gradientBorder(int node) {
    if (layer(node) instanceof Conv2d conv && learns(input(node)) && tiling(node).isEmpty()) {
      Shape in = shapes.get(input(node));
      Shape out = shapes.get(node);
      return ConvStep.gradientBorder(conv, in.height(), in.width(), out.height(), out.width());
    }
    return 0;
  }

  private static View flat(View in) {
    int features = in.channels() * in.height() * in.width();
    return new View(in.at(), features, 1, 1, Lanes.COUNT, Lanes.COUNT);
  }

  private View allocate(Shape shape, int border) {
    long rowStride = (shape.width() + 2L * border) * Lanes.COUNT;
    long channelStride = times(shape.height() + 2L * border, rowStride);
    long at = size + border * (rowStride + Lanes.COUNT);
    place(times(channelStride, shape.channels()));
    return new View(
        (int) at,
        shape.channels(),
        shape.height(),
        shape.width(),
        (int) channelStride,
        (int) rowStride);
  }

  /** Takes floats of a group's block, and says where they begin. */
  private int place(long floats) {
    int at = (int) size;
    size = fitting(size + floats);
    placed.add(new Reach(Reach.Place.BLOCK, at, size));
    return at;
  }

  private long fitting(long floats) {
    if (floats > Integer.MAX_VALUE) {
      throw tooLarge();
    }
    return floats;
  }

  private long times(long a, long b) {
    if (Math.multiplyHigh(a, b) != 0 || a * b < 0) {
      throw tooLarge();
    }
    return a * b;
  }

  private IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "network %s is too large: sixteen images need more than 8 GB".formatted(network.name()));
  }
}
