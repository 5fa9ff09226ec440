package dev.fovea.train;

import dev.fovea.engine.Stretches;
import dev.fovea.net.Network;
import dev.fovea.train.optimizer.Updater;
import dev.fovea.train.settings.Require;
import java.util.Set;

/**
 * Which numbers of a network a training changes: those that follow a gradient and lie in no frozen
 * layer. What is measured, such as a running mean, is never among them.
 */
final class Trained {

  private final int[] from;
  private final int[] to;
  private final long count;

  private Trained(Stretches stretches) {
    int first = stretches.count() > 0 && stretches.chosen(0) ? 0 : 1;
    int ranges = (stretches.count() - first + 1) / 2;
    from = new int[ranges];
    to = new int[ranges];
    long sum = 0;
    for (int r = 0; r < ranges; r++) {
      from[r] = stretches.start(first + 2 * r);
      to[r] = stretches.end(first + 2 * r);
      sum += to[r] - from[r];
    }
    count = sum;
  }

  /** All that can be trained. */
  static Trained of(Network network) {
    return of(network, Set.of());
  }

  /**
   * All that can be trained but for some layers.
   *
   * @param frozen names of layers
   * @throws dev.fovea.data.InputException if there is no such layer
   */
  static Trained of(Network network, Set<String> frozen) {
    frozen.forEach(name -> Require.layer(network, name, "freeze"));
    return new Trained(
        Stretches.of(
            network, tensor -> tensor.role().trained() && !frozen.contains(tensor.layer())));
  }

  /** How many numbers there are. */
  long count() {
    return count;
  }

  /** How many ranges they lie in. */
  int ranges() {
    return from.length;
  }

  /** Where a range begins. */
  int from(int range) {
    return from[range];
  }

  /** Where a range ends. */
  int to(int range) {
    return to[range];
  }

  /** Updates part {@code part} of {@code parts}, which have equally many numbers. */
  void update(Updater updater, float[] parameters, float[] gradient, int part, int parts) {
    long first = count * part / parts;
    long end = count * (part + 1) / parts;
    long before = 0;
    for (int r = 0; r < from.length; r++) {
      int length = to[r] - from[r];
      int start = from[r] + Math.clamp(first - before, 0, length);
      int stop = from[r] + Math.clamp(end - before, 0, length);
      if (start < stop) {
        updater.update(parameters, gradient, start, stop);
      }
      before += length;
    }
  }
}
