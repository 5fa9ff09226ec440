package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another JVM, for what a JVM decides but once: its modules, and the width of its vectors. */
public final class Jvm {

  private static final String MODULE = "jdk.incubator.vector";
  private static final Path FLAGS = Path.of("../cli/src/main/resources/dev/fovea/cli/jvm.flags");

  private Jvm() {}

  /**
   * Runs the main method of {@code type}, which may use the classes of core and its tests but no
   * library, and returns what it printed.
   */
  public static String run(List<String> options, Class<?> type, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(options);
    command.addAll(List.of("-cp", home(type) + File.pathSeparator + home(Kernels.class)));
    command.add(type.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** What lets a JVM have the vector module, with vectors of so many bits. */
  public static List<String> vectors(int bits) {
    return List.of("--add-modules", MODULE, "-D" + KernelChoice.BITS + "=" + bits);
  }

  /** What the launcher starts its JVMs with: a check less, above all. */
  public static List<String> launcherFlags() throws IOException {
    try (Stream<String> lines = Files.lines(FLAGS)) {
      List<String> flags = lines.filter(line -> line.startsWith("-")).toList();
      assertThat(flags).contains("-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");
      return flags;
    }
  }

  /** Whether this processor knows the flag UseAVX, with which vectors become narrower. */
  public static boolean x86() {
    return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  /** The folder or jar that a class comes from. */
  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
