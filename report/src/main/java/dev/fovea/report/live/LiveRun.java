package dev.fovea.report.live;

import java.util.Optional;

/** A run that may still be training. Any thread may ask at any time. */
public interface LiveRun {

  /** What it is called. */
  String name();

  /** How far it is now. */
  LiveState state();

  /** The bytes of its report, once that is there. */
  Optional<byte[]> report();
}
