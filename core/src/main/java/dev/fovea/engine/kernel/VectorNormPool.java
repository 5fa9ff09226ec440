package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.BatchNormKernels.GAIN;
import static dev.fovea.engine.kernel.BatchNormKernels.LINE;
import static dev.fovea.engine.kernel.BatchNormKernels.SHIFT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The kernels of {@link BatchNormKernels} that pool what they normalise. */
final class VectorNormPool {

  private static final int COUNT = Lanes.COUNT;

  private VectorNormPool() {}

  static void apply(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    Windows g = p.values();
    int[] inPos = g.inPos();
    int[] outPos = g.outPos();
    int[] tap = g.tap();
    float floor = p.views().floor();
    for (int c = c0; c < c1; c++) {
      FloatVector gain = FloatVector.broadcast(S, x[lines + c * LINE + GAIN]);
      FloatVector shift = FloatVector.broadcast(S, x[lines + c * LINE + SHIFT]);
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        int in = at + p.views().in().at() + c * g.inChannel() + lane;
        int out = at + p.views().out().at() + c * g.outChannel() + lane;
        for (int w = 0; w < inPos.length; w++) {
          int first = in + inPos[w];
          FloatVector max = FloatVector.fromArray(S, x, first).fma(gain, shift);
          for (int t = 1; t < tap.length; t++) {
            FloatVector y = FloatVector.fromArray(S, x, first + tap[t]).fma(gain, shift);
            max = max.blend(y, y.compare(VectorOperators.GT, max));
          }
          max.blend(floor, max.compare(VectorOperators.LT, floor)).intoArray(x, out + outPos[w]);
        }
      }
    }
  }

  static void applyNumbered(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    Windows g = p.values();
    int[] inPos = g.inPos();
    int[] outPos = g.outPos();
    int[] notePos = p.gradients().outPos();
    int[] tap = g.tap();
    float floor = p.views().floor();
    int numbersAt = p.numbersAt() - p.largest().at();
    for (int c = c0; c < c1; c++) {
      FloatVector gain = FloatVector.broadcast(S, x[lines + c * LINE + GAIN]);
      FloatVector shift = FloatVector.broadcast(S, x[lines + c * LINE + SHIFT]);
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        int in = at + p.views().in().at() + c * g.inChannel() + lane;
        int out = at + p.views().out().at() + c * g.outChannel() + lane;
        int note = at + p.largest().at() + c * p.gradients().outChannel() + lane;
        for (int w = 0; w < inPos.length; w++) {
          int first = in + inPos[w];
          FloatVector largest = FloatVector.fromArray(S, x, first);
          FloatVector max = largest.fma(gain, shift);
          FloatVector which = FloatVector.zero(S);
          for (int t = 1; t < tap.length; t++) {
            FloatVector v = FloatVector.fromArray(S, x, first + tap[t]);
            FloatVector y = v.fma(gain, shift);
            VectorMask<Float> larger = y.compare(VectorOperators.GT, max);
            max = max.blend(y, larger);
            largest = largest.blend(v, larger);
            which = which.blend(t, larger);
          }
          max.blend(floor, max.compare(VectorOperators.LT, floor)).intoArray(x, out + outPos[w]);
          largest.intoArray(x, note + notePos[w]);
          which.intoArray(x, note + numbersAt + notePos[w]);
        }
      }
    }
  }

  static void inputGradient(
      NormPool p, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch) {
    NormViews v = p.views();
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      BatchNormKernels.fillLanes(scratch, x, line, images);
      int in = at + v.in().at() + c * p.values().inChannel();
      int dIn = at + v.dIn().at() + c * p.gradients().inChannel();
      int out = at + c * p.gradients().outChannel();
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        channel(p, x, in + lane, dIn + lane, out + lane, line, scratch, lane);
      }
    }
  }

  private static void channel(
      NormPool p, float[] x, int in, int dIn, int out, int line, float[] scratch, int lane) {
    FloatVector gain = FloatVector.broadcast(S, x[line + GAIN]);
    FloatVector shift = FloatVector.broadcast(S, x[line + SHIFT]);
    FloatVector slope = FloatVector.fromArray(S, scratch, lane);
    FloatVector level = FloatVector.fromArray(S, scratch, COUNT + lane);
    FloatVector zero = FloatVector.zero(S);
    float floor = p.views().floor();
    int[] fromPos = p.values().inPos();
    int[] fromTap = p.values().tap();
    int[] toPos = p.gradients().inPos();
    int[] toTap = p.gradients().tap();
    int[] outPos = p.gradients().outPos();
    int dOut = out + p.views().dOut().at();
    int largest = out + p.largest().at();
    int numbers = out + p.numbersAt();
    for (int w = 0; w < fromPos.length; w++) {
      FloatVector d = FloatVector.fromArray(S, x, dOut + outPos[w]);
      FloatVector which = FloatVector.fromArray(S, x, numbers + outPos[w]);
      FloatVector y = FloatVector.fromArray(S, x, largest + outPos[w]).fma(gain, shift);
      d = zero.blend(d, y.compare(VectorOperators.GT, floor));
      int first = in + fromPos[w];
      int to = dIn + toPos[w];
      for (int t = 0; t < fromTap.length; t++) {
        FloatVector passed = zero.blend(d, which.compare(VectorOperators.EQ, t));
        FloatVector value = FloatVector.fromArray(S, x, first + fromTap[t]);
        passed.fma(gain, value.fma(slope, level)).intoArray(x, to + toTap[t]);
      }
    }
  }
}
