package dev.fovea.bench.onednn;

import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Steps of optimizers on native memory, whose sizes are multiples of a vector. */
final class Updates {

  /** Floats in a line of the cache: memory that oneDNN's tensors get is a multiple of it. */
  static final int LINE = 16;

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Updates() {}

  /** {@code v = momentum v + g; w -= rate v}. */
  static void sgd(Sgd s, MemorySegment w, MemorySegment g, MemorySegment v, int from, int to) {
    float momentum = (float) s.momentum();
    float rate = (float) s.learningRate();
    for (int i = from; i < to; i += S.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector speed = load(v, at).mul(momentum).add(load(g, at));
      speed.intoMemorySegment(v, at, ORDER);
      load(w, at).sub(speed.mul(rate)).intoMemorySegment(w, at, ORDER);
    }
  }

  /** As {@link Adam} says. */
  static void adam(
      Adam a,
      int step,
      MemorySegment w,
      MemorySegment g,
      MemorySegment m,
      MemorySegment v,
      int from,
      int to) {
    float rate = (float) (a.learningRate() / (1 - Math.pow(a.beta1(), step)));
    float rootScale = (float) (1 / Math.sqrt(1 - Math.pow(a.beta2(), step)));
    float b1 = (float) (1 - a.beta1());
    float b2 = (float) (1 - a.beta2());
    float epsilon = (float) a.epsilon();
    for (int i = from; i < to; i += S.length()) {
      long at = (long) i * Float.BYTES;
      FloatVector gradient = load(g, at);
      FloatVector mean = load(m, at);
      FloatVector square = load(v, at);
      mean = mean.add(gradient.sub(mean).mul(b1));
      square = square.add(gradient.mul(gradient).sub(square).mul(b2));
      mean.intoMemorySegment(m, at, ORDER);
      square.intoMemorySegment(v, at, ORDER);
      FloatVector change = mean.mul(rate).div(square.sqrt().mul(rootScale).add(epsilon));
      load(w, at).sub(change).intoMemorySegment(w, at, ORDER);
    }
  }

  private static FloatVector load(MemorySegment floats, long at) {
    return FloatVector.fromMemorySegment(S, floats, at, ORDER);
  }
}
