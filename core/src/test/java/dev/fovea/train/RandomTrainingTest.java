package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.RandomNetwork;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random graphs, batches, optimizers, augmentations and numbers of threads: the same bytes on one
 * thread, on as many as were drawn, and some after a stop and a resume, or the same refusal. {@code
 * -Drandom.trainings=5000} draws more.
 */
class RandomTrainingTest {

  private static final int TRAININGS = Integer.getInteger("random.trainings", 64);

  private static final List<Augmentation> AUGMENTATIONS =
      List.of(
          new Shift(1.5),
          new Rotate(20),
          new Scale(0.8, 1.25),
          new Shear(10),
          Flip.HORIZONTAL,
          new Flip(0, 0.5),
          new RandomCrop(1),
          new Elastic(3, 2),
          new Erase(0.5, 0.05, 0.3),
          new Brightness(0.2),
          new Contrast(0.3));

  private static final List<Supplier<Optimizer>> OPTIMIZERS =
      List.of(
          () -> new Sgd(0.02, 0.9),
          () -> new Sgd(0.02, 0.9).withNesterov(),
          () -> new Adam(0.01),
          () -> new AdamW(0.01),
          () -> new RmsProp(0.005),
          () -> new Muon(0.02, new AdamW(0.01)));

  @TempDir private Path folder;
  private int stops;

  @Test
  void theSameBytesOnAnyNumberOfThreads() {
    TreeSet<Integer> threads = new TreeSet<>();
    int whole = 0;
    for (int seed = 0; seed < TRAININGS; seed++) {
      int many = 2 + seed % 8;
      threads.add(many);
      String alone = outcome(seed, 1);
      whole += alone.startsWith("refused") ? 0 : 1;
      assertThat(outcome(seed, many)).as("seed %d, %d threads", seed, many).isEqualTo(alone);
      if (seed % 3 == 2) {
        assertThat(resumed(seed, many)).as("seed %d, resumed", seed).isEqualTo(alone);
      }
    }
    // Most of them must train, or nothing is shown.
    assertThat(whole).isGreaterThan(TRAININGS / 2);
    assertThat(threads).hasSize(8);
    assertThat(stops).isGreaterThan(TRAININGS / 8);
  }

  private static String outcome(int seed, int threads) {
    return outcome(seed, trainer -> trainer.threads(threads));
  }

  /** Stopped after one to four batches, if there are so many, and resumed from the file. */
  private String resumed(int seed, int threads) {
    Path run = folder.resolve("run-" + seed);
    StopAfter stop = new StopAfter(1 + seed / 3 % 4);
    String before = outcome(seed, t -> stop.in(t).threads(threads).checkpoints(run));
    stops += stop.stopped() ? 1 : 0;
    return before.startsWith("refused")
        ? before
        : outcome(seed, t -> t.threads(1 + threads % 3).resume(run));
  }

  private static String outcome(int seed, UnaryOperator<Trainer> how) {
    Random random = new Random(seed + 1_000_000L);
    Network network = RandomNetwork.of(seed);
    Dataset images = images(network, 20 + random.nextInt(60), random);
    int batch = RandomNetwork.batch(network, 1 + random.nextInt(37));
    List<Augmentation> augmentations = new ArrayList<>();
    for (Augmentation each : AUGMENTATIONS) {
      if (random.nextInt(5) == 0) {
        augmentations.add(each);
      }
    }
    Trainer trainer =
        Trainer.of(network)
            .optimizer(OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size())).get())
            .batch(batch)
            .epochs(1 + random.nextInt(2))
            .seed(seed);
    if (!augmentations.isEmpty()) {
      trainer.augment(augmentations, Outside.BLACK);
    }
    if (random.nextInt(3) == 0) {
      trainer.average(0.9);
    }
    if (random.nextInt(3) == 0) {
      trainer.accumulate(2);
    }
    try {
      return TrainingHashes.hash(how.apply(trainer), images);
    } catch (InputException | TrainingException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static Dataset images(Network network, int count, Random random) {
    Shape shape = network.input();
    byte[] pixels = new byte[count * shape.size()];
    random.nextBytes(pixels);
    int classes = network.output().size();
    int[] labels = random.ints(count, 0, classes).toArray();
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    return new Dataset(
        "random", shape.channels(), shape.height(), shape.width(), pixels, labels, names);
  }
}
