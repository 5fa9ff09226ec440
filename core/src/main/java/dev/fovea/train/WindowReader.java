package dev.fovea.train;

import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.StreamParts;
import dev.fovea.engine.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Reads the windows of a stream on a thread of its own, one ahead of the training: there are two
 * buffers, and nothing else is allocated for a window.
 */
final class WindowReader implements Windows {

  private static final int BUFFERS = 2;

  /** How long a training that is to stop waits for a disk that does not answer. */
  private static final long PATIENCE_MS = 50;

  /** A window, and what went wrong with reading it. */
  private static final class Slot {

    final byte[] pixels;
    final int[] labels;
    final Window window;
    final Optional<Window> some;
    Throwable failure;

    Slot(int images, int imageSize, BiFunction<byte[], int[], Source> source) {
      this.pixels = new byte[images * imageSize];
      this.labels = new int[images];
      this.window = new Window(source.apply(pixels, labels));
      this.some = Optional.of(window);
    }
  }

  private final ImageStream stream;
  private final int most;
  private final int begin;
  private final long windows;
  private final List<Slot> slots;
  private final Semaphore free = new Semaphore(BUFFERS);
  private final Semaphore full = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private boolean started;
  private boolean holds;
  private int taken;

  /**
   * Allocates the buffers; nothing is read before {@link #next}.
   *
   * @param most images of each window but the last of an epoch, see {@link WindowSize}
   * @param epochs how often all are read, the first time from {@code begin} on
   * @param begin the number of the first window
   * @param source makes the source of the pixels and labels of a buffer
   */
  WindowReader(
      ImageStream stream,
      int most,
      int epochs,
      int begin,
      BiFunction<byte[], int[], Source> source) {
    this.stream = stream;
    this.most = most;
    this.begin = begin;
    this.windows = (stream.count() + most - 1) / most * epochs - begin;
    this.slots =
        Stream.generate(() -> new Slot(most, stream.imageSize(), source)).limit(BUFFERS).toList();
    this.thread = Thread.ofPlatform().daemon().name("fovea-reader").unstarted(this::read);
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public Optional<Window> next(BooleanSupplier stop) {
    if (!started) {
      started = true;
      thread.start();
    }
    if (holds) {
      holds = false;
      free.release();
    }
    if (!waitForFull(stop)) {
      return Optional.empty();
    }
    holds = true;
    Slot slot = slots.get(taken);
    taken = (taken + 1) % BUFFERS;
    return switch (slot.failure) {
      case null -> slot.some;
      // New ones, so that they also tell who waited.
      case InputException e -> throw new InputException(e.getMessage(), e);
      case Throwable e -> throw new IllegalStateException("reading failed: " + e, e);
    };
  }

  /** Whether a window is there; otherwise it was stopped. An interrupt is left to others. */
  private boolean waitForFull(BooleanSupplier stop) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (full.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            return true;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (stop.getAsBoolean()) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read() {
    long first = (long) begin * most;
    int at = 0;
    for (long n = 0; n < windows; n++) {
      free.acquireUninterruptibly();
      Slot slot = slots.get(at);
      int images = (int) Math.min(most, stream.count() - first);
      slot.window.first = first;
      slot.window.images = images;
      try {
        if (!StreamParts.read(stream, first, images, slot.pixels, slot.labels, () -> closed)) {
          return;
        }
      } catch (Throwable e) {
        slot.failure = e;
        full.release();
        return;
      }
      full.release();
      at = (at + 1) % BUFFERS;
      first += images;
      if (first == stream.count()) {
        first = 0;
      }
    }
  }

  /** Ends the thread and waits for it, at most for the piece that it is reading. */
  @Override
  public void close() {
    closed = true;
    free.release();
    boolean interrupted = false;
    while (started && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
