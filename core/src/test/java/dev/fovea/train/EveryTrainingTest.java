package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Layer;
import dev.fovea.net.Loss;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.WarmUp;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings with everything there is leave the same bytes on any number of threads; {@link
 * SameBytesTest} runs them at each width of vectors.
 */
class EveryTrainingTest {

  static Stream<Arguments> trainings() {
    return EveryTraining.all().entrySet().stream()
        .map(e -> Arguments.argumentSet(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void anyNumberOfThreads(Trainer trainer) {
    String expected = TrainingHashes.hash(trainer.threads(1), EveryTraining.images());
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(TrainingHashes.hash(trainer.threads(threads), EveryTraining.images()))
          .as("%d threads", threads)
          .isEqualTo(expected);
    }
  }

  @Test
  void nothingIsMissing() {
    all(Layer.class, t -> t.network.nodes().stream().map(node -> node.layer()));
    all(Optimizer.class, t -> Stream.of(t.optimizer));
    all(
        Schedule.class,
        t -> t.schedule instanceof WarmUp w ? Stream.of(w, w.then()) : Stream.of(t.schedule));
    all(Loss.class, t -> Stream.of(t.loss()));
  }

  private static void all(Class<?> family, Function<Trainer, Stream<?>> parts) {
    List<Class<?>> classes =
        EveryTraining.all().values().stream()
            .flatMap(parts)
            .<Class<?>>map(Object::getClass)
            .distinct()
            .toList();
    assertThat(classes).containsAll(members(family).toList());
  }

  /** The classes of a sealed family. */
  private static Stream<Class<?>> members(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(EveryTrainingTest::members)
        : Stream.of(family);
  }
}
