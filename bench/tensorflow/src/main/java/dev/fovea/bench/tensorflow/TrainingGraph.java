package dev.fovea.bench.tensorflow;

import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Heat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Relu;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A heat as a TensorFlow graph: forward, loss, gradients and optimizer. Channels are innermost,
 * {@code [image][row][column][channel]}, the only order its CPU kernels have.
 */
final class TrainingGraph {

  final Graph graph = new Graph();

  /** To be fed: {@code [image][row][column][1]}. */
  final Operand<TFloat32> images;

  /** To be fed: {@code [image][class]}, one 1 in each row. */
  final Operand<TFloat32> targets;

  /** The mean loss of the images. */
  final Operand<TFloat32> loss;

  /** The likeliest class of each image. */
  final Operand<TInt64> guess;

  /** Sets every variable to what a training starts from. */
  final List<Op> initial = new ArrayList<>();

  /** Changes the parameters by their gradient. */
  final List<Op> step = new ArrayList<>();

  private final Ops tf = Ops.create(graph);
  private final List<Operand<TFloat32>> parameters = new ArrayList<>();

  /** Which of them the next layer takes; a new one if there are no more. */
  private int reused;

  TrainingGraph(Heat heat) {
    dev.fovea.net.Shape in = heat.network().input();
    long classes = heat.network().output().size();
    images = placeholder(Shape.of(-1, in.height(), in.width(), in.channels()));
    targets = placeholder(Shape.of(-1, classes));
    Operand<TFloat32> logits = logits(heat, true);
    guess = tf.math.argMax(logits(heat, false), tf.constant(1));
    loss =
        tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
    switch (heat.optimizer()) {
      case Sgd s -> sgd(s);
      case Adam a -> adam(a);
      default -> throw Heat.unknown(heat.optimizer());
    }
  }

  /** The forward graph, a second time with the same parameters, so that only training drops. */
  private Operand<TFloat32> logits(Heat heat, boolean training) {
    Operand<TFloat32> x = images;
    List<dev.fovea.net.Shape> inputs = heat.network().inputShapes();
    reused = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Layer layer = heat.network().nodes().get(i).layer();
      x = layer instanceof Dropout && !training ? x : layer(layer, inputs.get(i), x);
    }
    return x;
  }

  private Operand<TFloat32> placeholder(Shape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private Operand<TFloat32> layer(Layer layer, dev.fovea.net.Shape in, Operand<TFloat32> x) {
    return switch (layer) {
      case Conv2d c -> conv(c, in, x);
      case MaxPool2d p ->
          tf.nn.maxPool(
              x,
              tf.constant(new int[] {1, p.kernel(), p.kernel(), 1}),
              tf.constant(new int[] {1, p.stride(), p.stride(), 1}),
              "VALID");
      case Relu _ -> tf.nn.relu(x);
      case Dropout d -> dropout((float) d.rate(), x);
      case Flatten _ -> tf.reshape(x, tf.constant(new int[] {-1, in.size()}));
      case Dense d -> {
        Operand<TFloat32> weights = uniform(in.size(), in.size(), d.outFeatures());
        yield tf.nn.biasAdd(tf.linalg.matMul(x, weights), uniform(in.size(), d.outFeatures()));
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
            RandomUniform.seed2(-1L - parameters.size()));
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(random, tf.constant(rate)), TFloat32.class);
    return tf.math.mul(tf.math.mul(x, tf.constant(1 / (1 - rate))), kept);
  }

  private Operand<TFloat32> conv(Conv2d c, dev.fovea.net.Shape in, Operand<TFloat32> x) {
    boolean same = 2 * Convolutions.padding(c) + 1 == c.kernelHeight() && c.stride() == 1;
    if (Convolutions.padding(c) != 0 && !same) {
      throw new IllegalArgumentException("TensorFlow has no such padding: " + c);
    }
    int fanIn = in.channels() * c.kernelHeight() * c.kernelWidth();
    Operand<TFloat32> weights =
        uniform(fanIn, c.kernelHeight(), c.kernelWidth(), in.channels(), c.outChannels());
    List<Long> strides = List.of(1L, (long) c.stride(), (long) c.stride(), 1L);
    return tf.nn.biasAdd(
        tf.nn.conv2d(x, weights, strides, same ? "SAME" : "VALID"),
        uniform(fanIn, c.outChannels()));
  }

  /** A parameter that starts between -1 and 1 over the root of the fan-in, as Fovea's do. */
  private Operand<TFloat32> uniform(int fanIn, int... shape) {
    if (reused < parameters.size()) {
      return parameters.get(reused++);
    }
    reused++;
    Variable<TFloat32> variable = variable(shape);
    Operand<TFloat32> random =
        tf.random.randomUniform(
            tf.constant(shape),
            TFloat32.class,
            RandomUniform.seed(42L),
            RandomUniform.seed2(1L + parameters.size()));
    Operand<TFloat32> centred = tf.math.sub(random, tf.constant(0.5f));
    float width = (float) (2 / Math.sqrt(fanIn));
    initial.add(tf.assign(variable, tf.math.mul(centred, tf.constant(width))));
    parameters.add(variable);
    return variable;
  }

  private Variable<TFloat32> variable(int... shape) {
    return tf.variable(Shape.of(Arrays.stream(shape).asLongStream().toArray()), TFloat32.class);
  }

  /** A variable of the optimizer's, which starts at zero. */
  private Variable<TFloat32> zeros(Operand<TFloat32> like) {
    long[] shape = like.shape().asArray();
    Variable<TFloat32> variable = tf.variable(like.shape(), TFloat32.class);
    initial.add(tf.assign(variable, tf.fill(tf.constant(shape), tf.constant(0f))));
    return variable;
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
                  p, zeros(p), rate, g, tf.constant((float) sgd.momentum())));
    }
  }

  private void adam(Adam adam) {
    Gradients gradients = tf.gradients(loss, parameters);
    Ops after = afterAll(gradients);
    Operand<TFloat32> beta1 = tf.constant((float) adam.beta1());
    Operand<TFloat32> beta2 = tf.constant((float) adam.beta2());
    Variable<TFloat32> power1 = power(beta1);
    Variable<TFloat32> power2 = power(beta2);
    for (int i = 0; i < parameters.size(); i++) {
      Operand<TFloat32> p = parameters.get(i);
      step.add(
          after.train.applyAdam(
              p,
              zeros(p),
              zeros(p),
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

  private Variable<TFloat32> power(Operand<TFloat32> beta) {
    Variable<TFloat32> power = variable();
    initial.add(tf.assign(power, beta));
    return power;
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
