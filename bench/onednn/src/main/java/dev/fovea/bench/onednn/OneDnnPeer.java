package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import dev.fovea.bench.Heat;
import dev.fovea.bench.PeerSide;
import dev.fovea.bench.SideMain;
import dev.fovea.bench.onednn.Dnnl.Value;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_version_t;

/** oneDNN, called primitive by primitive: what the other peers stand on, without them. */
final class OneDnnPeer extends PeerSide {

  private static final int CLASSES = 10;

  private final Dnnl dnnl = new Dnnl();
  private final float[] images;
  private final float[] testImages;
  private final int imageSize = test.imageSize();
  private final Parameters parameters;
  private final Map<Integer, Plan> trainingPlans = new HashMap<>();
  private final Map<Integer, Plan> inferencePlans = new HashMap<>();
  private boolean changed = true;

  private OneDnnPeer(Heat heat, int threads) {
    super(heat);
    images = inputs(training);
    testImages = inputs(test);
    parameters = new Parameters(dnnl, heat.network(), heat.optimizer(), threads);
    plan(heat.batch()); // it chooses the layout of the weights
  }

  /** See {@link SideMain}. OMP_NUM_THREADS says how many threads oneDNN has. */
  public static void main(String[] args) {
    SideMain.run(args, OneDnnPeer::new);
  }

  private Plan plan(int batch) {
    return trainingPlans.computeIfAbsent(
        batch, n -> new Plan(dnnl, heat.network(), parameters, n, true));
  }

  @Override
  public String version() {
    dnnl_version_t v = dnnl_version();
    return "oneDNN %d.%d.%d".formatted(v.major(), v.minor(), v.patch());
  }

  @Override
  protected void reset() {
    parameters.reset();
    changed = true;
  }

  @Override
  protected double step(int[] rows) {
    Plan plan = plan(rows.length);
    MemorySegment in = plan.input().floats();
    for (int i = 0; i < rows.length; i++) {
      copy(images, rows[i], in, i);
    }
    plan.prepare();
    plan.forward();
    double loss = loss(plan.logits(), plan.dLogits(), rows);
    plan.backward();
    parameters.update();
    changed = true;
    return loss;
  }

  private void copy(float[] from, int image, MemorySegment to, int at) {
    MemorySegment.copy(
        from,
        image * imageSize,
        to,
        ValueLayout.JAVA_FLOAT,
        (long) at * imageSize * Float.BYTES,
        imageSize);
  }

  /** Mean cross-entropy, and its gradient. */
  private double loss(Value logits, Value gradient, int[] rows) {
    double sum = 0;
    double[] e = new double[CLASSES];
    for (int i = 0; i < rows.length; i++) {
      double most = at(logits, i, guess(logits, i));
      double total = 0;
      for (int c = 0; c < CLASSES; c++) {
        e[c] = Math.exp(at(logits, i, c) - most);
        total += e[c];
      }
      int label = training.label(rows[i]);
      sum -= Math.log(e[label] / total);
      for (int c = 0; c < CLASSES; c++) {
        double d = (e[c] / total - (c == label ? 1 : 0)) / rows.length;
        gradient.floats().setAtIndex(ValueLayout.JAVA_FLOAT, (long) i * CLASSES + c, (float) d);
      }
    }
    return sum / rows.length;
  }

  private static float at(Value logits, int image, int c) {
    return logits.floats().getAtIndex(ValueLayout.JAVA_FLOAT, (long) image * CLASSES + c);
  }

  private static int guess(Value logits, int image) {
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = at(logits, image, c) > at(logits, image, best) ? c : best;
    }
    return best;
  }

  /** Predicts test digits at once; the weights are brought into layouts when they have changed. */
  private Value logits(int from, int to) {
    if (changed) {
      inferencePlans.values().forEach(Plan::prepare);
      changed = false;
    }
    Plan plan =
        inferencePlans.computeIfAbsent(
            to - from,
            n -> {
              Plan made = new Plan(dnnl, heat.network(), parameters, n, false);
              made.prepare();
              return made;
            });
    for (int i = from; i < to; i++) {
      copy(testImages, i, plan.input().floats(), i - from);
    }
    plan.forward();
    return plan.logits();
  }

  @Override
  protected int correct(int from, int to) {
    Value logits = logits(from, to);
    int correct = 0;
    for (int i = from; i < to; i++) {
      correct += guess(logits, i - from) == test.label(i) ? 1 : 0;
    }
    return correct;
  }

  @Override
  public int predict(int image) {
    return guess(logits(image, image + 1), 0);
  }

  @Override
  public void close() {
    // The process ends with it.
  }
}
