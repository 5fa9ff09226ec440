package dev.fovea.engine;

/**
 * The first step of a {@link dev.fovea.net.LayerNorm}: it measures each channel; and going
 * backward, after {@link LayerNormOutStep}, it makes the gradient of the input.
 */
record LayerNormInStep(LayerNormShape s) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(s.in().channels(), part, parts);
    int c1 = Step.cut(s.in().channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      f.kernels.layerNorms().measure(s.inMeasured(), f.x, at, s.momentsAt(at), c0, c1, f.scratch);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (s.dIn() == null) {
      return;
    }
    int c0 = Step.cut(s.in().channels(), part, parts);
    int c1 = Step.cut(s.in().channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      f.kernels
          .layerNorms()
          .backward(
              s.in(),
              s.dOut(),
              s.dIn(),
              f.x,
              at,
              s.statisticsAt(at),
              s.momentsAt(at),
              f.parameters,
              s.weightsAt(),
              c0,
              c1,
              f.scratch);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(s.in());
    r.view(s.inMeasured());
    s.measured(r);
    r.scratch();
    if (s.dIn() != null) {
      r.view(s.dOut(), s.in());
      r.view(s.dIn(), s.in());
      s.parameters(r);
    }
  }
}
