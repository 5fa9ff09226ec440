package dev.fovea.engine.kernel;

import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The fast kernels, on the JDK's Vector API. Load this class only where the module {@code
 * jdk.incubator.vector} is present; {@link KernelChoice} sees to that.
 */
final class VectorKernels implements Kernels {

  /** At most sixteen lanes; a constant, so that the compiler can fold it. */
  static final VectorSpecies<Float> S = species(Integer.getInteger(KernelChoice.BITS, 0));

  /**
   * Whether the processor has but sixteen vector registers, so that the large tiles would not fit:
   * x86 without AVX-512.
   */
  static final boolean FEW_REGISTERS =
      S.length() < Lanes.COUNT && !System.getProperty("os.arch").equals("aarch64");

  private final BatchNormKernels batchNorm = new VectorBatchNorm();
  private final LossKernels losses = new VectorLosses();
  private final Map<TileTransform, VectorTiles> tiles = new EnumMap<>(TileTransform.class);

  VectorKernels() {
    for (TileTransform transform : TileTransform.values()) {
      tiles.put(transform, VectorTiles.of(transform));
    }
  }

  private static VectorSpecies<Float> species(int bits) {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return switch (bits == 0 ? Math.min(512, preferred.vectorBitSize()) : bits) {
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "-D%s must be 128, 256 or 512, not %d".formatted(KernelChoice.BITS, bits));
    };
  }

  @Override
  public String name() {
    return "vector, " + S.vectorBitSize() + " bits";
  }

  @Override
  public BatchNormKernels batchNorm() {
    return batchNorm;
  }

  @Override
  public void correlate(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] weights,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p0,
      int p1,
      int c0,
      int c1) {
    VectorCorrelate.run(g, x, inAt, outAt, weights, weightsAt, bias, biasAt, p0, p1, c0, c1);
  }

  @Override
  public void transformTile(
      TileTransform transform,
      float[] x,
      int from,
      int fromRow,
      int fromColumn,
      int to,
      int toRow,
      int toColumn,
      int scratch) {
    tiles.get(transform).run(x, from, fromRow, fromColumn, to, toRow, toColumn, scratch);
  }

  @Override
  public void weightedSum(
      float[] x,
      int from,
      int step,
      float[] factors,
      int factor,
      int factorStep,
      int terms,
      int to,
      int size) {
    for (int i = 0; i < size; i += S.length()) {
      FloatVector sum = FloatVector.fromArray(S, x, from + i).mul(factors[factor]);
      for (int k = 1; k < terms; k++) {
        FloatVector v = FloatVector.fromArray(S, x, from + k * step + i);
        sum = v.fma(FloatVector.broadcast(S, factors[factor + k * factorStep]), sum);
      }
      sum.intoArray(x, to + i);
    }
  }

  @Override
  public void add(float[] x, int from, int to, int size) {
    for (int i = 0; i < size; i += S.length()) {
      FloatVector sum = FloatVector.fromArray(S, x, to + i);
      sum.add(FloatVector.fromArray(S, x, from + i)).intoArray(x, to + i);
    }
  }

  @Override
  public void tileWeights(
      float[] x,
      int in,
      int inChannels,
      int dOut,
      int channelStride,
      int tiles,
      int to,
      int o0,
      int o1,
      boolean add,
      float[] scratch) {
    VectorTileWeights.run(x, in, inChannels, dOut, channelStride, tiles, to, o0, o1, add, scratch);
  }

  @Override
  public void correlateBlocks(BlockCorrelation g, float[] x, float[] weights) {
    VectorBlocks.run(g, x, weights);
  }

  @Override
  public int weightTiles(Correlation g, int channels) {
    return VectorWeights.tiles(g, channels);
  }

  @Override
  public void correlateWeights(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      float[] scratch) {
    VectorWeights.run(
        g, x, inAt, outAt, groups, groupStride, gradient, gradientAt, tile0, tile1, scratch);
  }

  @Override
  public void channelSums(
      View view,
      float[] x,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int c0,
      int c1,
      float[] scratch) {
    VectorSums.run(view, x, groups, groupStride, gradient, gradientAt, c0, c1, scratch);
  }

  @Override
  public void denseWeights(
      float[] x,
      int dOutAt,
      int groups,
      int groupStride,
      int imagesAt,
      int in,
      int inPadded,
      float[] gradient,
      int gradientAt,
      int o0,
      int o1,
      float[] scratch) {
    VectorDense.run(
        x,
        dOutAt,
        groups,
        groupStride,
        imagesAt,
        in,
        inPadded,
        gradient,
        gradientAt,
        o0,
        o1,
        scratch);
  }

  @Override
  public void maxPool(Windows g, float[] x, int inAt, int outAt, int c0, int c1) {
    VectorPool.forward(g, x, inAt, outAt, c0, c1);
  }

  @Override
  public void maxPoolNumbered(
      Windows g, Windows gradients, float[] x, int inAt, int outAt, int numbersAt, int c0, int c1) {
    VectorPool.numbered(g, gradients, x, inAt, outAt, numbersAt, c0, c1);
  }

  @Override
  public void maxPoolBackward(
      Windows gradients, float[] x, int numbersAt, int dInAt, int dOutAt, int c0, int c1) {
    VectorPool.backward(gradients, x, numbersAt, dInAt, dOutAt, c0, c1);
  }

  @Override
  public AverageKernels averages() {
    return VectorAverages.INSTANCE;
  }

  @Override
  public LayerNormKernels layerNorms() {
    return VectorLayerNorms.INSTANCE;
  }

  @Override
  public PointKernels points() {
    return VectorPoints.INSTANCE;
  }

  @Override
  public ResponseKernels responses() {
    return VectorResponses.INSTANCE;
  }

  @Override
  public void relu(View in, View out, float[] x, int at, int c0, int c1) {
    VectorRelu.forward(in, out, x, at, c0, c1);
  }

  @Override
  public void reluBackward(View out, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    VectorRelu.backward(out, dOut, dIn, x, at, c0, c1);
  }

  @Override
  public ActivationKernels activations() {
    return VectorActivations.INSTANCE;
  }

  @Override
  public void dropout(
      Drops drops, long key, int first, View from, View to, float[] x, int at, int c0, int c1) {
    VectorDropout.run(drops, key, first, from, to, x, at, c0, c1);
  }

  @Override
  public void softmaxCrossEntropy(
      float[] x,
      int logitsAt,
      int dLogitsAt,
      int classes,
      int[] labels,
      int[] order,
      int from,
      int count,
      float scale,
      float[] losses,
      int[] predictions,
      int resultsAt,
      float[] scratch) {
    VectorSoftmax.run(x, logitsAt, dLogitsAt, classes, count, scale, scratch);
    SoftmaxResults.store(
        x,
        logitsAt,
        dLogitsAt,
        classes,
        labels,
        order,
        from,
        count,
        scale,
        losses,
        predictions,
        resultsAt,
        scratch);
  }

  @Override
  public LossKernels losses() {
    return losses;
  }
}
