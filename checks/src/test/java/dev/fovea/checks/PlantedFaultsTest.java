package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plants the faults of {@code docs/planted-faults.md} in {@code core}, one at a time: the test
 * beside each must pass without it and fail with it. {@code checks/faults} plants all of them; here
 * it is a few.
 */
class PlantedFaultsTest {

  private static final Path CORE = JavaFiles.root().resolve("core");
  private static final Path CLASSES = CORE.resolve("target/classes");
  private static final Path TESTS = CORE.resolve("target/test-classes");
  private static final int LEAST = 20;

  /** Five cells; all but the first are code. */
  private static final Pattern ROW =
      Pattern.compile("\\| ([^`|]+) \\| `([^`|]+)` \\| `([^`]+)` \\| `([^`]+)` \\| `([^`|]+)` \\|");

  @TempDir private Path folder;

  /**
   * A row of the table.
   *
   * @param file below the package of core
   * @param code what stands in it
   * @param planted what is put in its place, where it is first
   * @param test the class that must fail, below the same package
   */
  private record Fault(String what, String file, String code, String planted, String test) {

    @Override
    public String toString() {
      return what;
    }
  }

  private static List<Fault> all() throws IOException {
    return Files.readAllLines(JavaFiles.root().resolve("docs/planted-faults.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(m -> new Fault(m.group(1), m.group(2), m.group(3), m.group(4), m.group(5)))
        .toList();
  }

  /** All, or one that is named by part of its text, or some whose tests are quick. */
  static Stream<Fault> faults() throws IOException {
    List<Fault> all = all();
    String asked = System.getProperty("faults", "");
    if (!asked.isEmpty()) {
      return all.stream().filter(fault -> asked.equals("all") || fault.what.contains(asked));
    }
    return IntStream.range(0, all.size()).filter(i -> i % 8 == 2).mapToObj(all::get);
  }

  @BeforeEach
  void coreIsBuilt() {
    assumeTrue(Files.isDirectory(TESTS), "needs the tests of core to be compiled");
  }

  @Test
  void thereAreEnoughAndTheCodeIsStillThere() throws IOException {
    List<Fault> all = all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(LEAST);
    long rows =
        Files.readAllLines(JavaFiles.root().resolve("docs/planted-faults.md")).stream()
            .filter(line -> line.startsWith("| "))
            .count();
    assertThat(all).as("rows that can be read").hasSize((int) rows - 1);
    for (Fault fault : all) {
      assertThat(source(fault)).content().as(fault.what).contains(fault.code);
      assertThat(TESTS.resolve("dev/fovea/" + fault.test.replace('.', '/') + ".class")).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isCaught(Fault fault) throws Exception {
    Path classes = copyOfClasses();
    assertThat(test(classes, fault.test)).as("without the fault: %s", told()).isZero();
    plant(fault, classes);
    assertThat(test(classes, fault.test)).as("%s: %s", fault.test, told()).isEqualTo(1);
  }

  private static Path source(Fault fault) {
    return CORE.resolve("src/main/java/dev/fovea").resolve(fault.file);
  }

  private Path copyOfClasses() throws IOException {
    Path copy = folder.resolve("classes");
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(CLASSES.relativize(file).toString()));
      }
    }
    return copy;
  }

  private void plant(Fault fault, Path classes) throws IOException {
    String code = Files.readString(source(fault));
    int at = code.indexOf(fault.code);
    String planted =
        code.substring(0, at) + fault.planted + code.substring(at + fault.code.length());
    Path changed = folder.resolve(source(fault).getFileName());
    Files.writeString(changed, planted);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classes.toString(),
                "-d",
                classes.toString(),
                changed.toString());
    assertThat(status).as("the planted code compiles").isZero();
  }

  /** The exit code of {@link RunTests}; 1 if it does not end. */
  private int test(Path classes, String test) throws Exception {
    List<String> path = new ArrayList<>(List.of(classes.toString(), TESTS.toString()));
    path.add(System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            String.join(File.pathSeparator, path),
            RunTests.class.getName(),
            "dev.fovea." + test);
    Process process =
        new ProcessBuilder(command)
            .directory(CORE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      return 1;
    }
    return process.exitValue();
  }

  private String told() throws IOException {
    String all = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    return all.substring(Math.max(0, all.length() - 2000));
  }
}
