package dev.fovea.cli;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fovea run FILE.java}: compiles a one-file program in memory and runs it. */
@Command(
    name = "run",
    description = "Runs a one-file Java program that uses Fovea, with the engine's JVM flags.",
    footer = {"", "Example:", "  fovea run examples/Lenet.java"})
final class RunCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE.java", description = "The program's source file.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What its main is given.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    if (!file.toString().endsWith(".java") || !Files.isReadable(file)) {
      throw new InputException(
          "there is no Java source file '"
              + file
              + "' to run; give the path of one, ending in .java.");
    }
    return Relaunch.program(file, arguments);
  }
}
