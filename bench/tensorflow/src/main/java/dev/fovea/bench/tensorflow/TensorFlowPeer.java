package dev.fovea.bench.tensorflow;

import dev.fovea.bench.Heat;
import dev.fovea.bench.PeerSide;
import dev.fovea.bench.SideMain;
import dev.fovea.data.Dataset;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** TensorFlow for Java: one static graph, to which each step is fed. */
final class TensorFlowPeer extends PeerSide {

  private static final int CLASSES = 10;

  private final float[] images;
  private final FloatDataBuffer testInputs;
  private final int imageSize = training.imageSize();
  private final TrainingGraph graph;
  private final Session session;

  private TensorFlowPeer(Heat heat, int threads) {
    super(heat);
    images = channelsLast(training);
    testInputs = DataBuffers.of(channelsLast(test), true, false);
    graph = new TrainingGraph(heat);
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            // One step's nodes wait for each other anyhow: a second team only gets in the way.
            .setInterOpParallelismThreads(1)
            .build();
    session = new Session(graph.graph, config);
  }

  /** See {@link SideMain}. */
  public static void main(String[] args) {
    SideMain.run(args, TensorFlowPeer::new);
  }

  @Override
  public String version() {
    // Its manifest does not say: tensorflow-core-api-1.1.0.jar.
    String jar = Session.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String version = jar.replaceAll(".*-|[.]jar$", "");
    return "TensorFlow Java " + version + ", TensorFlow " + TensorFlow.version();
  }

  @Override
  protected void reset() {
    run(graph.initial);
  }

  private void run(Iterable<? extends Op> targets) {
    Session.Runner runner = session.runner();
    targets.forEach(runner::addTarget);
    runner.run().close();
  }

  @Override
  protected double step(int[] rows) {
    float[] x = new float[rows.length * imageSize];
    float[] y = new float[rows.length * CLASSES];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(images, rows[i] * imageSize, x, i * imageSize, imageSize);
      y[i * CLASSES + training.label(rows[i])] = 1;
    }
    try (TFloat32 input = tensor(x, shape(training, rows.length));
        TFloat32 target = tensor(y, Shape.of(rows.length, CLASSES))) {
      Session.Runner runner =
          session.runner().feed(graph.images, input).feed(graph.targets, target).fetch(graph.loss);
      graph.step.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  private static Shape shape(Dataset data, int images) {
    return Shape.of(images, data.height(), data.width(), data.channels());
  }

  private float[] channelsLast(Dataset data) {
    float[] planes = inputs(data);
    int channels = data.channels();
    int size = data.height() * data.width();
    float[] pixels = new float[planes.length];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / imageSize;
      int place = i % imageSize / channels;
      pixels[i] = planes[image * imageSize + i % channels * size + place];
    }
    return pixels;
  }

  private static TFloat32 tensor(float[] values, Shape shape) {
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
  }

  @Override
  protected int correct(int from, int to) {
    long[] guesses = guesses(test, from, to);
    int correct = 0;
    for (int i = from; i < to; i++) {
      correct += guesses[i - from] == test.label(i) ? 1 : 0;
    }
    return correct;
  }

  @Override
  public int predict(int image) {
    return (int) guesses(test, image, image + 1)[0];
  }

  private long[] guesses(Dataset data, int from, int to) {
    FloatDataBuffer x = testInputs.slice((long) from * imageSize, (long) (to - from) * imageSize);
    try (TFloat32 input = TFloat32.tensorOf(shape(data, to - from), x);
        Result result = session.runner().feed(graph.images, input).fetch(graph.guess).run()) {
      TInt64 guess = (TInt64) result.get(0);
      long[] guesses = new long[to - from];
      for (int i = 0; i < guesses.length; i++) {
        guesses[i] = guess.getLong(i);
      }
      return guesses;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.graph.close();
  }
}
