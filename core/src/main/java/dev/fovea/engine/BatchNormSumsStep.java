package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.BatchNormKernels;
import dev.fovea.engine.kernel.NormPool;
import dev.fovea.engine.kernel.NormViews;
import dev.fovea.engine.kernel.View;

/**
 * The first step of {@link BatchNormSteps}: forward it measures each channel of each group; what
 * comes back to it last is the gradient of the input, of which every element depends on the whole
 * batch.
 *
 * @param pool the pooling that is one step with the normalisation; null if there is none
 */
record BatchNormSumsStep(NormViews views, NormPool pool, NormPlace place) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    if (f.gradient == null) {
      return; // a plan for training that only predicts
    }
    View in = views.in();
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      int images = BatchNormSteps.images(f, g);
      f.kernels.batchNorm().measure(in, f.x, at, images, at + place.sumsAt(), c0, c1, f.scratch);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (views.dIn() == null) {
      return;
    }
    int c0 = Step.cut(views.in().channels(), part, parts);
    int c1 = Step.cut(views.in().channels(), part + 1, parts);
    int lines = place.lines(f);
    BatchNormKernels kernels = f.kernels.batchNorm();
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      int images = BatchNormSteps.images(f, g);
      if (pool == null) {
        kernels.inputGradient(views, f.x, at, images, lines, c0, c1, f.scratch);
      } else {
        kernels.inputGradientPooled(pool, f.x, at, images, lines, c0, c1, f.scratch);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    int channels = views.in().channels();
    r.view(views.in());
    r.add(Place.BLOCK, place.sumsAt(), (long) channels * BatchNormKernels.SUMS);
    r.scratch();
    if (views.dIn() == null) {
      return;
    }
    r.add(Place.SHARED, place.linesAt(), (long) channels * BatchNormKernels.LINE);
    if (pool == null) {
      r.view(views.dOut(), views.in());
      r.view(views.dIn(), views.in());
      return;
    }
    Span noted = Span.outputs(pool.gradients(), channels);
    r.windows(pool.values(), views.in(), views.out());
    r.windows(pool.gradients(), views.dIn(), views.dOut());
    r.lanes(noted.plus(pool.passed().in().at()));
    r.lanes(noted.plus(pool.numbersAt()));
  }
}
