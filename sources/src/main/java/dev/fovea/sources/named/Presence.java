package dev.fovea.sources.named;

import java.nio.file.Path;
import java.util.List;

/**
 * What of a data set is on this machine.
 *
 * @param state how much of it
 * @param files its files that are here; none where it is inside Fovea
 * @param bytes how long they are together
 */
public record Presence(State state, List<Path> files, long bytes) {

  /** How much of a data set is here. */
  public enum State {
    /** All of it; of {@code quickdraw}, the default classes. */
    PRESENT,
    /** Some files of it. */
    PARTLY,
    /** Nothing. */
    ABSENT
  }
}
