package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The losses, a row of lanes at a time; no helper has vectors, see {@link VectorExp}. */
final class VectorLosses implements LossKernels {

  @Override
  public void crossEntropy(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    int z = at + outputs.at();
    int d = at + gradient.at();
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      VectorPowers.of(
          x,
          z + lane,
          outputs.channelStride(),
          d + lane,
          gradient.channelStride(),
          outputs.channels(),
          scratch,
          lane);
    }
    System.arraycopy(scratch, COUNT, scratch, 2 * COUNT, COUNT);
    Logarithms.of(scratch, 2 * COUNT);
    VectorPowers.factors(count, scale, scratch, 3 * COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      FloatVector total = FloatVector.zero(S);
      for (int c = 0; c < outputs.channels(); c++) {
        total = total.add(FloatVector.fromArray(S, x, targets + c * COUNT + lane));
      }
      FloatVector max = FloatVector.fromArray(S, scratch, lane);
      FloatVector part = total.div(FloatVector.fromArray(S, scratch, COUNT + lane));
      FloatVector logSum = FloatVector.fromArray(S, scratch, 2 * COUNT + lane);
      FloatVector factor = FloatVector.fromArray(S, scratch, 3 * COUNT + lane);
      FloatVector loss = FloatVector.zero(S);
      for (int c = 0; c < outputs.channels(); c++) {
        FloatVector target = FloatVector.fromArray(S, x, targets + c * COUNT + lane);
        FloatVector v = FloatVector.fromArray(S, x, z + c * outputs.channelStride() + lane);
        FloatVector more = target.fma(max.sub(v).add(logSum), loss);
        loss = more.blend(loss, target.compare(VectorOperators.EQ, 0f));
        int i = d + c * gradient.channelStride() + lane;
        FloatVector e = FloatVector.fromArray(S, x, i);
        e.fma(part, target.neg()).mul(factor).intoArray(x, i);
      }
      loss.intoArray(scratch, lane);
    }
  }

  @Override
  public void ofLogProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    int z = at + outputs.at();
    int d = at + gradient.at();
    VectorPowers.factors(count, scale, scratch, COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      FloatVector factor = FloatVector.fromArray(S, scratch, COUNT + lane);
      FloatVector loss = FloatVector.zero(S);
      for (int c = 0; c < outputs.channels(); c++) {
        FloatVector target = FloatVector.fromArray(S, x, targets + c * COUNT + lane).neg();
        FloatVector v = FloatVector.fromArray(S, x, z + c * outputs.channelStride() + lane);
        loss = target.fma(v, loss).blend(loss, target.compare(VectorOperators.EQ, 0f));
        target.mul(factor).intoArray(x, d + c * gradient.channelStride() + lane);
      }
      loss.intoArray(scratch, lane);
    }
  }

  @Override
  public void ofProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    int z = at + outputs.at();
    int d = at + gradient.at();
    VectorPowers.factors(count, scale, scratch, COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      FloatVector factor = FloatVector.fromArray(S, scratch, COUNT + lane);
      FloatVector total = FloatVector.zero(S);
      for (int c = 0; c < outputs.channels(); c++) {
        total = total.add(FloatVector.fromArray(S, x, targets + c * COUNT + lane));
      }
      for (int c = 0; c < outputs.channels(); c++) {
        FloatVector p = FloatVector.fromArray(S, x, z + c * outputs.channelStride() + lane);
        FloatVector target = FloatVector.fromArray(S, x, targets + c * COUNT + lane);
        p.fma(total, target.neg())
            .mul(factor)
            .intoArray(x, d + c * gradient.channelStride() + lane);
      }
    }
    Logarithms.losses(outputs, x, at, targets, scratch);
  }

  @Override
  public void squaredError(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    int z = at + outputs.at();
    int d = at + gradient.at();
    float classes = outputs.channels();
    VectorPowers.factors(count, 2f * scale / classes, scratch, COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      FloatVector factor = FloatVector.fromArray(S, scratch, COUNT + lane);
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < outputs.channels(); c++) {
        FloatVector v = FloatVector.fromArray(S, x, z + c * outputs.channelStride() + lane);
        FloatVector off = v.sub(FloatVector.fromArray(S, x, targets + c * COUNT + lane));
        sum = off.fma(off, sum);
        off.mul(factor).intoArray(x, d + c * gradient.channelStride() + lane);
      }
      sum.div(classes).intoArray(scratch, lane);
    }
  }
}
