package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.train.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a failure says on standard error, and the exit code it ends with. */
final class Failures {

  private Failures() {}

  /** Wrong usage: one sentence and where to read on. */
  static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    // picocli did not finish reading the arguments, so its own --debug may not be set yet.
    if (List.of(args).contains("--debug")) {
      failure.printStackTrace(command.getErr());
    }
    String sentence = sentence(failure);
    String end = sentence.endsWith(".") || sentence.endsWith("?") ? "" : ".";
    String help = command.getCommandSpec().qualifiedName() + " --help";
    say(command.getErr(), sentence + end + " Try `" + help + "`.");
    return ExitCode.USAGE;
  }

  /** Bad input ends with 2 and the exception's own sentence, all else with 1. */
  static int report(Throwable failure, CommandLine command) {
    PrintWriter err = command.getErr();
    Fovea root = (Fovea) command.getCommandSpec().root().userObject();
    if (root.debug()) {
      failure.printStackTrace(err);
    }
    if (failure instanceof InputException) {
      say(err, failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof TrainingException) {
      say(err, failure.getMessage());
      return ExitCode.SOFTWARE;
    }
    String hint = root.debug() ? "" : " (run again with --debug for the stack trace)";
    say(err, describe(failure) + hint);
    return ExitCode.SOFTWARE;
  }

  private static void say(PrintWriter err, String sentence) {
    err.println("fovea: " + sentence);
    err.flush();
  }

  private static String sentence(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String argument = unmatched.getUnmatched().getFirst();
      boolean verb = !failure.getCommandLine().getSubcommands().isEmpty();
      List<String> near = unmatched.getSuggestions();
      return (verb ? "unknown command '" : "unexpected argument '")
          + argument
          + (near.isEmpty() ? "'" : "'; did you mean " + String.join(" or ", near) + "?");
    }
    String message = inWords(failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " "));
    return message.isEmpty()
        ? "wrong usage"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  /** Picocli names Java's types. */
  private static String inWords(String message) {
    return message
        .replaceFirst("is not an int$", "is no whole number of at most " + Integer.MAX_VALUE)
        .replaceFirst("is not a long$", "is no whole number")
        .replaceFirst("is not a (double|float)$", "is no number");
  }

  private static String describe(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException e ? e.getCause() : failure;
    return switch (cause) {
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case AccessDeniedException e -> e.getFile() + " may not be read or written";
      case FileAlreadyExistsException e -> e.getFile() + " exists already";
      case NotDirectoryException e -> e.getFile() + " is no folder";
      case FileSystemException e -> e.getMessage();
      case IOException e when e.getMessage() != null -> e.getMessage();
      case OutOfMemoryError _ ->
          "out of memory; a smaller --batch needs less, and JDK_JAVA_OPTIONS=-Xmx4g allows more";
      default -> {
        String name = cause.getClass().getSimpleName();
        yield cause.getMessage() == null ? name : name + ": " + cause.getMessage();
      }
    };
  }
}
