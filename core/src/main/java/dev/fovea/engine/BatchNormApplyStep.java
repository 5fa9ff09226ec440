package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.BatchNormKernels;
import dev.fovea.engine.kernel.NormPool;
import dev.fovea.engine.kernel.NormViews;

/**
 * The last step of {@link BatchNormSteps}: each element times a number of its channel, plus
 * another. In a run that trains these come from the batch; in any other from the running mean and
 * variance, and are computed once.
 *
 * @param pool the pooling that is one step with the normalisation; null if there is none
 * @param parametersAt where weight, bias, running mean and running variance begin
 * @param epsilon added to the variance
 */
record BatchNormApplyStep(
    NormViews views, NormPool pool, NormPlace place, int parametersAt, double epsilon)
    implements Step {

  private int channels() {
    return views.in().channels();
  }

  @Override
  public void prepare(Frame f, int part, int parts) {
    if (f.gradient != null) {
      return;
    }
    int channels = channels();
    int c1 = Step.cut(channels, part + 1, parts);
    for (int c = Step.cut(channels, part, parts); c < c1; c++) {
      int at = parametersAt + c;
      BatchNormCombineStep.writeLine(
          f,
          place.lines(f) + c * BatchNormKernels.LINE,
          f.parameters[at],
          f.parameters[at + channels],
          f.parameters[at + 2 * channels],
          f.parameters[at + 3 * channels],
          epsilon);
    }
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(channels(), part, parts);
    int c1 = Step.cut(channels(), part + 1, parts);
    int lines = place.lines(f);
    BatchNormKernels kernels = f.kernels.batchNorm();
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      if (pool == null) {
        kernels.apply(views, f.x, at, lines, c0, c1);
      } else if (views.dOut() == null) {
        kernels.applyPooled(pool, f.x, at, lines, c0, c1);
      } else {
        kernels.applyPooledNumbered(pool, f.x, at, lines, c0, c1);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(channels(), part, parts);
    int c1 = Step.cut(channels(), part + 1, parts);
    NormViews counted = pool == null ? views : pool.passed();
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      f.kernels
          .batchNorm()
          .gradientSums(counted, f.x, at, place.lines(f), at + place.sumsAt(), c0, c1, f.scratch);
    }
  }

  @Override
  public void reach(Reaches r) {
    for (int tensor = 0; tensor < 4; tensor++) {
      r.add(Place.PARAMETERS, parametersAt + (long) tensor * channels(), channels());
    }
    r.add(Place.SHARED, place.linesAt(), (long) channels() * BatchNormKernels.LINE);
    if (pool == null) {
      r.view(views.in());
      r.view(views.out(), views.in());
    } else {
      r.windows(pool.values(), views.in(), views.out());
    }
    if (views.dOut() == null) {
      return;
    }
    NormViews counted = pool == null ? views : pool.passed();
    r.view(counted.in());
    r.view(counted.dOut(), counted.in());
    r.add(Place.BLOCK, place.sumsAt(), (long) channels() * BatchNormKernels.SUMS);
    r.scratch();
    if (pool != null) {
      Span noted = Span.outputs(pool.gradients(), channels());
      r.lanes(noted.plus(counted.in().at()));
      r.lanes(noted.plus(pool.numbersAt()));
    }
  }
}
