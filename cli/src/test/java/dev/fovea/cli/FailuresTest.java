package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.InputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {

  private final StringWriter err = new StringWriter();

  /** A verb that fails as it is told. */
  @Command(name = "fail")
  private record Fail(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  @Test
  void badInputIsItsOwnSentence() {
    assertThat(fail(new InputException("no such network."))).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("fovea: no such network.");
  }

  @Test
  void anythingElseIsAFailureWithAHint() {
    assertThat(fail(new IllegalStateException("boom"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "fovea: IllegalStateException: boom (run again with --debug for the stack trace)");
  }

  @Test
  void filesAreNamed() {
    assertThat(fail(new UncheckedIOException(new NoSuchFileException("a/b")))).isEqualTo(1);
    assertThat(err.toString()).startsWith("fovea: a/b does not exist (");
  }

  @Test
  void debugShowsTheStackTrace() {
    assertThat(fail(new InputException("no such network."), "--debug")).isEqualTo(2);
    assertThat(err.toString())
        .contains("InputException: no such network.", "at dev.fovea.cli.")
        .endsWith("fovea: no such network." + System.lineSeparator());
  }

  @Test
  void wrongUsageSaysWhereToReadOn() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "fovea: missing required parameter: 'FILE.java'. Try `fovea run --help`.");
  }

  @Test
  void unknownVerbIsNamed() {
    assertThat(execute("rum")).isEqualTo(2);
    assertThat(err.toString()).startsWith("fovea: unknown command 'rum'");
  }

  private int fail(Exception failure, String... arguments) {
    CommandLine command = Fovea.commandLine();
    command.addSubcommand(new Fail(failure));
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "fail";
    return command.setErr(new PrintWriter(err)).execute(all);
  }

  private int execute(String... arguments) {
    return Fovea.commandLine().setErr(new PrintWriter(err)).execute(arguments);
  }
}
