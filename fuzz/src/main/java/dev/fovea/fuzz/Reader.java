package dev.fovea.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One reader of files, and how it is reached: as a user reaches it.
 *
 * @param name what the command line calls it
 * @param file where the bytes under test are written, below the folder
 * @param beside files that must lie beside them, by where
 * @param read reads the folder; a file that is fine is no more than read
 */
record Reader(String name, String file, Map<String, byte[]> beside, Consumer<Path> read) {

  /** One that reads a single file. */
  static Reader ofFile(String name, String file, Consumer<Path> read) {
    return new Reader(name, file, Map.of(), folder -> read.accept(folder.resolve(file)));
  }

  /** Puts the files into an empty folder. */
  void fill(Path folder, byte[] input) throws IOException {
    for (Map.Entry<String, byte[]> other : beside.entrySet()) {
      write(folder.resolve(other.getKey()), other.getValue());
    }
    write(folder.resolve(file), input);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Override
  public String toString() {
    return name;
  }
}
