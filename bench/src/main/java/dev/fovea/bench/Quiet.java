package dev.fovea.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures on a quiet machine: waits for one before each process, 30 s at most, and repeats what
 * others disturbed, three times at most.
 */
final class Quiet {

  /** Cores that others may keep busy: more, and a measurement is repeated. */
  private static final double MOST = 0.1;

  private final int attempts;
  private final int patienceSeconds;
  private int disturbed;

  private Quiet(int attempts, int patienceSeconds) {
    this.attempts = attempts;
    this.patienceSeconds = patienceSeconds;
  }

  /** For figures that count. */
  static Quiet patient() {
    return new Quiet(3, 30);
  }

  /** To see that everything works: neither waits nor repeats. */
  static Quiet impatient() {
    return new Quiet(1, 0);
  }

  /** Runs a command like {@link Child#run}, as undisturbed as can be had with some patience. */
  Child run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException, Child.Failure {
    Child best = null;
    for (int attempt = 0; attempt < attempts; attempt++) {
      for (int second = 0; second < patienceSeconds && Machine.busyCores() > MOST; second++) {
        // Each question takes a second.
      }
      Child child = Child.run(command, environment, log);
      if (best == null || child.others().orElse(0) < best.others().orElse(0)) {
        best = child;
      }
      if (best.others().orElse(0) < MOST) {
        return best;
      }
    }
    disturbed++;
    return best;
  }

  /** How many measurements were disturbed each time. */
  int disturbed() {
    return disturbed;
  }

  /** A sentence about them, for the reader of a table. */
  String remark() {
    return "%d measurements were disturbed by other processes, %s: not to be trusted"
        .formatted(disturbed, attempts == 1 ? "and not repeated" : "each time they were repeated");
  }
}
