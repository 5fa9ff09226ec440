package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/** Convolutions in groups with one number wrong, which a proof must refuse. */
final class GroupFaults {

  private static final Network GROUPED =
      Network.of(
          "grouped",
          new Shape(2, 6, 5),
          new Conv2d(6, 3),
          new Conv2d(9, 3).withGroups(3).withPadding(1),
          new Flatten(),
          new Dense(3));

  private GroupFaults() {}

  static List<Faults.Fault> all() {
    return List.of(
        turned("turned weights 16 further on", 16),
        turned("turned weights 1 before", -1),
        fault("a group more", g -> groups(g, g.count() + 1)),
        fault("inputs a group further on", g -> views(g, g.in(), 0, 0, 0)),
        fault("outputs a group further on", g -> views(g, 0, g.out(), 0, 0)),
        fault("outputs 16 further on", g -> views(g, 0, 16, 0, 0)),
        fault("inputs a group back", g -> views(g, -2 * g.in(), 0, 0, 0)),
        fault("input gradients a group further on", g -> views(g, 0, 0, g.dIn(), 0)),
        fault("output gradients a group further on", g -> views(g, 0, 0, 0, g.dOut())),
        fault("weights 1 further on", g -> weights(g, 1)),
        fault("weights from the end to the beginning", g -> weights(g, -2 * g.weights())));
  }

  private static Faults.Fault fault(String name, UnaryOperator<ChannelGroups> change) {
    return new Faults.Fault(
        "groups, " + name,
        GROUPED,
        1,
        s -> with((ConvStep) s, change.apply(((ConvStep) s).groups())));
  }

  private static Faults.Fault turned(String name, int by) {
    return new Faults.Fault(
        "groups, " + name,
        GROUPED,
        1,
        s -> with((ConvStep) s, ((ConvStep) s).groups(), ((ConvStep) s).turnedAt() + by));
  }

  private static ConvStep with(ConvStep s, ChannelGroups groups) {
    return with(s, groups, s.turnedAt());
  }

  private static ConvStep with(ConvStep s, ChannelGroups groups, int turnedAt) {
    return new ConvStep(
        s.dOut(),
        s.values(),
        s.weights(),
        s.gradients(),
        groups,
        s.weightsAt(),
        s.biasAt(),
        turnedAt);
  }

  private static ChannelGroups groups(ChannelGroups g, int count) {
    return new ChannelGroups(count, g.inputs(), g.in(), g.out(), g.dIn(), g.dOut(), g.weights());
  }

  private static ChannelGroups views(ChannelGroups g, int in, int out, int dIn, int dOut) {
    return new ChannelGroups(
        g.count(),
        g.inputs(),
        g.in() + in,
        g.out() + out,
        g.dIn() + dIn,
        g.dOut() + dOut,
        g.weights());
  }

  private static ChannelGroups weights(ChannelGroups g, int more) {
    return new ChannelGroups(
        g.count(), g.inputs(), g.in(), g.out(), g.dIn(), g.dOut(), g.weights() + more);
  }
}
