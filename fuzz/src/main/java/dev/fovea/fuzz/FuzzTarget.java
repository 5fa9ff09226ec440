package dev.fovea.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Jazzer calls, by these names: the reader is the first of its arguments, the folder to work
 * in the second.
 */
public final class FuzzTarget {

  private static Reader reader;
  private static Path folder;

  private FuzzTarget() {}

  /** Before the first input. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    reader = Readers.named(arguments[0]);
    folder = Files.createTempDirectory(Path.of(arguments[1]), arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> folder.toFile().delete()));
  }

  /** For each input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Rules.check(reader, input, folder);
  }
}
