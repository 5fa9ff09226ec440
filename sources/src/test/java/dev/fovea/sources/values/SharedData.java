package dev.fovea.sources.values;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data beside the repository, which not everybody has. */
public final class SharedData {

  private SharedData() {}

  /** A folder or file of {@code ../shared/data}; without it the test is skipped, and says so. */
  public static Path of(String name) {
    // Tests run in the folder of their module.
    Path path = Path.of("..", "..", "shared", "data").resolve(name);
    assumeTrue(Files.exists(path), () -> "skipped: there is no ../shared/data/" + name);
    return path;
  }
}
