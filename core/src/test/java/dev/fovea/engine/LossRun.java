package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Loss;
import dev.fovea.net.Outputs;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loss computed alone, on outputs that are put there by hand, in blocks that hold nothing else.
 */
final class LossRun {

  static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());

  /** Floats between the rooms, which nobody may touch. */
  private static final int GAP = 48;

  final LossHead head;
  final Frame f;
  private final View outputs;
  private final View gradient;
  private final int batch;

  /**
   * For {@code batch} images. The gradient of probabilities lies as with a border, because that of
   * what goes into a softmax may have one.
   */
  LossRun(Loss loss, Outputs kind, int classes, int batch, Backend backend) {
    int groups = (batch + Lanes.COUNT - 1) / Lanes.COUNT;
    int apart = (kind == Outputs.PROBABILITIES ? 3 : 1) * Lanes.COUNT;
    this.batch = batch;
    this.outputs = new View(GAP, classes, 1, 1, Lanes.COUNT, Lanes.COUNT);
    int gradientAt = GAP + classes * Lanes.COUNT + GAP;
    this.gradient = new View(gradientAt, classes, 1, 1, apart, apart);
    int stride = gradientAt + classes * apart + GAP;
    int own = groups * stride;
    float[] x = new float[own + classes * Lanes.COUNT + GAP];
    this.f = new Frame(backend.kernels(), x, stride, own, own);
    this.head = new LossHead(loss, kind, outputs, gradient, groups);
  }

  /** Puts outputs {@code [image][class]}; lanes beyond repeat the last image, as in a plan. */
  void put(float[] numbers) {
    int classes = outputs.channels();
    for (int n = 0; n < lanes(); n++) {
      for (int c = 0; c < classes; c++) {
        f.x[at(outputs, n, c)] = numbers[Math.min(n, batch - 1) * classes + c];
      }
    }
  }

  private int lanes() {
    return (batch + Lanes.COUNT - 1) / Lanes.COUNT * Lanes.COUNT;
  }

  private int at(View view, int n, int c) {
    int block = n / Lanes.COUNT * f.groupStride;
    return block + view.at() + c * view.channelStride() + n % Lanes.COUNT;
  }

  /** Computes all. */
  void run(int[] labels, Mix mix) {
    head.start(labels, IntStream.range(0, batch).toArray(), 0, batch, mix);
    for (int g = 0; g * Lanes.COUNT < batch; g++) {
      head.run(f, g, g);
    }
  }

  double mean() {
    return head.lossSum() / head.weightSum();
  }

  /** The gradient {@code [image][class]}. */
  double[] gradient() {
    return gradient(batch);
  }

  /** That of all lanes, whether they hold an image or not. */
  double[] gradientOfAllLanes() {
    return gradient(lanes());
  }

  private double[] gradient(int images) {
    int classes = outputs.channels();
    return IntStream.range(0, images * classes)
        .mapToDouble(i -> f.x[at(gradient, i / classes, i % classes)])
        .toArray();
  }
}
