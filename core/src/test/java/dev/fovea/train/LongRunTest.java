package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stays behind after many trainings and after a long one: nothing. {@code checks/long} builds
 * 1,000 plans and trains for two hours; here it is a slice of that.
 */
class LongRunTest {

  @TempDir private Path folder;

  /** What the JVM's own bookkeeping may add. */
  private static final long MOST_BYTES = 6 << 20;

  /**
   * What a process holds on to.
   *
   * @param heap bytes in use after a collection
   * @param threads that live
   * @param handles open files, -1 where that is not told
   * @param resident all that the process has in memory, as the system tells it; for people
   */
  private record Held(long heap, int threads, int handles, String resident) {

    static Held now() {
      Runtime runtime = Runtime.getRuntime();
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        System.gc();
        least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
      }
      return new Held(least, Thread.getAllStackTraces().size(), openFiles(), memory());
    }

    static String memory() {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
        return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("not told");
      } catch (IOException _) {
        return "not told";
      }
    }

    static int openFiles() {
      try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
        int count = 0;
        for (Path _ : open) {
          count++;
        }
        return count;
      } catch (IOException _) {
        return -1;
      }
    }
  }

  /** From memory and from a stream in turn, with a file of each model. */
  @Test
  void manyPlans() {
    int plans = Integer.getInteger("long.plans", 45);
    List<Network> networks = List.of(Zoo.lenet(), Zoo.fashion(), Zoo.digitsDeep());
    Dataset digits = Mnist.test().slice(0, 32);
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < plans; i++) {
      Trainer trainer =
          Trainer.of(networks.get(i % networks.size()))
              .scaling(Scaling.MNIST)
              .optimizer(new Sgd(0.01))
              .batch(16 + i % 17)
              .epochs(1)
              .threads(1 + i % 3)
              .window(16);
      Model model =
          (i % 2 == 0 ? trainer.fit(digits) : trainer.fit(new FakeStream(digits))).model();
      Path file = folder.resolve("model-%d.safetensors".formatted(i % 2));
      ModelFile.write(model, file);
      ModelFile.read(file).predict(digits.image(0));
      if ((i + 1) % Math.max(1, plans / 3) == 0) {
        held.add(Held.now());
      }
    }
    nothingMoreThanBefore(held);
  }

  /** As the command does it: with checkpoints, and the run's files after each epoch. */
  @Test
  void aLongTraining() {
    long nanos = TimeUnit.MINUTES.toNanos(Integer.getInteger("long.minutes", 0));
    // Epochs of some length: what is told of each one is kept, as it should be.
    Dataset digits = nanos == 0 ? Mnist.train().slice(0, 6000) : Mnist.train();
    long end = System.nanoTime() + Math.max(nanos, TimeUnit.SECONDS.toNanos(8));
    long third = (end - System.nanoTime()) / 3;
    long[] next = {System.nanoTime() + third};
    List<Held> held = new ArrayList<>();
    List<EpochResult> history = new ArrayList<>();
    RunFolder run = RunFolder.at(folder.resolve("run"), false);
    Trainer.of(Zoo.lenet())
        .scaling(Scaling.MNIST)
        .optimizer(new Sgd(0.01, 0.5))
        .batch(64)
        .checkpoints(run)
        .epochs(1_000_000)
        .threads(2)
        .validation(0.1)
        .stopWhen(() -> System.nanoTime() > end && held.size() >= 3)
        .listener(
            new TrainingListener() {
              @Override
              public void epoch(EpochResult epoch, Model model) {
                history.add(epoch);
                run.save(model, history, Metric.LOSS, Json.Obj.EMPTY);
                if (System.nanoTime() > next[0]) {
                  next[0] += third;
                  held.add(Held.now());
                }
              }
            })
        .fit(digits);
    System.out.println("held: after %d epochs".formatted(history.size()));
    nothingMoreThanBefore(held);
  }

  private static void nothingMoreThanBefore(List<Held> held) {
    held.forEach(each -> System.out.println("held: " + each));
    assertThat(held).hasSizeGreaterThanOrEqualTo(3);
    Held first = held.getFirst();
    Held last = held.getLast();
    assertThat(last.heap() - first.heap()).as("bytes of heap, of %s", held).isLessThan(MOST_BYTES);
    assertThat(last.threads()).as("threads").isLessThanOrEqualTo(first.threads());
    assertThat(last.handles()).as("open files").isLessThanOrEqualTo(first.handles());
  }
}
