package dev.fovea.train;

import dev.fovea.engine.Source;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** All images in one window: those of a data set in memory. */
final class WholeWindow implements Windows {

  private final Window window;

  WholeWindow(Source source, int images) {
    this.window = new Window(source);
    this.window.images = images;
  }

  @Override
  public int most() {
    return window.images;
  }

  @Override
  public Optional<Window> next(BooleanSupplier stop) {
    return Optional.of(window);
  }

  @Override
  public void close() {}
}
