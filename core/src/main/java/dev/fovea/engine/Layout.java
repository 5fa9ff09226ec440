package dev.fovea.engine;

import dev.fovea.engine.kernel.BatchNormKernels;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each value and gradient of a network lies in the block of one group of sixteen images.
 *
 * <p>Some things save memory and time: activations and dropout work in place where nobody needs
 * their input any more ({@link Graph#over}), a flattened value is the same floats under another
 * view unless it needs a border, the gradient of what a pooling read lies over it, and a first
 * convolution that is pooled has no place at all ({@link ConvPoolStep}), nor has what a batch
 * normalisation makes if it is pooled ({@link BatchNormSteps}). In a plan that only predicts,
 * dropout's output is its input, whatever that is. Values carry the border of zeros that the
 * convolution reading them pads with; gradients the border that the convolution that made the value
 * reads beyond its end when it goes backward.
 *
 * <p>A value with several readers gets a gradient from each: the first one's place is where they
 * are summed, the others have places of their own ({@link ForkStep}).
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
  private final Graph graph;
  private final boolean training;
  private final View image;
  private final List<View> values = new ArrayList<>();
  private final List<View> gradients = new ArrayList<>();
  private final List<List<View>> branches = new ArrayList<>();
  private final List<Integer> images = new ArrayList<>();
  private final List<Optional<TiledFilters>> filters = new ArrayList<>();
  private final List<Optional<TilePoints>> points = new ArrayList<>();
  private final List<Integer> turned = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Optional<PooledRoom>> rooms = new ArrayList<>();
  private final List<LayerNormRoom> normRooms = new ArrayList<>();
  private final List<View> divisors = new ArrayList<>();
  private final List<Optional<NormPlace>> norms = new ArrayList<>();
  private final List<Reach> placed = new ArrayList<>();
  private long size = LEAD;
  private long shared;
  private long own;

  Layout(Network network, boolean training) {
    this.network = network;
    this.graph = new Graph(network, training);
    this.training = training;
    this.image = allocate(network.input(), graph.valueBorder(Node.IMAGE));
    for (int i = 0; i < graph.nodes(); i++) {
      values.add(placeValue(i));
      gradients.add(placeGradient(i));
      branches.add(placeBranches(i));
      images.add(placeImages(i));
      filters.add(graph.tiling(i).filter(t -> !t.small()).map(this::placeFilters));
      points.add(graph.tiling(i).filter(Tiling::small).map(this::placePoints));
      turned.add(placeTurned(i));
      numbers.add(placeNumbers(i));
      rooms.add(placeRoom(i));
      normRooms.add(placeNormRoom(i));
      divisors.add(placeDivisors(i));
      norms.add(placeNorm(i));
    }
    own = Math.max(own, fitting(LossHead.own(network)));
  }

  /** What is known of the nodes. */
  Graph graph() {
    return graph;
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

  /** Where the gradient of a node's output lies, all readers summed; null if nothing needs it. */
  View gradient(int node) {
    return node == Node.IMAGE ? null : gradients.get(node);
  }

  /**
   * Where the gradient of a node's output lies as each reader gives it, in the order of {@link
   * Graph#readers}; the first place is that of the sum. Empty unless there are several readers and
   * the gradient is needed.
   */
  List<View> branches(int node) {
    return node == Node.IMAGE ? List.of() : branches.get(node);
  }

  /** Where a reader puts the gradient of its input number {@code k}; null if nothing needs it. */
  View gradient(int reader, int k) {
    int node = graph.inputs(reader).get(k);
    if (!training || !graph.learns(node)) {
      return null;
    }
    List<View> places = branches(node);
    if (places.isEmpty()) {
      return gradient(node);
    }
    List<Integer> before = graph.inputs(reader).subList(0, k);
    long again = before.stream().filter(input -> input == node).count();
    return places.get(graph.readers(node).indexOf(reader) + (int) again);
  }

  /** Where a dense layer keeps its input image by image; -1 for other layers. */
  int images(int node) {
    return images.get(node);
  }

  /** The filters' points of a convolution that is cut into large tiles. */
  Optional<TiledFilters> filters(int node) {
    return filters.get(node);
  }

  /** The images' points of one that is cut into small tiles. */
  Optional<TilePoints> points(int node) {
    return points.get(node);
  }

  /** Where a convolution keeps the weights that it goes backward with; -1 if it does not. */
  int turned(int node) {
    return turned.get(node);
  }

  /** Where a pooling notes which elements were the largest; -1 if nobody will ask. */
  int numbers(int node) {
    return numbers.get(node);
  }

  /** The room of a pooling and the convolution before it, where they are one step. */
  Optional<PooledRoom> room(int node) {
    return rooms.get(node);
  }

  /** Where a layer normalisation keeps what it measures; null for other layers. */
  LayerNormRoom normRoom(int node) {
    return normRooms.get(node);
  }

  /** Where a local response normalisation keeps its divisors; null if nobody will ask. */
  View divisors(int node) {
    return divisors.get(node);
  }

  /** Where a batch normalisation keeps what it measures. */
  Optional<NormPlace> norm(int node) {
    return norms.get(node);
  }

  private View placeValue(int node) {
    if (graph.joins(node) || graph.poolsNormal(node)) {
      return null;
    }
    View in = value(graph.input(node));
    if (graph.layer(node) instanceof Flatten) {
      boolean same = in.contiguous() && graph.valueBorder(node) == 0;
      return same ? flat(in) : allocate(graph.shape(node), graph.valueBorder(node));
    }
    int over = graph.over(node);
    return over < 0
        ? allocate(graph.shape(node), graph.valueBorder(node))
        : value(graph.inputs(node).get(over));
  }

  private View placeGradient(int node) {
    boolean last = node == graph.nodes() - 1;
    boolean none = graph.joins(node) || graph.poolsNormal(node);
    // The loss leaves its gradient in any plan.
    if ((!last && (!training || !graph.learns(node))) || none) {
      return null;
    }
    if (graph.gradientOverValue(node)) {
      return value(node);
    }
    int border = graph.gradientBorder(node);
    View in = gradient(node, 0);
    if (in != null && graph.gradientInPlace(node)) {
      return in;
    }
    boolean flat = graph.layer(node) instanceof Flatten && in != null && in.contiguous();
    return flat ? flat(in) : allocate(graph.shape(node), border);
  }

  private List<View> placeBranches(int node) {
    int readers = graph.readers(node).size();
    if (!training || !graph.learns(node) || readers < 2) {
      return List.of();
    }
    List<View> places = new ArrayList<>();
    places.add(gradient(node));
    while (places.size() < readers) {
      places.add(allocate(graph.shape(node), 0));
    }
    return List.copyOf(places);
  }

  private int placeImages(int node) {
    if (!training || !(graph.layer(node) instanceof Dense)) {
      return -1;
    }
    int features = value(graph.input(node)).channels();
    return place((long) Lanes.padded(features) * Lanes.COUNT);
  }

  private int placeTurned(int node) {
    boolean needed = training && graph.learns(graph.input(node)) && graph.tiling(node).isEmpty();
    if (!needed || !(graph.layer(node) instanceof Conv2d conv)) {
      return -1;
    }
    long weights = conv.tensors(graph.inputShape(node)).getFirst().size();
    return placeShared(Lanes.padded((int) fitting(weights)));
  }

  private int placeNumbers(int node) {
    if (!training || !(graph.layer(node) instanceof MaxPool2d) || !graph.learns(node)) {
      return -1;
    }
    return place(times(gradient(node).channelStride(), graph.shape(node).channels()));
  }

  private Optional<PooledRoom> placeRoom(int node) {
    int conv = graph.input(node);
    if (!(graph.layer(node) instanceof MaxPool2d) || !graph.joins(conv)) {
      return Optional.empty();
    }
    Shape out = graph.shape(conv);
    fitting(times(out.height(), (long) out.width() * Lanes.COUNT));
    long weights = graph.layer(conv).tensors(graph.inputShape(conv)).getFirst().size();
    int sums = training ? place(Lanes.padded((int) fitting(weights))) : -1;
    PooledRoom room = PooledRoom.of(out, numbers(node), sums);
    own = Math.max(own, fitting(room.own()));
    return Optional.of(room);
  }

  private LayerNormRoom placeNormRoom(int node) {
    if (!(graph.layer(node) instanceof LayerNorm)) {
      return null;
    }
    Shape shape = graph.shape(node);
    int at = place(LayerNormRoom.measured(shape.channels()));
    return new LayerNormRoom(at, training ? place(LayerNormRoom.sums(shape.size())) : -1);
  }

  private View placeDivisors(int node) {
    boolean kept = training && graph.layer(node) instanceof LocalResponseNorm && graph.learns(node);
    return kept ? allocate(graph.shape(node), 0) : null;
  }

  private Optional<NormPlace> placeNorm(int node) {
    if (!(graph.layer(node) instanceof BatchNorm2d)) {
      return Optional.empty();
    }
    // The input has been placed, which has more floats for each channel.
    int channels = graph.shape(node).channels();
    int lines = placeShared(Lanes.padded(channels * BatchNormKernels.LINE));
    if (!training) {
      return Optional.of(new NormPlace(lines, -1, -1));
    }
    int sums = place(Lanes.padded(channels * BatchNormKernels.SUMS));
    long pooled = graph.poolsNormal(node) ? graph.shape(graph.pool(node)).size() : 0;
    return Optional.of(new NormPlace(lines, sums, pooled > 0 ? place(pooled * Lanes.COUNT) : -1));
  }

  private TiledFilters placeFilters(Tiling tiling) {
    int points = placeShared(tiling.filters());
    own = Math.max(own, fitting(tiling.own()));
    return new TiledFilters(tiling, points, training ? place(tiling.filters()) : -1);
  }

  private TilePoints placePoints(Tiling tiling) {
    int values = place(TilePoints.floats(tiling, tiling.inputs()));
    int gradients = training ? place(TilePoints.floats(tiling, tiling.outputs())) : -1;
    TilePoints points = new TilePoints(tiling, values, gradients);
    own = Math.max(own, fitting(points.own()));
    return points;
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

  /** Takes floats that all groups share, and says where they begin. */
  private int placeShared(long floats) {
    int at = (int) shared;
    shared = fitting(shared + floats);
    placed.add(new Reach(Reach.Place.SHARED, at, shared));
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
