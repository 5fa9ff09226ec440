package dev.fovea.sources.named;

import java.net.URI;
import java.util.Optional;

/** Where a server may send us. */
final class Redirects {

  /** More than these are a loop. */
  static final int MOST = 5;

  private Redirects() {}

  /** Whether an HTTP status is one that names another place. */
  static boolean is(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /**
   * The next place, or empty where we do not go: anywhere but http and https, and from https to
   * http, which would give up what https promised.
   */
  static Optional<URI> next(URI from, String location) {
    if (location == null) {
      return Optional.empty();
    }
    try {
      URI to = from.resolve(location);
      boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
      boolean weaker = "https".equals(from.getScheme()) && "http".equals(to.getScheme());
      return web && !weaker && Transfer.usable(to) ? Optional.of(to) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
