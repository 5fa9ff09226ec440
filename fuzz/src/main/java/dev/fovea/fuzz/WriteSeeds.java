package dev.fovea.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the seeds of each reader into a folder of its name, and prints the readers' names. */
public final class WriteSeeds {

  private WriteSeeds() {}

  /**
   * Begins.
   *
   * @param arguments the root of the repository, and where to write
   */
  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    for (Reader reader : Readers.ALL) {
      Path folder = Files.createDirectories(target.resolve(reader.name()));
      Path scratch = Files.createTempDirectory(target, "scratch");
      List<byte[]> seeds = new Seeds(home, scratch).of(reader);
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-" + i), seeds.get(i));
      }
      System.out.println(reader);
    }
  }
}
