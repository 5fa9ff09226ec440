package dev.fovea.train;

import dev.fovea.engine.Source;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The images of a training, as many at a time as are in memory, in order, epoch after epoch. */
sealed interface Windows extends AutoCloseable permits WholeWindow, WindowReader {

  /** Images in memory, among which the order of training is drawn. */
  final class Window {

    final Source source;

    /** The number of its first image among all. */
    long first;

    int images;

    Window(Source source) {
      this.source = source;
    }
  }

  /** The most images of a window. */
  int most();

  /**
   * Waits for the next window, which is the caller's until the next call.
   *
   * @param stop asked now and then while there is nothing to do but to wait: true ends the waiting
   * @return nothing if it was stopped
   */
  Optional<Window> next(BooleanSupplier stop);

  /** Ends what reads. */
  @Override
  void close();
}
