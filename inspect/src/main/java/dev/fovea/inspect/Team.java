package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.model.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share pieces of work. Who does which piece is left to chance, so a piece must
 * compute numbers of its own, and nobody may add up across pieces but in their order.
 */
final class Team implements AutoCloseable {

  private final int threads;
  private final ExecutorService others;

  /** A piece of work. */
  interface Piece {
    void run(int number);
  }

  /**
   * A team of so many, the caller included.
   *
   * @throws InputException if there can be no such number of threads
   */
  Team(int threads) {
    this.threads = Evaluator.checkThreads(threads);
    this.others =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1, Thread.ofPlatform().daemon().name("fovea-inspect-", 1).factory());
  }

  /** Runs pieces 0 to {@code pieces - 1} and returns when all are done. */
  void run(int pieces, Piece piece) {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> share =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
            piece.run(i);
          }
          return null;
        };
    List<Future<Void>> running = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, pieces); t++) {
      running.add(others.submit(share));
    }
    try {
      share.call();
      for (Future<Void> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread failed: " + e.getCause(), e.getCause());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where piece {@code piece} of {@code pieces} of {@code n} things begins. */
  static int cut(int n, int piece, int pieces) {
    return (int) ((long) n * piece / pieces);
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }
}
