package dev.fovea.engine;

import static dev.fovea.engine.WrongTables.apart;
import static dev.fovea.engine.WrongTables.by;

import dev.fovea.engine.Faults.Fault;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Wrong steps of activations and softmax. */
final class ActivationFaults {

  private static final Network NETWORK =
      Network.of(
          "activations",
          new Shape(2, 6, 5),
          new Conv2d(3, 2),
          new Tanh(),
          new Conv2d(4, 1),
          new Gelu(),
          new Flatten(),
          new Dense(6),
          new Softmax(),
          new LogSoftmax());

  private ActivationFaults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (int node : new int[] {1, 3}) {
      for (int by : new int[] {-1, 16}) {
        all.add(curve("input by " + by, node, s -> with(s, by(s.in(), by), s.out(), s.dIn())));
        all.add(curve("output by " + by, node, s -> with(s, s.in(), by(s.out(), by), s.dIn())));
        all.add(curve("dIn by " + by, node, s -> with(s, s.in(), s.out(), by(s.dIn(), by))));
        all.add(
            curve("dOut by " + by, node, s -> with(s, s.in(), s.out(), s.dIn(), by(s.dOut(), by))));
      }
      all.add(curve("channels 16 apart", node, s -> with(s, s.in(), apart(s.out(), 16), s.dIn())));
    }
    for (int node : new int[] {6, 7}) {
      for (int by : new int[] {-1, 16}) {
        all.add(softmax("input by " + by, node, s -> with(s, by(s.in(), by), s.out(), s.dIn())));
        all.add(softmax("output by " + by, node, s -> with(s, s.in(), by(s.out(), by), s.dIn())));
        all.add(softmax("dIn by " + by, node, s -> with(s, s.in(), s.out(), by(s.dIn(), by))));
        all.add(
            softmax(
                "dOut by " + by, node, s -> with(s, s.in(), s.out(), s.dIn(), by(s.dOut(), by))));
      }
      all.add(
          softmax("features 16 apart", node, s -> with(s, apart(s.in(), 16), s.out(), s.dIn())));
    }
    return all;
  }

  private static Fault curve(String name, int node, UnaryOperator<ActivationStep> change) {
    String what = NETWORK.nodes().get(node).name() + ", " + name;
    return new Fault(what, NETWORK, node, s -> change.apply((ActivationStep) s));
  }

  private static ActivationStep with(ActivationStep s, View in, View out, View dIn) {
    return with(s, in, out, dIn, s.dOut());
  }

  private static ActivationStep with(ActivationStep s, View in, View out, View dIn, View dOut) {
    return new ActivationStep(s.curve(), in, out, dIn, dOut);
  }

  private static Fault softmax(String name, int node, UnaryOperator<SoftmaxStep> change) {
    String what = NETWORK.nodes().get(node).name() + ", " + name;
    return new Fault(what, NETWORK, node, s -> change.apply((SoftmaxStep) s));
  }

  private static SoftmaxStep with(SoftmaxStep s, View in, View out, View dIn) {
    return with(s, in, out, dIn, s.dOut());
  }

  private static SoftmaxStep with(SoftmaxStep s, View in, View out, View dIn, View dOut) {
    return new SoftmaxStep(s.logarithm(), in, out, dIn, dOut);
  }
}
