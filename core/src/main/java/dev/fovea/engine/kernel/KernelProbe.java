package dev.fovea.engine.kernel;

/**
 * Runs each kernel once on the smallest shapes. Java links a method when it is first called; so a
 * vector module that has changed shows here, and not in the middle of a training.
 */
final class KernelProbe {

  private static final int COUNT = Lanes.COUNT;
  private static final int[] ZERO = {0};

  private KernelProbe() {}

  /**
   * Runs {@code kernels}.
   *
   * @throws LinkageError if one of them does not link
   */
  static void run(Kernels kernels) {
    float[] x = new float[3 * 65 * COUNT];
    float[] sums = new float[COUNT];
    float[] scratch = new float[Kernels.SCRATCH];
    Correlation sum = new Correlation(ZERO, ZERO, 1, ZERO, new int[] {COUNT}, COUNT, 1);
    kernels.correlate(sum, x, 0, 0, sums, 0, null, 0, 0, 1, 0, 1);
    // One position, and two positions of one vector and of more: each has a tile of its own.
    int[] two = {0, COUNT};
    for (int channels : new int[] {4, COUNT, 2 * COUNT}) {
      float[] packed = new float[4 * COUNT];
      kernels.correlateBlocks(new BlockCorrelation(ZERO, ZERO, ZERO, COUNT, channels), x, packed);
      kernels.correlateBlocks(new BlockCorrelation(ZERO, two, two, 2 * COUNT, channels), x, packed);
    }
    kernels.correlateWeights(sum, x, 0, 0, 1, 0, sums, 0, 0, 1, scratch);
    for (TileTransform transform : TileTransform.values()) {
      kernels.transformTile(
          transform, x, 0, 8 * COUNT, COUNT, 64 * COUNT, 8 * COUNT, COUNT, 128 * COUNT);
    }
    kernels.weightedSum(x, 0, 0, sums, 0, 0, 2, COUNT, COUNT);
    kernels.add(x, 0, COUNT, COUNT);
    kernels.tileWeights(x, 0, 1, COUNT, COUNT, 1, 2 * COUNT, 0, 1, true, scratch);
    kernels.points().weights(x, 0, 32 * COUNT, COUNT, 1, 1, 0, 1, 1, 64 * COUNT, COUNT, true);
    View view = new View(0, 1, 1, 5, 5 * COUNT, 5 * COUNT);
    kernels.channelSums(view, x, 1, 0, sums, 0, 0, 1, scratch);
    kernels.denseWeights(x, 0, 1, 0, COUNT, 1, COUNT, sums, 0, 0, 1, scratch);
    Windows apart = new Windows(ZERO, ZERO, ZERO, COUNT, COUNT, false);
    Windows overlap = new Windows(ZERO, ZERO, ZERO, COUNT, COUNT, true);
    kernels.maxPool(apart, x, 0, COUNT, 0, 1);
    kernels.maxPoolNumbered(apart, apart, x, 0, COUNT, 2 * COUNT, 0, 1);
    kernels.maxPoolBackward(overlap, x, 0, COUNT, 2 * COUNT, 0, 1);
    for (Windows windows : new Windows[] {apart, overlap}) {
      Averages averages = new Averages(windows, 1f);
      kernels.averages().forward(averages, x, 0, COUNT, 0, 1);
      kernels.averages().backward(averages, x, 0, COUNT, 0, 1);
    }
    LayerNormKernels norms = kernels.layerNorms();
    int at = 5 * COUNT;
    norms.measure(view, x, 0, at, 0, 1, scratch);
    norms.combine(x, at, 1, 5, 1f, scratch);
    norms.forward(view, view, x, 0, scratch, sums, 0, 5, 0, 1);
    norms.sums(view, view, x, 0, at, 7 * COUNT, 9 * COUNT, 10 * COUNT, sums, 0, 0, 1, scratch);
    norms.backward(view, view, view, x, 0, at, 7 * COUNT, sums, 0, 0, 1, scratch);
    for (double beta : new double[] {0.75, 1}) {
      Responses responses = new Responses(1, 1, 1f, 1f, beta);
      kernels.responses().forward(responses, view, view, view, x, 0, 0, 1);
      kernels.responses().backward(responses, view, view, view, view, x, 0, 0, 1);
      kernels.responses().spread(responses, view, view, view, x, 0, 0, 1);
    }
    kernels.relu(view, view, x, 0, 0, 1);
    kernels.reluBackward(view, view, view, x, 0, 0, 1);
    activations(kernels.activations(), view, x, scratch);
    kernels.dropout(Drops.of(0.5), 1, 0, view, view, x, 0, 0, 1);
    batchNorm(kernels.batchNorm(), view, apart, x, scratch);
    kernels.softmaxCrossEntropy(x, 0, COUNT, 1, ZERO, ZERO, 0, 1, 1f, sums, new int[1], 0, scratch);
    losses(kernels.losses(), x, scratch);
  }

  private static void losses(LossKernels kernels, float[] x, float[] scratch) {
    View outputs = new View(0, 1, 1, 1, COUNT, COUNT);
    LossViews views = new LossViews(outputs, new View(COUNT, 1, 1, 1, COUNT, COUNT));
    int targets = 2 * COUNT;
    kernels.crossEntropy(views, x, 0, targets, 1, 1f, scratch);
    kernels.ofLogProbabilities(views, x, 0, targets, 1, 1f, scratch);
    kernels.ofProbabilities(views, x, 0, targets, 1, 1f, scratch);
    kernels.squaredError(views, x, 0, targets, 1, 1f, scratch);
  }

  private static void batchNorm(
      BatchNormKernels kernels, View view, Windows windows, float[] x, float[] scratch) {
    NormViews views = new NormViews(view, view, view, view, 0f);
    NormPool pool = new NormPool(views, windows, windows, views, COUNT);
    int lines = 8 * COUNT;
    int sums = 9 * COUNT;
    kernels.measure(view, x, 0, 1, sums, 0, 1, scratch);
    kernels.apply(views, x, 0, lines, 0, 1);
    kernels.gradientSums(views, x, 0, lines, sums, 0, 1, scratch);
    kernels.inputGradient(views, x, 0, 1, lines, 0, 1, scratch);
    kernels.applyPooled(pool, x, 0, lines, 0, 1);
    kernels.applyPooledNumbered(pool, x, 0, lines, 0, 1);
    kernels.inputGradientPooled(pool, x, 0, 1, lines, 0, 1, scratch);
  }

  private static void activations(ActivationKernels kernels, View view, float[] x, float[] room) {
    for (Curve.Kind kind : Curve.Kind.values()) {
      kernels.forward(new Curve(kind, 0.5f), view, view, x, 0, 0, 1);
      kernels.backward(new Curve(kind, 0.5f), view, view, view, x, 0, 0, 1);
    }
    kernels.softmax(view, view, x, 0, room);
    kernels.softmaxBackward(view, view, view, x, 0);
    kernels.logSoftmax(view, view, x, 0, room);
    kernels.logSoftmaxBackward(view, view, view, x, 0, room);
  }
}
