package dev.fovea.bench.tensorflow;

import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Heat;
import dev.fovea.bench.Poolings;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A heat as a TensorFlow graph: forward, loss, gradients and optimizer. Channels are innermost,
 * {@code [image][row][column][channel]}, the only order its CPU kernels have.
 */
final class TrainingGraph {

  final Graph graph = new Graph();

  /** To be fed: {@code [image][row][column][channel]}. */
  final Operand<TFloat32> images;

  /** To be fed: {@code [image][class]}, one 1 in each row. */
  final Operand<TFloat32> targets;

  /** The mean loss of the images. */
  final Operand<TFloat32> loss;

  /** The likeliest class of each image. */
  final Operand<TInt64> guess;

  /** Sets every variable to what a training starts from. */
  final List<Op> initial;

  /** Changes the parameters by their gradient, and what batch norm measures. */
  final List<Op> step = new ArrayList<>();

  private final Ops tf = Ops.create(graph);
  private final Variables variables = new Variables(tf);
  private final List<Operand<TFloat32>> parameters;

  TrainingGraph(Heat heat) {
    dev.fovea.net.Shape in = heat.network().input();
    long classes = heat.network().output().size();
    images = placeholder(Shape.of(-1, in.height(), in.width(), in.channels()));
    targets = placeholder(Shape.of(-1, classes));
    Operand<TFloat32> logits = logits(heat.network(), true);
    parameters = List.copyOf(variables.learnt());
    variables.again();
    guess = tf.math.argMax(logits(heat.network(), false), tf.constant(1));
    loss =
        tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
    switch (heat.optimizer()) {
      case Sgd s -> sgd(s);
      case Adam a -> adam(a);
      default -> throw Heat.unknown(heat.optimizer());
    }
    initial = List.copyOf(variables.initial());
  }

  /** The forward graph, a second time with the same variables, so that only training drops. */
  private Operand<TFloat32> logits(Network network, boolean training) {
    List<dev.fovea.net.Shape> shapes = network.inputShapes();
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Node node = network.nodes().get(i);
      List<Operand<TFloat32>> inputs =
          node.inputs().stream()
              .map(from -> from == Node.IMAGE ? images : values.get(from))
              .toList();
      values.add(
          node.layer() instanceof Add
              ? tf.math.addN(inputs)
              : layer(node.layer(), shapes.get(i), inputs.getFirst(), training));
    }
    return values.getLast();
  }

  private Operand<TFloat32> placeholder(Shape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private Operand<TFloat32> layer(
      Layer layer, dev.fovea.net.Shape in, Operand<TFloat32> x, boolean training) {
    return switch (layer) {
      case Conv2d c -> conv(c, in, x);
      case MaxPool2d p ->
          tf.nn.maxPool(
              x,
              tf.constant(new int[] {1, Poolings.plain(p).kernel(), p.kernel(), 1}),
              tf.constant(new int[] {1, p.stride(), p.stride(), 1}),
              "VALID");
      case AdaptiveAvgPool2d p -> {
        Poolings.global(p);
        yield tf.math.mean(x, tf.constant(new int[] {1, 2}));
      }
      case BatchNorm2d b -> norm(b, in.channels(), x, training);
      case Relu _ -> tf.nn.relu(x);
      case Dropout d -> training ? dropout((float) d.rate(), x) : x;
      case Flatten _ -> tf.reshape(x, tf.constant(new int[] {-1, in.size()}));
      case Dense d -> {
        Operand<TFloat32> weights = variables.uniform(in.size(), in.size(), d.outFeatures());
        yield tf.nn.biasAdd(
            tf.linalg.matMul(x, weights), variables.uniform(in.size(), d.outFeatures()));
      }
      default -> throw Convolutions.unknown(layer);
    };
  }

  private Operand<TFloat32> dropout(float rate, Operand<TFloat32> x) {
    Operand<TFloat32> random =
        tf.random.randomUniform(
            tf.shape(x),
            TFloat32.class,
            RandomUniform.seed(42L),
            RandomUniform.seed2(-1L - variables.learnt().size()));
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(random, tf.constant(rate)), TFloat32.class);
    return tf.math.mul(tf.math.mul(x, tf.constant(1 / (1 - rate))), kept);
  }

  private Operand<TFloat32> conv(Conv2d c, dev.fovea.net.Shape in, Operand<TFloat32> x) {
    int padding = Convolutions.padding(c);
    boolean same = 2 * padding + 1 == c.kernelHeight() && c.stride() == 1;
    Operand<TFloat32> padded = same || padding == 0 ? x : padded(x, padding);
    int fanIn = in.channels() * c.kernelHeight() * c.kernelWidth();
    Operand<TFloat32> weights =
        variables.uniform(fanIn, c.kernelHeight(), c.kernelWidth(), in.channels(), c.outChannels());
    List<Long> strides = List.of(1L, (long) c.stride(), (long) c.stride(), 1L);
    Operand<TFloat32> y = tf.nn.conv2d(padded, weights, strides, same ? "SAME" : "VALID");
    return c.bias() ? tf.nn.biasAdd(y, variables.uniform(fanIn, c.outChannels())) : y;
  }

  /** With a stride, "SAME" has its zeros on two sides only. */
  private Operand<TFloat32> padded(Operand<TFloat32> x, int zeros) {
    int[][] sides = {{0, 0}, {zeros, zeros}, {zeros, zeros}, {0, 0}};
    return tf.pad(x, tf.constant(sides), tf.constant(0f));
  }

  private Operand<TFloat32> norm(
      BatchNorm2d b, int channels, Operand<TFloat32> x, boolean training) {
    Operand<TFloat32> scale = variables.parameter(1, channels);
    Operand<TFloat32> shift = variables.parameter(0, channels);
    Variable<TFloat32> mean = variables.measured(0, channels);
    Variable<TFloat32> variance = variables.measured(1, channels);
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            shift,
            mean,
            variance,
            FusedBatchNorm.epsilon((float) b.epsilon()),
            FusedBatchNorm.exponentialAvgFactor(training ? (float) b.momentum() : 1f),
            FusedBatchNorm.isTraining(training));
    if (training) {
      step.add(tf.assign(mean, norm.batchMean()));
      step.add(tf.assign(variance, norm.batchVariance()));
    }
    return norm.y();
  }

  private void sgd(Sgd sgd) {
    Gradients gradients = tf.gradients(loss, parameters);
    Ops after = afterAll(gradients);
    for (int i = 0; i < parameters.size(); i++) {
      Operand<TFloat32> p = parameters.get(i);
      Operand<TFloat32> rate = tf.constant((float) sgd.learningRate());
      Operand<TFloat32> g = gradients.dy(i);
      step.add(
          sgd.momentum() == 0
              ? after.train.applyGradientDescent(p, rate, g)
              : after.train.applyMomentum(
                  p, variables.zeros(p), rate, g, tf.constant((float) sgd.momentum())));
    }
  }

  private void adam(Adam adam) {
    Gradients gradients = tf.gradients(loss, parameters);
    Ops after = afterAll(gradients);
    Operand<TFloat32> beta1 = tf.constant((float) adam.beta1());
    Operand<TFloat32> beta2 = tf.constant((float) adam.beta2());
    Variable<TFloat32> power1 = variables.number(beta1);
    Variable<TFloat32> power2 = variables.number(beta2);
    for (int i = 0; i < parameters.size(); i++) {
      Operand<TFloat32> p = parameters.get(i);
      step.add(
          after.train.applyAdam(
              p,
              variables.zeros(p),
              variables.zeros(p),
              power1,
              power2,
              tf.constant((float) adam.learningRate()),
              beta1,
              beta2,
              tf.constant((float) adam.epsilon()),
              gradients.dy(i)));
    }
    Ops last = tf.withControlDependencies(step.toArray(new Op[0]));
    step.add(last.assign(power1, last.math.mul(power1, beta1)));
    step.add(last.assign(power2, last.math.mul(power2, beta2)));
  }

  /** Parameters change in place: only when every gradient has been computed from the old ones. */
  private Ops afterAll(Gradients gradients) {
    List<Op> all = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      all.add(tf.identity(gradients.<TFloat32>dy(i)));
    }
    return tf.withControlDependencies(all.toArray(new Op[0]));
  }
}
