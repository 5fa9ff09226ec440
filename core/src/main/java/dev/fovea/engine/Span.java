package dev.fovea.engine;

import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.Windows;

/**
 * The least and the most that an offset can be, both inclusive; counted in {@code long}, so that
 * nothing can wrap round on the way.
 *
 * @param least more than {@code most} where there is no offset at all
 */
record Span(long least, long most) {

  static final Span NONE = new Span(Long.MAX_VALUE, Long.MIN_VALUE);

  /** The entries of a table. */
  static Span of(int[] table) {
    return of(table, 0);
  }

  /** The entries of a table, each less {@code step} for each that stands before it. */
  static Span of(int[] table, long step) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < table.length; i++) {
      long offset = table[i] - i * step;
      least = Math.min(least, offset);
      most = Math.max(most, offset);
    }
    return new Span(least, most);
  }

  /** 0, {@code step}, and so on: {@code n} of them. */
  static Span steps(int n, long step) {
    long last = (n - 1) * step;
    return n < 1 ? NONE : new Span(Math.min(0, last), Math.max(0, last));
  }

  /** Each element that a correlation reads. */
  static Span inputs(Correlation g) {
    return of(g.inPos()).plus(of(g.inTap()));
  }

  /** Each element that it writes, or whose gradient it reads. */
  static Span outputs(Correlation g) {
    return of(g.outPos()).plus(steps(g.channels(), g.outChannel()));
  }

  /** Each of its weights. */
  static Span weights(Correlation g) {
    return steps(g.channels(), g.weightChannel()).plus(of(g.weightTap()));
  }

  /** Each float that a correlation of one image reads. */
  static Span inputs(BlockCorrelation g) {
    return of(g.inPos()).plus(of(g.inTap()));
  }

  /** Each row of channels that it writes. */
  static Span outputs(BlockCorrelation g) {
    return of(g.outPos()).plus(steps(g.blocks(), g.outBlock()));
  }

  /** Each element that a pooling reads in the first channel. */
  static Span inputs(Windows g) {
    return of(g.inPos()).plus(of(g.tap()));
  }

  /** Each element that it writes. */
  static Span outputs(Windows g, int channels) {
    return of(g.outPos()).plus(steps(channels, g.outChannel()));
  }

  /** Whether there is no offset. */
  boolean empty() {
    return least > most;
  }

  /** The sums of both. */
  Span plus(Span other) {
    return empty() || other.empty() ? NONE : new Span(least + other.least, most + other.most);
  }

  Span plus(long offset) {
    return empty() ? NONE : new Span(least + offset, most + offset);
  }

  /** What includes both. */
  Span and(Span other) {
    return new Span(Math.min(least, other.least), Math.max(most, other.most));
  }
}
