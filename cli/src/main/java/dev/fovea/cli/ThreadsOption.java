package dev.fovea.cli;

import picocli.CommandLine.Option;

/** The option that says on how many threads a verb works; no result depends on it. */
public final class ThreadsOption {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** How many, as they were given: who starts them checks the number. */
  public int count() {
    return threads;
  }
}
