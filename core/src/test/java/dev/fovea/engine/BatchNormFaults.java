package dev.fovea.engine;

import static dev.fovea.engine.WrongTables.apart;
import static dev.fovea.engine.WrongTables.by;

import dev.fovea.engine.kernel.NormPool;
import dev.fovea.engine.kernel.NormViews;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The steps of batch normalisation with one number wrong. */
final class BatchNormFaults {

  private static final Class<? extends Step> SUMS = BatchNormSumsStep.class;
  private static final Class<? extends Step> COMBINE = BatchNormCombineStep.class;
  private static final Class<? extends Step> APPLY = BatchNormApplyStep.class;

  private static final Network PLAIN =
      Network.of(
          "plain",
          new Shape(1, 6, 6),
          new Conv2d(17, 3),
          new BatchNorm2d(),
          new Relu(),
          new Conv2d(3, 3),
          new Flatten(),
          new Dense(3));
  private static final Network POOLED =
      Network.of(
          "normalised and pooled",
          new Shape(1, 6, 6),
          new Conv2d(17, 3),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Dense(3));

  private BatchNormFaults() {}

  static List<Faults.Fault> all() {
    List<Faults.Fault> all = new ArrayList<>();
    for (int by : new int[] {-1, 16}) {
      all.add(sums("input by " + by, s -> with(s, in(s.views(), by))));
      all.add(sums("dIn by " + by, s -> with(s, dIn(s.views(), by))));
      all.add(sums("dOut by " + by, s -> with(s, dOut(s.views(), by))));
      all.add(sums("sums by " + by, s -> with(s, moved(s.place(), 0, by))));
      all.add(sums("lines by " + by, s -> with(s, moved(s.place(), by, 0))));
      all.add(pooledSums("windows by " + by, s -> with(s, windows(s.pool(), by, 0))));
      all.add(pooledSums("gradients by " + by, s -> with(s, windows(s.pool(), 0, by))));
      all.add(pooledSums("largest by " + by, s -> with(s, noted(s.pool(), by, 0))));
      all.add(pooledSums("numbers by " + by, s -> with(s, noted(s.pool(), 0, by))));
      all.add(combine("sums by " + by, s -> with(s, moved(s.place(), 0, by), 0, 0)));
      all.add(combine("lines by " + by, s -> with(s, moved(s.place(), by, 0), 0, 0)));
      all.add(combine("parameters by " + by, s -> with(s, s.place(), by, 0)));
      all.add(apply("input by " + by, s -> with(s, in(s.views(), by))));
      all.add(apply("output by " + by, s -> with(s, out(s.views(), by))));
      all.add(apply("dOut by " + by, s -> with(s, dOut(s.views(), by))));
      all.add(apply("sums by " + by, s -> with(s, moved(s.place(), 0, by), 0)));
      all.add(apply("lines by " + by, s -> with(s, moved(s.place(), by, 0), 0)));
      all.add(apply("parameters by " + by, s -> with(s, s.place(), by)));
      all.add(pooledApply("windows by " + by, s -> with(s, windows(s.pool(), by, 0))));
      all.add(pooledApply("largest by " + by, s -> with(s, noted(s.pool(), by, 0))));
      all.add(pooledApply("numbers by " + by, s -> with(s, noted(s.pool(), 0, by))));
    }
    all.add(combine("one channel more", s -> with(s, s.place(), 0, 1)));
    all.add(
        apply(
            "channels 16 more apart",
            s ->
                with(
                    s,
                    views(
                        s.views(), s.views().in(), apart(s.views().out(), 16), s.views().dOut()))));
    return all;
  }

  private static Faults.Fault sums(String name, UnaryOperator<BatchNormSumsStep> change) {
    return new Faults.Fault(
        "norm sums, " + name, PLAIN, 1, SUMS, s -> change.apply((BatchNormSumsStep) s));
  }

  private static Faults.Fault pooledSums(String name, UnaryOperator<BatchNormSumsStep> change) {
    return new Faults.Fault(
        "norm sums, pooled, " + name, POOLED, 1, SUMS, s -> change.apply((BatchNormSumsStep) s));
  }

  private static Faults.Fault combine(String name, UnaryOperator<BatchNormCombineStep> change) {
    return new Faults.Fault(
        "norm combined, " + name, PLAIN, 1, COMBINE, s -> change.apply((BatchNormCombineStep) s));
  }

  private static Faults.Fault apply(String name, UnaryOperator<BatchNormApplyStep> change) {
    return new Faults.Fault(
        "norm applied, " + name, PLAIN, 1, APPLY, s -> change.apply((BatchNormApplyStep) s));
  }

  private static Faults.Fault pooledApply(String name, UnaryOperator<BatchNormApplyStep> change) {
    return new Faults.Fault(
        "norm applied, pooled, " + name,
        POOLED,
        1,
        APPLY,
        s -> change.apply((BatchNormApplyStep) s));
  }

  private static BatchNormSumsStep with(BatchNormSumsStep s, NormViews views) {
    return new BatchNormSumsStep(views, s.pool(), s.place());
  }

  private static BatchNormSumsStep with(BatchNormSumsStep s, NormPool pool) {
    return new BatchNormSumsStep(s.views(), pool, s.place());
  }

  private static BatchNormSumsStep with(BatchNormSumsStep s, NormPlace place) {
    return new BatchNormSumsStep(s.views(), s.pool(), place);
  }

  private static BatchNormCombineStep with(
      BatchNormCombineStep s, NormPlace place, int parameters, int channels) {
    return new BatchNormCombineStep(
        s.channels() + channels,
        s.plane(),
        place,
        s.parametersAt() + parameters,
        s.epsilon(),
        s.momentum());
  }

  private static BatchNormApplyStep with(BatchNormApplyStep s, NormViews views) {
    return new BatchNormApplyStep(views, s.pool(), s.place(), s.parametersAt(), s.epsilon());
  }

  private static BatchNormApplyStep with(BatchNormApplyStep s, NormPool pool) {
    return new BatchNormApplyStep(s.views(), pool, s.place(), s.parametersAt(), s.epsilon());
  }

  private static BatchNormApplyStep with(BatchNormApplyStep s, NormPlace place, int parameters) {
    return new BatchNormApplyStep(
        s.views(), s.pool(), place, s.parametersAt() + parameters, s.epsilon());
  }

  private static NormViews in(NormViews v, int by) {
    return views(v, by(v.in(), by), v.out(), v.dOut());
  }

  private static NormViews out(NormViews v, int by) {
    return views(v, v.in(), by(v.out(), by), v.dOut());
  }

  private static NormViews dOut(NormViews v, int by) {
    return views(v, v.in(), v.out(), by(v.dOut(), by));
  }

  private static NormViews dIn(NormViews v, int by) {
    return new NormViews(v.in(), v.out(), by(v.dIn(), by), v.dOut(), v.floor());
  }

  private static NormViews views(NormViews v, View in, View out, View dOut) {
    return new NormViews(in, out, v.dIn(), dOut, v.floor());
  }

  private static NormPlace moved(NormPlace p, int lines, int sums) {
    return new NormPlace(p.linesAt() + lines, p.sumsAt() + sums, p.largestAt());
  }

  private static NormPool windows(NormPool p, int values, int gradients) {
    return new NormPool(
        p.views(), by(p.values(), values), by(p.gradients(), gradients), p.passed(), p.numbersAt());
  }

  private static NormPool noted(NormPool p, int largest, int numbers) {
    return new NormPool(
        p.views(), p.values(), p.gradients(), in(p.passed(), largest), p.numbersAt() + numbers);
  }
}
