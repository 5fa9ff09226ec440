package dev.fovea.engine;

import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/** Steps for a single image with one number wrong, which a proof must refuse. */
final class BlockFaults {

  private static final Network NETWORK =
      Network.of(
          "blocks",
          new Shape(3, 9, 9),
          new Conv2d(20, 3).withPadding(1),
          new MaxPool2d(2),
          new Relu(),
          new Flatten(),
          new Conv2d(4, 1).withPadding(1),
          new Flatten(),
          new Dense(3));

  private BlockFaults() {}

  /** What becomes of the first step of a kind. */
  record Fault(String name, Class<? extends BlockStep> kind, UnaryOperator<BlockStep> change) {

    BlockSteps made() {
      return new BlockSteps(NETWORK, TestImages.parameters(NETWORK, 1));
    }

    BlockStep step(BlockSteps made) {
      return made.steps().stream().filter(kind::isInstance).findFirst().orElseThrow();
    }
  }

  static List<Fault> all() {
    return List.of(
        sum(
            "input by -1",
            g ->
                new BlockCorrelation(
                    g.inTap(), by(g.inPos(), -1), g.outPos(), g.outBlock(), g.channels())),
        sum(
            "input by 1",
            g ->
                new BlockCorrelation(
                    by(g.inTap(), 1), g.inPos(), g.outPos(), g.outBlock(), g.channels())),
        sum(
            "output by -16",
            g ->
                new BlockCorrelation(
                    g.inTap(), g.inPos(), by(g.outPos(), -16), g.outBlock(), g.channels())),
        sum(
            "output by 1",
            g ->
                new BlockCorrelation(
                    g.inTap(), g.inPos(), by(g.outPos(), 1), g.outBlock(), g.channels())),
        sum(
            "blocks 16 apart",
            g ->
                new BlockCorrelation(
                    g.inTap(), g.inPos(), g.outPos(), g.outBlock() + 16, g.channels())),
        sum(
            "16 channels more",
            g ->
                new BlockCorrelation(
                    g.inTap(), g.inPos(), g.outPos(), g.outBlock(), g.channels() + 16)),
        pool("input by -16", s -> with(s, WrongTables.by(s.in(), -16), s.out())),
        pool("output by 16", s -> with(s, s.in(), WrongTables.by(s.out(), 16))),
        pool("a block more", s -> with(s, more(s.in()), s.out())),
        rectify("by -16", s -> new BlockStep.Rectify(WrongTables.by(s.value(), -16))),
        rectify("blocks 16 apart", s -> new BlockStep.Rectify(WrongTables.apart(s.value(), 16))),
        copy("from by -1", s -> new BlockStep.Copy(by(s.from(), -1), s.to())),
        copy("to by 3000", s -> new BlockStep.Copy(s.from(), by(s.to(), 3000))));
  }

  private static int[] by(int[] table, int by) {
    return Offsets.shift(table, by);
  }

  private static Fault sum(String name, UnaryOperator<BlockCorrelation> change) {
    return new Fault(
        "sum, " + name,
        BlockStep.Sum.class,
        s -> {
          BlockStep.Sum sum = (BlockStep.Sum) s;
          return new BlockStep.Sum(change.apply(sum.values()), sum.weights());
        });
  }

  private static Fault pool(String name, UnaryOperator<BlockStep.Pool> change) {
    return new Fault("pool, " + name, BlockStep.Pool.class, s -> change.apply((BlockStep.Pool) s));
  }

  private static BlockStep.Pool with(BlockStep.Pool s, View in, View out) {
    return new BlockStep.Pool(s.windows(), s.mean(), in, out);
  }

  private static View more(View v) {
    return new View(
        v.at(), v.channels() + 1, v.height(), v.width(), v.channelStride(), v.rowStride());
  }

  private static Fault rectify(String name, UnaryOperator<BlockStep.Rectify> change) {
    return new Fault(
        "ReLU, " + name, BlockStep.Rectify.class, s -> change.apply((BlockStep.Rectify) s));
  }

  private static Fault copy(String name, UnaryOperator<BlockStep.Copy> change) {
    return new Fault("copy, " + name, BlockStep.Copy.class, s -> change.apply((BlockStep.Copy) s));
  }
}
