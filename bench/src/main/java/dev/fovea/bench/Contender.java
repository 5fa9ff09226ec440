package dev.fovea.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One side of the race as the race sees it: how its processes are started.
 *
 * @param name how it is asked for, and its name in the table
 * @param settings what is tuned, for the reader of the table
 * @param environment added to the environment of its processes
 * @param warm seconds after which its speed is steady
 * @param launcher makes its command lines
 * @param missing why it cannot run, if that shows already
 */
record Contender(
    String name,
    String settings,
    Map<String, String> environment,
    double warm,
    Launcher launcher,
    Optional<String> missing) {

  /** What a process is to measure; see {@link SideMain}. */
  enum Mode {
    READY,
    ONCE,
    STEADY,
    TRAIN
  }

  /** Makes command lines. */
  @FunctionalInterface
  interface Launcher {
    /**
     * The command that measures {@code heat}, but for the pace at its end; empty if this side has
     * nothing to show in this mode.
     */
    List<String> command(Mode mode, Heat heat);
  }

  /** Whether it has anything to show in {@code heat}. */
  boolean takes(Heat heat) {
    return !launcher.command(Mode.STEADY, heat).isEmpty();
  }

  /** A side that cannot run. */
  static Contender missing(String name, String why) {
    return new Contender(name, "", Map.of(), 0, (mode, heat) -> List.of(), Optional.of(why));
  }
}
