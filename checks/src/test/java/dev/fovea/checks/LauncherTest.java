package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user starts it: the launcher, and the jar that the build has made. */
class LauncherTest {

  private static final Path ROOT = JavaFiles.root();
  private static final Path JAR = ROOT.resolve("cli/target/app/fovea.jar");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  /** What a process wrote, and how it ended. */
  private record Result(int status, String out, String err) {}

  @BeforeAll
  static void theJarIsBuilt() {
    // `mvn test` makes no jar, and a stale one would have the launcher start a build in this build.
    assumeTrue(Files.exists(JAR), "needs the jar: mvn verify");
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a Unix");
  }

  @Test
  void launcherTellsItsVersionAndNothingElse() throws Exception {
    Result result = launch("--version");
    assertThat(result.out()).startsWith("fovea 0.").contains("JDK " + javaVersion());
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void findsAJdkWhereJavaHomeIsUnset() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(ROOT.resolve("fovea").toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(folder.resolve("out"));
    // The build's JDK may lie where nobody would look; then the sentence says how to get one.
    if (process.exitValue() == 0) {
      assertThat(said).startsWith("fovea 0.");
    } else {
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(said).startsWith("fovea: it needs a JDK 25 or newer").hasLineCount(1);
    }
  }

  @Test
  void launcherWorksThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), ROOT.resolve("fovea"));
    Result result = run(List.of(link.toString(), "--version"));
    Files.delete(link); // JUnit warns of links that lead out of its folder
    assertThat(result.out()).startsWith("fovea 0.");
  }

  @Test
  void wrongUsageIsOneSentenceAndStatus2() throws Exception {
    Result result = launch("--nonsense");
    assertThat(result.err())
        .isEqualTo("fovea: unknown option: '--nonsense'. Try `fovea --help`.\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void jarAloneDoesTheSame() throws Exception {
    Result result = run(List.of(JAVA, "-jar", JAR.toString(), "--version"));
    assertThat(result).isEqualTo(launch("--version"));
    result = run(List.of(JAVA, "-jar", JAR.toString(), "--nonsense"));
    assertThat(result).isEqualTo(launch("--nonsense"));
  }

  @Test
  void runStartsAProgramWithTheEngineAndTheDigits() throws Exception {
    Path program = folder.resolve("Program.java");
    Files.writeString(
        program,
        """
        void main(String[] arguments) {
          IO.println(String.join(" ", arguments));
          IO.println(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
          var digits = "dev/fovea/mnist/t10k-labels-idx1-ubyte.gz";
          IO.println(dev.fovea.data.InputException.class.getResource("/" + digits) != null);
          System.err.println("last word");
          System.exit(7);
        }
        """);
    Result result = launch("run", program.toString(), "--epochs", "1");
    assertThat(result.out()).isEqualTo("--epochs 1\ntrue\ntrue\n");
    assertThat(result.err()).isEqualTo("last word\n");
    assertThat(result.status()).isEqualTo(7);
  }

  @Test
  void jarReadsWebp() throws Exception {
    Path pictures =
        ROOT.resolve("sources/src/test/resources/dev/fovea/sources/picture").toAbsolutePath();
    Path program = folder.resolve("Program.java");
    Files.writeString(
        program,
        """
        void main(String[] arguments) throws Exception {
          var file = java.nio.file.Path.of(arguments[0]);
          IO.println(dev.fovea.sources.picture.PictureFile.read(file).getWidth());
          // As a service: the lists of the shaded jars are one.
          IO.println(javax.imageio.ImageIO.read(file.toFile()).getWidth());
        }
        """);
    Result result = launch("run", program.toString(), pictures.resolve("lossless.webp").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("32\n32\n");
  }

  @Test
  void runOfAMissingProgramIsOneSentenceAndStatus2() throws Exception {
    Result result = launch("run", folder.resolve("None.java").toString());
    assertThat(result.err()).startsWith("fovea: there is no Java source file ").hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void jarIsSmallAndHoldsItsLicences() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(3_500_000);
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith("LICENSE.md")))
          .as("that of Chart.js")
          .hasSize(1);
      assertThat(jar.getEntry("module-info.class")).isNull();
    }
  }

  private Result launch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("fovea").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Result run(List<String> command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end after 60 s: " + command);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String javaVersion() {
    return System.getProperty("java.version");
  }
}
