package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The team: everyone works, barriers hold, failures surface. The time limit is for deadlocks. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyThreadRunsOnceAndUnderItsNumber(int size) {
    try (Workers workers = new Workers(size)) {
      assertThat(workers.size()).isEqualTo(size);
      Thread[] threads = new Thread[size];
      AtomicIntegerArray runs = new AtomicIntegerArray(size);
      workers.run(
          thread -> {
            threads[thread] = Thread.currentThread();
            runs.incrementAndGet(thread);
          });
      assertThat(runs.toString()).isEqualTo(Arrays.toString(ones(size)));
      assertThat(threads).doesNotContainNull().doesNotHaveDuplicates();
      assertThat(threads[0]).isSameAs(Thread.currentThread());
    }
  }

  private static int[] ones(int size) {
    int[] ones = new int[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Each thread reads what its neighbour wrote before the barrier, in plain memory. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void barriersPublishWrites(int size) {
    int rounds = 300;
    try (Workers workers = new Workers(size)) {
      int[] written = new int[size];
      int[] wrong = new int[size];
      for (int round = 1; round <= rounds; round++) {
        int number = round;
        workers.run(
            thread -> {
              for (int phase = 0; phase < 3; phase++) {
                written[thread] = 3 * number + phase;
                workers.barrier();
                if (written[(thread + 1) % size] != 3 * number + phase) {
                  wrong[thread]++;
                }
                workers.barrier();
              }
            });
      }
      assertThat(wrong).containsOnly(0);
    }
  }

  @Test
  void manyRoundsAlsoAfterSleep() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      int[] count = new int[2];
      for (int round = 0; round < 20_000; round++) {
        workers.run(thread -> count[thread]++);
        if (round % 5_000 == 0) {
          // Long enough that the other thread has gone to sleep and must be woken.
          Thread.sleep(20);
        }
      }
      assertThat(count).containsOnly(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void failureOfAnyThreadSurfaces(int size) {
    try (Workers workers = new Workers(size)) {
      for (int failing = 0; failing < size; failing++) {
        int number = failing;
        RuntimeException failure = new RuntimeException("thread " + number);
        assertThatThrownBy(
                () ->
                    workers.run(
                        thread -> {
                          if (thread == number) {
                            throw failure;
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasCause(failure);
        assertUsable(workers);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void failureFreesThoseWhoWaitInABarrier(int size) {
    try (Workers workers = new Workers(size)) {
      for (int round = 0; round < 60; round++) {
        int failing = round % size;
        int good = round % 3;
        Error failure = new AssertionError("round " + round);
        assertThatThrownBy(
                () ->
                    workers.run(
                        thread -> {
                          for (int i = 0; i < good; i++) {
                            workers.barrier();
                          }
                          if (thread == failing) {
                            throw failure;
                          }
                          workers.barrier();
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasCause(failure);
        assertUsable(workers);
      }
    }
  }

  private static void assertUsable(Workers workers) {
    int[] written = new int[workers.size()];
    int[] seen = new int[workers.size()];
    workers.run(
        thread -> {
          written[thread] = 1;
          workers.barrier();
          seen[thread] = IntStream.of(written).sum();
        });
    assertThat(seen).containsOnly(workers.size());
  }

  @Test
  @SuppressWarnings("try") // Closing twice is part of it.
  void closeEndsTheThreads() {
    Thread[] threads = new Thread[3];
    try (Workers workers = new Workers(3)) {
      workers.run(thread -> threads[thread] = Thread.currentThread());
      assertThat(threads).allMatch(Thread::isAlive);
      workers.close();
      assertThat(threads[1].isAlive()).isFalse();
      assertThat(threads[2].isAlive()).isFalse();
      assertThatThrownBy(() -> workers.run(thread -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThatCode(workers::close).doesNotThrowAnyException();
    }
  }

  /** Threads that sleep do not end at once, so that whoever does not wait leaves some. */
  @Test
  void anInterruptedCallerWaitsForThemToo() throws InterruptedException {
    Thread[] threads = new Thread[8];
    try (Workers workers = new Workers(threads.length)) {
      workers.run(thread -> threads[thread] = Thread.currentThread());
      Thread.sleep(50);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).as("left to the caller").isTrue();
    for (int thread = 1; thread < threads.length; thread++) {
      assertThat(threads[thread].isAlive()).as("thread %d", thread).isFalse();
    }
  }

  @Test
  void threadsDoNotKeepTheJvmAlive() {
    boolean[] daemon = new boolean[2];
    try (Workers workers = new Workers(2)) {
      workers.run(thread -> daemon[thread] = Thread.currentThread().isDaemon());
    }
    assertThat(daemon[1]).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void atLeastOne(int size) {
    assertThatThrownBy(() -> new Workers(size).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, not " + size);
  }
}
