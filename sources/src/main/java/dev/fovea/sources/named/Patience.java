package dev.fovea.sources.named;

import java.time.Duration;

/**
 * How long a download waits, and how often it tries.
 *
 * @param connect for a connection
 * @param stall for the next byte, and for a kibibyte of them
 * @param tries how often in a row one mirror may fail before the next is asked
 * @param pause between two tries
 */
public record Patience(Duration connect, Duration stall, int tries, Duration pause) {

  /** 10 s for a connection, 30 s for bytes, 3 tries, a second between them. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), 3, Duration.ofSeconds(1));
}
