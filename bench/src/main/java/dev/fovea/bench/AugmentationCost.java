package dev.fovea.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shift;
import dev.fovea.train.Trainer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What shifting, turning and scaling each image costs while {@code lenet} trains: pairs of epochs
 * with it and without, in turn, in one JVM, and the processor time of all threads of each.
 *
 * <p>Arguments: threads, seconds of warm-up, pairs. Prints how many percent more processor time the
 * epochs with it take: the median of the pairs and the middle half of them; and images a second.
 */
final class AugmentationCost {

  static final List<Augmentation> CHANGES =
      List.of(new Shift(2), new Rotate(10), new Scale(0.9, 1.1));

  /** Half a second of training on two slow cores. */
  private static final int IMAGES = 20_000;

  private final Heat heat = Heat.find("lenet").orElseThrow();
  private final Dataset digits = Mnist.train().slice(0, IMAGES);
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final int threads;

  private AugmentationCost(int threads) {
    this.threads = threads;
  }

  /** See above. */
  public static void main(String[] args) {
    new AugmentationCost(Integer.parseInt(args[0]))
        .run(Double.parseDouble(args[1]), Integer.parseInt(args[2]));
  }

  private void run(double warm, int pairs) {
    long end = System.nanoTime() + (long) (warm * 1e9);
    while (System.nanoTime() < end) {
      epoch(true);
      epoch(false);
    }
    double[] percent = new double[pairs];
    double[] rates = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      // Either comes first as often as the other.
      double first = i % 2 == 0 ? epoch(false) : 0;
      long start = System.nanoTime();
      double augmented = epoch(true);
      rates[i] = IMAGES / ((System.nanoTime() - start) * 1e-9);
      double plain = i % 2 == 0 ? first : epoch(false);
      percent[i] = 100 * (augmented / plain - 1);
    }
    Arrays.sort(percent);
    print("augment", Medians.of(percent));
    print("augment_low", percent[pairs / 4]);
    print("augment_high", percent[pairs - 1 - pairs / 4]);
    print("augmented", Medians.of(rates));
  }

  /** Nanoseconds of processor time. */
  private double epoch(boolean augmented) {
    Trainer trainer =
        Trainer.of(heat.network())
            .optimizer(heat.optimizer())
            .scaling(heat.scaling())
            .batch(heat.batch())
            .epochs(1)
            .threads(threads);
    if (augmented) {
      trainer.augment(CHANGES.toArray(Augmentation[]::new));
    }
    long start = system.getProcessCpuTime();
    trainer.fit(digits);
    return system.getProcessCpuTime() - start;
  }

  private static void print(String key, double value) {
    System.out.println(String.format(Locale.ROOT, "%s %.6g", key, value));
  }
}
