package dev.fovea.engine;

import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import java.util.ArrayList;
import java.util.List;

/** Geometries with one number wrong. */
final class WrongTables {

  private WrongTables() {}

  /** Begins elsewhere. */
  static View by(View v, int by) {
    return new View(
        v.at() + by, v.channels(), v.height(), v.width(), v.channelStride(), v.rowStride());
  }

  /** Its channels are further apart. */
  static View apart(View v, int more) {
    return new View(
        v.at(), v.channels(), v.height(), v.width(), v.channelStride() + more, v.rowStride());
  }

  /** Windows over elements elsewhere. */
  static Windows by(Windows g, int by) {
    return new Windows(
        Offsets.shift(g.inPos(), by),
        g.tap(),
        g.outPos(),
        g.inChannel(),
        g.outChannel(),
        g.overlap());
  }

  /** Reads elsewhere. */
  static Correlation in(Correlation g, int by) {
    return positions(g, Offsets.shift(g.inPos(), by), g.outPos());
  }

  /** Writes elsewhere. */
  static Correlation out(Correlation g, int by) {
    return positions(g, g.inPos(), Offsets.shift(g.outPos(), by));
  }

  /** Each position of the input is 16 further on than the one before it should have it. */
  static Correlation stretched(Correlation g) {
    int[] inPos = g.inPos().clone();
    for (int i = 0; i < inPos.length; i++) {
      inPos[i] += 16 * i;
    }
    return positions(g, inPos, g.outPos());
  }

  private static Correlation positions(Correlation g, int[] inPos, int[] outPos) {
    return new Correlation(
        g.inTap(), g.weightTap(), g.weightChannel(), inPos, outPos, g.outChannel(), g.channels());
  }

  /** The channels of its output are further apart. */
  static Correlation apart(Correlation g, int more) {
    return channels(g, g.outChannel() + more, g.channels());
  }

  /** Has one channel too many. */
  static Correlation more(Correlation g) {
    return channels(g, g.outChannel(), g.channels() + 1);
  }

  private static Correlation channels(Correlation g, int outChannel, int channels) {
    return new Correlation(
        g.inTap(), g.weightTap(), g.weightChannel(), g.inPos(), g.outPos(), outChannel, channels);
  }

  /** The first of them writes elsewhere. */
  static List<Correlation> first(List<Correlation> all, int by) {
    List<Correlation> wrong = new ArrayList<>(all);
    wrong.set(0, out(all.getFirst(), by));
    return wrong;
  }

  /** The last of them writes elsewhere. */
  static List<Correlation> last(List<Correlation> all, int by) {
    List<Correlation> wrong = new ArrayList<>(all);
    wrong.set(all.size() - 1, out(all.getLast(), by));
    return wrong;
  }
}
