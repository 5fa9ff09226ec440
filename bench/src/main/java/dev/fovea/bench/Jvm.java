package dev.fovea.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the processes of Fovea's own are started: the same JDK and class path as this one's. */
final class Jvm {

  /** What every user of the fast kernels says. */
  static final List<String> PLAIN = List.of("--add-modules", "jdk.incubator.vector");

  private Jvm() {}

  /** The java of the JDK that runs this: every JVM in a race is the same. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The flags that ./fovea starts with. */
  static List<String> launcherFlags() {
    List<String> flags = new ArrayList<>(PLAIN);
    flags.add("@" + home().resolve("cli/src/main/resources/dev/fovea/cli/jvm.flags"));
    return flags;
  }

  /** The command that runs {@code main} of the bench. */
  static List<String> command(List<String> flags, Class<?> main) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /** The repository; the script that starts us says where it is. */
  static Path home() {
    return Path.of(System.getProperty("fovea.home"));
  }
}
