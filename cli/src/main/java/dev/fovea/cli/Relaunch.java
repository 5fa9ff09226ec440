package dev.fovea.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Starts a second JVM with the engine's flags: {@code java -jar fovea.jar} has none, and a program
 * that {@code fovea run} starts needs them too. The second JVM gets our standard input and output;
 * its standard error passes through us, less the JVM's warning about the incubator module.
 */
final class Relaunch {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String WARNING = "WARNING: Using incubator modules: ";
  private static final String LAUNCHED = "fovea.launched";

  private Relaunch() {}

  /** Whether the launcher or we have started this JVM, so that it has the engine's flags. */
  static boolean launched() {
    return Boolean.getBoolean(LAUNCHED);
  }

  /** Runs the command itself once more, in a JVM with the engine's flags; returns its exit code. */
  static int fovea(String... args) {
    List<String> command = java();
    // What the user gave this JVM (memory, properties) comes last and so wins.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + LAUNCHED + "=true");
    command.add("-Dfovea.terminal=" + terminal());
    command.add(Fovea.class.getName());
    Collections.addAll(command, args);
    try {
      return run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Compiles and runs a one-file program with the JDK's source launcher; returns its exit code. */
  static int program(Path file, List<String> args) throws IOException {
    List<String> command = java();
    command.add(file.toString());
    command.addAll(args);
    return run(command);
  }

  /** The JVM we run on, with the engine's flags and our class path. */
  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()) {
      command.add("--add-modules=" + VECTOR_MODULE);
    }
    command.addAll(flags());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** The lines of jvm.flags that are neither empty nor a comment. */
  static List<String> flags() {
    try (InputStream in = Relaunch.class.getResourceAsStream("jvm.flags");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(List<String> command) throws IOException {
    Process child =
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectOutput(Redirect.INHERIT)
            .start();
    Thread copier = Thread.ofPlatform().start(() -> copyErrors(child));
    // When we are told to end, so is the child, and we wait for it: it may be saving its work.
    Thread end =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  child.toHandle().destroy(); // Process.destroy would close what the copier reads
                  waitFor(child, copier);
                });
    Runtime.getRuntime().addShutdownHook(end);
    int status = waitFor(child, copier);
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException _) {
      // A signal is ending us, and the child with us: the JVM sets the exit code.
    }
    return status;
  }

  /** Waits for the child's end and for its last word on standard error; returns its exit code. */
  private static int waitFor(Process child, Thread copier) {
    while (true) {
      try {
        copier.join();
        return child.waitFor();
      } catch (InterruptedException _) {
        // Nobody interrupts us on purpose, and the child's end is all there is to wait for.
      }
    }
  }

  private static void copyErrors(Process child) {
    try {
      copyWithoutWarning(child.getErrorStream(), System.err);
    } catch (IOException e) {
      System.err.println("fovea: cannot read the messages of the program: " + e.getMessage());
    }
  }

  /** Copies bytes as they come; until the warning has been seen, line by line. */
  static void copyWithoutWarning(InputStream in, OutputStream out) throws IOException {
    var line = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) >= 0) {
      line.write(b);
      if (b != '\n') {
        continue;
      }
      if (line.toString(StandardCharsets.UTF_8).startsWith(WARNING)) {
        in.transferTo(out);
        return;
      }
      line.writeTo(out);
      line.reset();
    }
    line.writeTo(out);
    out.flush();
  }
}
