package dev.fovea.bench.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;

/**
 * What a graph remembers from step to step. The layers of a network ask for theirs in order, and
 * when they are asked a second time, from the start, get the same ones.
 */
final class Variables {

  private final Ops tf;
  private final List<Variable<TFloat32>> all = new ArrayList<>();
  private final List<Operand<TFloat32>> learnt = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();

  /** Which of them is asked for next; a new one if there are no more. */
  private int next;

  Variables(Ops tf) {
    this.tf = tf;
  }

  /** From here on the layers ask again. */
  void again() {
    next = 0;
  }

  /** Those that follow their gradient. */
  List<Operand<TFloat32>> learnt() {
    return learnt;
  }

  /** Sets every variable to what a training starts from. */
  List<Op> initial() {
    return initial;
  }

  /** A parameter that starts between -1 and 1 over the root of the fan-in, as Fovea's do. */
  Variable<TFloat32> uniform(int fanIn, int... shape) {
    if (next < all.size()) {
      return all.get(next++);
    }
    Operand<TFloat32> random =
        tf.random.randomUniform(
            tf.constant(shape),
            TFloat32.class,
            RandomUniform.seed(42L),
            RandomUniform.seed2(1L + all.size()));
    Operand<TFloat32> centred = tf.math.sub(random, tf.constant(0.5f));
    float width = (float) (2 / Math.sqrt(fanIn));
    return parameter(tf.math.mul(centred, tf.constant(width)), shape);
  }

  /** A parameter whose numbers all start at {@code value}. */
  Variable<TFloat32> parameter(float value, int... shape) {
    return next < all.size() ? all.get(next++) : parameter(filled(value, shape), shape);
  }

  /** Numbers that no gradient changes and that all start at {@code value}. */
  Variable<TFloat32> measured(float value, int... shape) {
    return next < all.size() ? all.get(next++) : variable(filled(value, shape), shape);
  }

  /** A variable of the optimizer's, of the shape of a parameter, which starts at zero. */
  Variable<TFloat32> zeros(Operand<TFloat32> like) {
    int[] shape = Arrays.stream(like.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return variable(filled(0, shape), shape);
  }

  /** A single number of the optimizer's. */
  Variable<TFloat32> number(Operand<TFloat32> start) {
    return variable(start);
  }

  private Variable<TFloat32> parameter(Operand<TFloat32> start, int... shape) {
    Variable<TFloat32> variable = variable(start, shape);
    learnt.add(variable);
    return variable;
  }

  private Variable<TFloat32> variable(Operand<TFloat32> start, int... shape) {
    Shape dims = Shape.of(Arrays.stream(shape).asLongStream().toArray());
    Variable<TFloat32> variable = tf.variable(dims, TFloat32.class);
    initial.add(tf.assign(variable, start));
    all.add(variable);
    next = all.size();
    return variable;
  }

  private Operand<TFloat32> filled(float value, int... shape) {
    return tf.fill(tf.constant(shape), tf.constant(value));
  }
}
