package dev.fovea.train;

import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which numbers of a network a training changes: those that follow a gradient and lie in no frozen
 * layer. What is measured, such as a running mean, is never among them.
 */
final class Trained {

  /** Numbers {@code from} to {@code to} (exclusive) among all. */
  private record Range(int from, int to) {}

  private final List<Range> ranges = new ArrayList<>();
  private final long count;

  private Trained(Network network, Set<String> frozen) {
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int end = at + Math.toIntExact(tensor.size());
      if (tensor.role().trained() && !frozen.contains(layer(tensor))) {
        ranges.add(new Range(at, end));
      }
      at = end;
    }
    this.count = ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
  }

  /** All that can be trained but for the layers of these names. */
  static Trained of(Network network, Set<String> frozen) {
    return new Trained(network, frozen);
  }

  /** The name of the layer that a tensor belongs to. */
  static String layer(Tensor tensor) {
    return tensor.name().substring(0, tensor.name().lastIndexOf('.'));
  }

  /** How many numbers there are. */
  long count() {
    return count;
  }

  /** Updates part {@code part} of {@code parts}, which have equally many numbers. */
  void update(Updater updater, float[] parameters, float[] gradient, int part, int parts) {
    long first = count * part / parts;
    long end = count * (part + 1) / parts;
    long before = 0;
    for (int r = 0; r < ranges.size(); r++) {
      Range range = ranges.get(r);
      int length = range.to() - range.from();
      int start = range.from() + Math.clamp(first - before, 0, length);
      int stop = range.from() + Math.clamp(end - before, 0, length);
      if (start < stop) {
        updater.update(parameters, gradient, start, stop);
      }
      before += length;
    }
  }
}
