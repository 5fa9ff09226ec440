package dev.fovea.cli;

import dev.fovea.cli.show.ShowCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code fovea} command. Each verb is a class of its own, named in {@code subcommands}. */
@Command(
    name = "fovea",
    description = "Trains image classifiers and uses them, in pure Java.",
    subcommands = {
      TrainCommand.class,
      WatchCommand.class,
      EvalCommand.class,
      CompareCommand.class,
      PredictCommand.class,
      ReportCommand.class,
      ShowCommand.class,
      SummaryCommand.class,
      NetworksCommand.class,
      RecipesCommand.class,
      AccuracyCommand.class,
      DataCommand.class,
      RunCommand.class
    },
    versionProvider = Fovea.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class Fovea implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    boolean run = args.length > 0 && args[0].equals("run"); // starts the JVM it needs itself
    if (!run && !Relaunch.launched()) {
      System.exit(Relaunch.fovea(args));
    }
    useStandardErrorOfLauncher();
    Locale.setDefault(Locale.ROOT); // the same figures everywhere, in files too
    System.exit(execute(args));
  }

  /** Runs the command in this JVM and returns its exit code. */
  static int execute(String... args) {
    CommandLine command = commandLine();
    try {
      return command.execute(args);
    } catch (Throwable failure) { // picocli hands exceptions to Failures, but lets errors pass
      return Failures.report(failure, command);
    }
  }

  /** The command line as picocli sees it, with our way to report failures. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Fovea());
    command.setExecutionExceptionHandler((e, failed, parsed) -> Failures.report(e, failed));
    command.setParameterExceptionHandler((e, args) -> Failures.usage(e, args));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    // Options behind FILE.java are the program's, not ours.
    command.getSubcommands().get("run").setStopAtPositional(true);
    // Told rather than found out: picocli would ask for the console, which takes time to load.
    boolean colours = Boolean.getBoolean("fovea.terminal") && System.getenv("NO_COLOR") == null;
    command.setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF));
    command.setUsageHelpWidth(Math.clamp(width(), 60, 100));
    return command;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  boolean debug() {
    return debug;
  }

  /** Columns of the terminal, as the launcher says; 80 where there is none. */
  static int width() {
    return Integer.getInteger("fovea.width", 80);
  }

  /** The version of Fovea, "unpackaged" when it runs from class files instead of its jar. */
  public static String version() {
    String version = Fovea.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /**
   * The launcher filters the JVM's own standard error and leaves the real one at descriptor 0: see
   * the end of the script {@code fovea}.
   */
  private static void useStandardErrorOfLauncher() {
    if ("0".equals(System.getProperty("fovea.stderr"))) {
      FileOutputStream real = new FileOutputStream(FileDescriptor.in);
      System.setErr(new PrintStream(real, true, System.err.charset()));
    }
  }

  /** Prints for example {@code fovea 0.1.0 (JDK 25.0.3, Linux amd64)}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "fovea %s (JDK %s, %s %s)"
            .formatted(
                version(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"))
      };
    }
  }
}
