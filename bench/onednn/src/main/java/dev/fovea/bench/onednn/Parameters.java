package dev.fovea.bench.onednn;

import dev.fovea.bench.Heat;
import dev.fovea.bench.onednn.Dnnl.Value;
import dev.fovea.data.Rng;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.Sgd;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * Weights and biases in the layout that the first training plan's forward primitives chose, with
 * their gradients and the optimizer's memory; the update is one loop over all that.
 */
final class Parameters {

  /** Fewer, and waking a second thread costs more than it saves. */
  private static final int SHARED = 100_000;

  private final Dnnl dnnl;
  private final Optimizer optimizer;
  private final Workers workers;
  private final List<Tensor> tensors;
  private final List<Learnt> all = new ArrayList<>();
  private int step;

  /** A tensor, its gradient, and what the optimizer remembers. */
  record Learnt(
      long[] dims, Value value, Value gradient, MemorySegment first, MemorySegment second) {}

  Parameters(Dnnl dnnl, Network network, Optimizer optimizer, int threads) {
    this.dnnl = dnnl;
    this.optimizer = optimizer;
    this.workers = new Workers(threads);
    this.tensors = network.tensors();
  }

  /** Tensor {@code index} of the network; if it is new, in this layout. */
  Learnt learnt(int index, dnnl_memory_desc layout, long... dims) {
    if (index == all.size()) {
      all.add(
          new Learnt(
              dims,
              dnnl.allocate(layout),
              dnnl.allocate(layout),
              dnnl.allocate(layout).floats(),
              dnnl.allocate(layout).floats()));
    }
    return all.get(index);
  }

  /** Starts again with random weights, uniform by fan-in. */
  void reset() {
    step = 0;
    for (int i = 0; i < all.size(); i++) {
      Learnt p = all.get(i);
      p.first().fill((byte) 0);
      p.second().fill((byte) 0);
      Value plain = dnnl.allocate(Dnnl.plain(p.dims()));
      Rng rng = new Rng(42, 1_000 + i);
      double bound = 1 / Math.sqrt(tensors.get(i).fanIn());
      for (long k = 0; k < tensors.get(i).size(); k++) {
        float value = (float) ((2 * rng.nextFloat() - 1) * bound);
        plain.floats().setAtIndex(ValueLayout.JAVA_FLOAT, k, value);
      }
      dnnl.run(List.of(dnnl.reorder(plain, p.value())));
    }
  }

  /** Follows the gradients. */
  void update() {
    step++;
    for (Learnt p : all) {
      int count = Math.toIntExact(p.value().floats().byteSize() / Float.BYTES);
      if (count < SHARED) {
        update(p, 0, count);
      } else {
        int lines = count / Updates.LINE;
        workers.run(
            thread ->
                update(
                    p,
                    lines * thread / workers.size() * Updates.LINE,
                    lines * (thread + 1) / workers.size() * Updates.LINE));
      }
    }
  }

  private void update(Learnt p, int from, int to) {
    MemorySegment w = p.value().floats();
    MemorySegment g = p.gradient().floats();
    switch (optimizer) {
      case Sgd s -> Updates.sgd(s, w, g, p.first(), from, to);
      case Adam a -> Updates.adam(a, step, w, g, p.first(), p.second(), from, to);
      default -> throw Heat.unknown(optimizer);
    }
  }
}
