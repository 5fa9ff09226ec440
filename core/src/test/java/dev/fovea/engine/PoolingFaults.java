package dev.fovea.engine;

import static dev.fovea.engine.WrongTables.apart;
import static dev.fovea.engine.WrongTables.by;

import dev.fovea.engine.Faults.Fault;
import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Steps of poolings and of normalisations of a single image with one number wrong. */
final class PoolingFaults {

  private static final Network NETWORK =
      Network.of(
          "poolings",
          new Shape(2, 9, 8),
          new Conv2d(3, 2),
          new MaxPool2d(3, 2).withPadding(1),
          new Conv2d(2, 1),
          new AvgPool2d(2, 1).withPadding(1),
          new LayerNorm(),
          new LocalResponseNorm(3),
          new Flatten(),
          new Dense(3));

  private PoolingFaults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (int by : new int[] {-1, 16}) {
      all.add(max("windows by " + by, s -> moved(s, by)));
      all.add(average("input by " + by, s -> with(s, by(s.in(), by), s.out(), s.dIn())));
      all.add(average("output by " + by, s -> with(s, s.in(), by(s.out(), by), s.dIn())));
      all.add(average("gradient by " + by, s -> with(s, s.in(), s.out(), by(s.dIn(), by))));
      all.add(average("windows by " + by, s -> moved(s, by)));
      layerNorm(all, by);
      response(all, by);
    }
    all.add(
        measures(
            "input's channels 16 more apart", s -> with(s, apart(s.in(), 16), s.out(), s.dIn())));
    all.add(
        normalises(
            "output's channels 16 more apart", s -> with(s, s.in(), apart(s.out(), 16), s.dIn())));
    return all;
  }

  private static void layerNorm(List<Fault> all, int by) {
    all.add(measures("input by " + by, s -> with(s, by(s.in(), by), s.out(), s.dIn())));
    all.add(measures("gradient by " + by, s -> with(s, s.in(), s.out(), by(s.dIn(), by))));
    all.add(measures("room by " + by, s -> with(s, room(s, by, 0), s.weightsAt())));
    all.add(measures("weights by " + by, s -> with(s, s.room(), s.weightsAt() + by)));
    all.add(normalises("input by " + by, s -> with(s, by(s.in(), by), s.out(), s.dIn())));
    all.add(normalises("output by " + by, s -> with(s, s.in(), by(s.out(), by), s.dIn())));
    all.add(normalises("room by " + by, s -> with(s, room(s, by, 0), s.weightsAt())));
    all.add(normalises("sums by " + by, s -> with(s, room(s, 0, by), s.weightsAt())));
    all.add(normalises("weights by " + by, s -> with(s, s.room(), s.weightsAt() + by)));
  }

  private static void response(List<Fault> all, int by) {
    all.add(
        divides(
            "input by " + by,
            s -> new ResponseNormStep(s.r(), by(s.in(), by), s.out(), null, null, s.divisors())));
    all.add(
        divides(
            "output by " + by,
            s -> new ResponseNormStep(s.r(), s.in(), by(s.out(), by), null, null, s.divisors())));
    all.add(
        divides(
            "gradient by " + by,
            s ->
                new ResponseNormStep(
                    s.r(), s.in(), s.out(), s.dIn(), by(s.dOut(), by), s.divisors())));
    all.add(
        divides(
            "divisors by " + by,
            s ->
                new ResponseNormStep(
                    s.r(), s.in(), s.out(), s.dIn(), s.dOut(), by(s.divisors(), by))));
    all.add(
        spreads(
            "quotients by " + by,
            s -> new ResponseSpreadStep(s.r(), s.in(), s.dIn(), by(s.quotients(), by))));
    all.add(
        spreads(
            "gradient by " + by,
            s -> new ResponseSpreadStep(s.r(), s.in(), by(s.dIn(), by), s.quotients())));
  }

  private static Fault max(String name, UnaryOperator<MaxPoolStep> change) {
    return new Fault("padded pool, " + name, NETWORK, 1, s -> change.apply((MaxPoolStep) s));
  }

  private static MaxPoolStep moved(MaxPoolStep s, int by) {
    List<Windows> values = s.values().stream().map(g -> by(g, by)).toList();
    return new MaxPoolStep(
        s.in(), s.out(), s.dIn(), s.dOut(), values, s.gradients(), s.numbersAt());
  }

  private static Fault average(String name, UnaryOperator<AveragePoolStep> change) {
    return new Fault("average, " + name, NETWORK, 3, s -> change.apply((AveragePoolStep) s));
  }

  private static AveragePoolStep with(AveragePoolStep s, View in, View out, View dIn) {
    return new AveragePoolStep(in, out, dIn, s.dOut(), s.values(), s.gradients(), s.clear());
  }

  private static AveragePoolStep moved(AveragePoolStep s, int by) {
    List<Averages> values =
        s.values().stream().map(g -> new Averages(by(g.windows(), by), g.share())).toList();
    return new AveragePoolStep(
        s.in(), s.out(), s.dIn(), s.dOut(), values, s.gradients(), s.clear());
  }

  private static Fault measures(String name, UnaryOperator<LayerNormShape> change) {
    return new Fault(
        "layer norm measures, " + name,
        NETWORK,
        4,
        LayerNormInStep.class,
        s -> new LayerNormInStep(change.apply(((LayerNormInStep) s).s())));
  }

  private static Fault normalises(String name, UnaryOperator<LayerNormShape> change) {
    return new Fault(
        "layer norm normalises, " + name,
        NETWORK,
        4,
        LayerNormOutStep.class,
        s -> new LayerNormOutStep(change.apply(((LayerNormOutStep) s).s())));
  }

  private static LayerNormShape with(LayerNormShape s, View in, View out, View dIn) {
    return new LayerNormShape(
        in, s.inMeasured(), out, dIn, s.dOut(), s.room(), s.weightsAt(), s.epsilon());
  }

  private static LayerNormShape with(LayerNormShape s, LayerNormRoom room, int weightsAt) {
    return new LayerNormShape(
        s.in(), s.inMeasured(), s.out(), s.dIn(), s.dOut(), room, weightsAt, s.epsilon());
  }

  private static LayerNormRoom room(LayerNormShape s, int at, int sumsAt) {
    return new LayerNormRoom(s.room().at() + at, s.room().sumsAt() + sumsAt);
  }

  private static Fault divides(String name, UnaryOperator<ResponseNormStep> change) {
    return new Fault(
        "response, " + name,
        NETWORK,
        5,
        ResponseNormStep.class,
        s -> change.apply((ResponseNormStep) s));
  }

  private static Fault spreads(String name, UnaryOperator<ResponseSpreadStep> change) {
    return new Fault(
        "response spreads, " + name,
        NETWORK,
        5,
        ResponseSpreadStep.class,
        s -> change.apply((ResponseSpreadStep) s));
  }
}
