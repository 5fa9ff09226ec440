package dev.fovea.sources.named;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of downloaded data sets: a folder in it for each, {@code CACHE/fashion-mnist/FILE}.
 *
 * @param folder where it is; it need not exist yet
 */
public record Cache(Path folder) {

  /**
   * The cache of a user: {@code FOVEA_CACHE}, or else {@code fovea} in {@code XDG_CACHE_HOME}, or
   * else {@code .cache/fovea} in the home folder.
   *
   * @param environment the variables; empty ones count as absent
   * @param home the user's home folder
   */
  public static Cache of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("FOVEA_CACHE", "");
    if (!own.isBlank()) {
      return new Cache(Path.of(own));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG Base Directory Specification: a relative path is to be ignored.
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return new Cache(Path.of(xdg, "fovea"));
    }
    return new Cache(home.resolve(".cache").resolve("fovea"));
  }

  /** Where the files of a data set are put. */
  public Path of(String set) {
    return folder.resolve(set);
  }
}
