package dev.fovea.engine;

import static dev.fovea.engine.WrongTables.apart;
import static dev.fovea.engine.WrongTables.by;
import static dev.fovea.engine.WrongTables.first;
import static dev.fovea.engine.WrongTables.in;
import static dev.fovea.engine.WrongTables.last;
import static dev.fovea.engine.WrongTables.more;
import static dev.fovea.engine.WrongTables.out;
import static dev.fovea.engine.WrongTables.stretched;

import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Steps of plans with one number wrong, which a proof must refuse. */
final class Faults {

  private static final Network DIRECT =
      Network.of(
          "direct",
          new Shape(2, 7, 7),
          new Conv2d(3, 3).withPadding(1),
          new Relu(),
          new Conv2d(4, 3).withPadding(1),
          new MaxPool2d(3, 2),
          new Flatten(),
          new Dense(5));
  private static final Network OVERLAPPING =
      Network.of(
          "overlapping",
          new Shape(2, 9, 9),
          new Conv2d(3, 3),
          new MaxPool2d(3, 2),
          new Flatten(),
          new Dense(3));
  private static final Network POOLED =
      Network.of(
          "pooled",
          new Shape(2, 42, 38),
          new Conv2d(9, 3),
          new MaxPool2d(2),
          new Flatten(),
          new Dense(3));
  private static final Network TILED =
      Network.of(
          "tiled",
          new Shape(1, 13, 12),
          new Conv2d(8, 3),
          new Conv2d(9, 5),
          new Flatten(),
          new Dense(3));
  private static final Network BESIDE =
      Network.of(
          "beside",
          new Shape(2, 6, 5),
          new Relu(),
          new Dropout(0.5),
          new Flatten(),
          new Conv2d(4, 3).withPadding(1),
          new Dense(3));
  private static final Network BORDERED =
      Network.of(
          "bordered",
          new Shape(1, 7, 7),
          new Conv2d(2, 3),
          new Conv2d(3, 3),
          new Flatten(),
          new Dense(3));

  private Faults() {}

  /** What becomes of the step of a node, the first of a kind. */
  record Fault(
      String name,
      Network network,
      int node,
      Class<? extends Step> kind,
      UnaryOperator<Step> change) {

    /** For a layer that is one step. */
    Fault(String name, Network network, int node, UnaryOperator<Step> change) {
      this(name, network, node, Step.class, change);
    }

    Step step(int groups) {
      Network nodes = Reordering.reluAfterPooling(network);
      return in(Steps.of(nodes, new Layout(nodes, true), true, groups));
    }

    Step in(List<PlacedStep> steps) {
      return steps.stream()
          .filter(s -> s.node() == node && kind.isInstance(s.step()))
          .findFirst()
          .orElseThrow()
          .step();
    }
  }

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    convolutions(all);
    tiles(all);
    pooledConvolutions(all);
    poolings(all);
    elements(all);
    dense(all);
    all.addAll(PoolingFaults.all());
    all.addAll(BatchNormFaults.all());
    all.addAll(ActivationFaults.all());
    return all;
  }

  private static void convolutions(List<Fault> all) {
    for (int by : new int[] {-1, 1, -16, 16}) {
      all.add(conv("input by " + by, s -> with(s, in(s.values(), by), s.gradients())));
      all.add(conv("output by " + by, s -> with(s, out(s.values(), by), s.gradients())));
    }
    all.add(conv("channels 16 more apart", s -> with(s, apart(s.values(), 16), s.gradients())));
    all.add(conv("a channel more", s -> with(s, more(s.values()), s.gradients())));
    all.add(conv("a phase back by 1", s -> with(s, s.values(), first(s.gradients(), -1))));
    all.add(conv("a phase on by 16", s -> with(s, s.values(), last(s.gradients(), 16))));
    all.add(conv("weights by -1", s -> with(s, s.weightsAt() - 1, s.biasAt())));
    all.add(conv("weights by 1", s -> with(s, s.weightsAt() + 1, s.biasAt())));
    all.add(conv("bias by 1", s -> with(s, s.weightsAt(), s.biasAt() + 1)));
    all.add(
        conv(
            "summed channels 64 more apart",
            s ->
                new ConvStep(
                    apart(s.dOut(), 64),
                    s.values(),
                    s.weights(),
                    s.gradients(),
                    s.groups(),
                    s.weightsAt(),
                    s.biasAt(),
                    s.turnedAt())));
  }

  private static Fault conv(String name, UnaryOperator<ConvStep> change) {
    return new Fault("conv, " + name, DIRECT, 2, s -> change.apply((ConvStep) s));
  }

  private static ConvStep with(ConvStep s, Correlation values, List<Correlation> gradients) {
    return new ConvStep(
        s.dOut(),
        values,
        s.weights(),
        gradients,
        s.groups(),
        s.weightsAt(),
        s.biasAt(),
        s.turnedAt());
  }

  private static ConvStep with(ConvStep s, int weightsAt, int biasAt) {
    return new ConvStep(
        s.dOut(),
        s.values(),
        s.weights(),
        s.gradients(),
        s.groups(),
        weightsAt,
        biasAt,
        s.turnedAt());
  }

  private static void tiles(List<Fault> all) {
    for (int by : new int[] {-16, 16}) {
      all.add(tiled("input by " + by, s -> with(s, moved(s.in(), by), s.out(), s.dIn(), s.dOut())));
      all.add(
          tiled("output by " + by, s -> with(s, s.in(), moved(s.out(), by), s.dIn(), s.dOut())));
      all.add(tiled("dIn by " + by, s -> with(s, s.in(), s.out(), moved(s.dIn(), by), s.dOut())));
      all.add(tiled("dOut by " + by, s -> with(s, s.in(), s.out(), s.dIn(), moved(s.dOut(), by))));
      all.add(tiled("filters by " + by, s -> with(s, s.filtersAt() + by, s.sumsAt(), s.biasAt())));
      all.add(tiled("sums by " + by, s -> with(s, s.filtersAt(), s.sumsAt() + by, s.biasAt())));
    }
    all.add(tiled("bias by 1", s -> with(s, s.filtersAt(), s.sumsAt(), s.biasAt() + 1)));
    all.add(
        tiled(
            "padding that is not there",
            s ->
                with(
                    s,
                    new TiledView(s.in().view(), s.tiling(), s.in().padding() + 1),
                    s.out(),
                    s.dIn(),
                    s.dOut())));
    all.add(tiled("a chunk of one tile more", s -> with(s, chunk(s.tiling(), 1), s.values())));
    all.add(tiled("values 4096 more apart", s -> with(s, s.tiling(), apart(s.values(), 1 << 12))));
  }

  private static Fault tiled(String name, UnaryOperator<WinogradStep> change) {
    return new Fault("tiles, " + name, TILED, 1, s -> change.apply((WinogradStep) s));
  }

  private static WinogradStep with(
      WinogradStep s, TiledView in, TiledView out, TiledView dIn, TiledView dOut) {
    return new WinogradStep(
        s.tiling(),
        in,
        out,
        dIn,
        dOut,
        s.values(),
        s.gradients(),
        s.filters(),
        s.weightsAt(),
        s.biasAt(),
        s.filtersAt(),
        s.sumsAt());
  }

  private static WinogradStep with(WinogradStep s, int filtersAt, int sumsAt, int biasAt) {
    return new WinogradStep(
        s.tiling(),
        s.in(),
        s.out(),
        s.dIn(),
        s.dOut(),
        s.values(),
        s.gradients(),
        s.filters(),
        s.weightsAt(),
        biasAt,
        filtersAt,
        sumsAt);
  }

  private static WinogradStep with(WinogradStep s, Tiling tiling, Correlation values) {
    return new WinogradStep(
        tiling,
        s.in(),
        s.out(),
        s.dIn(),
        s.dOut(),
        values,
        s.gradients(),
        s.filters(),
        s.weightsAt(),
        s.biasAt(),
        s.filtersAt(),
        s.sumsAt());
  }

  private static Tiling chunk(Tiling t, int more) {
    return new Tiling(
        t.inputs(),
        t.outputs(),
        t.taps(),
        t.size(),
        t.side(),
        t.rows(),
        t.columns(),
        t.chunk() + more);
  }

  private static TiledView moved(TiledView tiles, int by) {
    return new TiledView(by(tiles.view(), by), tiles.tiling(), tiles.padding());
  }

  private static void pooledConvolutions(List<Fault> all) {
    for (int by : new int[] {-16, 16}) {
      all.add(pooled("input by " + by, s -> with(s, in(s.values(), by), s.pool(), s.spread())));
      all.add(pooled("room by " + by, s -> with(s, out(s.values(), by), s.pool(), s.spread())));
      all.add(pooled("window by " + by, s -> with(s, s.values(), by(s.pool(), by), s.spread())));
      all.add(pooled("spread by " + by, s -> with(s, s.values(), s.pool(), by(s.spread(), by))));
      all.add(pooled("output by " + by, s -> with(s, s.place(), s.outAt() + by)));
      all.add(pooled("numbers by " + by, s -> with(s, place(s, 0, by, 0), s.outAt())));
      all.add(pooled("sums by " + by, s -> with(s, place(s, 0, 0, by), s.outAt())));
    }
    all.add(pooled("four channels more", s -> with(s, place(s, 4, 0, 0), s.outAt())));
    all.add(pooled("one channel more", s -> with(s, place(s, 1, 0, 0), s.outAt())));
    all.add(
        pooled(
            "channels 16 more apart", s -> with(s, apart(s.values(), 16), s.pool(), s.spread())));
  }

  private static Fault pooled(String name, UnaryOperator<ConvPoolStep> change) {
    return new Fault("conv and pool, " + name, POOLED, 0, s -> change.apply((ConvPoolStep) s));
  }

  private static ConvPoolStep with(
      ConvPoolStep s, Correlation values, Windows pool, Windows spread) {
    return new ConvPoolStep(
        values, pool, spread, s.dOut(), s.place(), s.outAt(), s.weightsAt(), s.biasAt());
  }

  private static ConvPoolStep with(ConvPoolStep s, PooledRoom place, int outAt) {
    return new ConvPoolStep(
        s.values(), s.pool(), s.spread(), s.dOut(), place, outAt, s.weightsAt(), s.biasAt());
  }

  private static PooledRoom place(ConvPoolStep s, int channels, int numbers, int sums) {
    PooledRoom p = s.place();
    return new PooledRoom(
        p.view(), p.channels() + channels, p.numbersAt() + numbers, p.sumsAt() + sums);
  }

  private static void poolings(List<Fault> all) {
    for (int by : new int[] {-1, 16}) {
      all.add(pool("input by " + by, s -> with(s, by(s.in(), by), s.out(), s.numbersAt())));
      all.add(pool("output by " + by, s -> with(s, s.in(), by(s.out(), by), s.numbersAt())));
      all.add(pool("numbers by " + by, s -> with(s, s.in(), s.out(), s.numbersAt() + by)));
    }
    all.add(
        pool(
            "gradient by 16",
            s ->
                new MaxPoolStep(
                    s.in(),
                    s.out(),
                    s.dIn(),
                    s.dOut(),
                    s.values(),
                    s.gradients().stream().map(g -> by(g, 16)).toList(),
                    s.numbersAt())));
  }

  private static Fault pool(String name, UnaryOperator<MaxPoolStep> change) {
    return new Fault("pool, " + name, OVERLAPPING, 1, s -> change.apply((MaxPoolStep) s));
  }

  private static MaxPoolStep with(MaxPoolStep s, View in, View out, int numbersAt) {
    return new MaxPoolStep(in, out, s.dIn(), s.dOut(), s.values(), s.gradients(), numbersAt);
  }

  private static void elements(List<Fault> all) {
    for (int by : new int[] {-1, 16}) {
      all.add(relu("output by " + by, s -> new ReluStep(s.in(), by(s.out(), by), null, null)));
      all.add(dropout("input by " + by, s -> with(s, by(s.in(), by), s.out())));
      all.add(dropout("output by " + by, s -> with(s, s.in(), by(s.out(), by))));
      all.add(
          flatten(
              "gradient by " + by,
              BORDERED,
              s -> new FlattenStep(s.in(), s.out(), s.dIn(), by(s.dOut(), by))));
    }
    all.add(
        flatten(
            "features 16 more apart",
            BESIDE,
            s -> new FlattenStep(s.in(), apart(s.out(), 16), s.dIn(), s.dOut())));
    all.add(relu("channels 16 apart", s -> new ReluStep(apart(s.in(), 16), s.out(), null, null)));
  }

  private static Fault relu(String name, UnaryOperator<ReluStep> change) {
    return new Fault("ReLU, " + name, BESIDE, 0, s -> change.apply((ReluStep) s));
  }

  private static Fault dropout(String name, UnaryOperator<DropoutStep> change) {
    return new Fault("dropout, " + name, BESIDE, 1, s -> change.apply((DropoutStep) s));
  }

  private static Fault flatten(String name, Network network, UnaryOperator<FlattenStep> change) {
    return new Fault("flatten, " + name, network, 2, s -> change.apply((FlattenStep) s));
  }

  private static DropoutStep with(DropoutStep s, View in, View out) {
    return new DropoutStep(s.node(), s.size(), s.drops(), in, out, s.dIn(), s.dOut());
  }

  private static void dense(List<Fault> all) {
    for (int by : new int[] {-1, 16}) {
      all.add(dense("input by " + by, s -> with(s, in(s.values(), by), s.gradients())));
      all.add(dense("output by " + by, s -> with(s, out(s.values(), by), s.gradients())));
      all.add(dense("gradient by " + by, s -> with(s, s.values(), out(s.gradients(), by))));
      all.add(dense("images by " + by, s -> with(s, s.imagesAt() + by, s.weightsAt(), s.biasAt())));
    }
    all.add(dense("weights by 1", s -> with(s, s.imagesAt(), s.weightsAt() + 1, s.biasAt())));
    all.add(dense("bias by -1", s -> with(s, s.imagesAt(), s.weightsAt(), s.biasAt() - 1)));
    all.add(dense("groups 16 more apart", s -> with(s, stretched(s.values()), s.gradients())));
  }

  private static Fault dense(String name, UnaryOperator<DenseStep> change) {
    return new Fault("dense, " + name, DIRECT, 5, s -> change.apply((DenseStep) s));
  }

  private static DenseStep with(DenseStep s, Correlation values, Correlation gradients) {
    return new DenseStep(
        s.in(), s.dOut(), values, gradients, s.imagesAt(), s.weightsAt(), s.biasAt());
  }

  private static DenseStep with(DenseStep s, int imagesAt, int weightsAt, int biasAt) {
    return new DenseStep(s.in(), s.dOut(), s.values(), s.gradients(), imagesAt, weightsAt, biasAt);
  }
}
