package dev.fovea.checks;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The format of the Java sources: google-java-format as it comes. */
final class Formatting {

  private static final Formatter FORMATTER = new Formatter();

  private Formatting() {}

  /** A source as it should be: layout, order of imports, none of them unused. */
  static String format(String source) throws FormatterException {
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(ordered);
  }

  /** Formats, in place, the sources below the current folder; see CONTRIBUTING.md. */
  public static void main(String[] args) throws IOException {
    int status = 0;
    for (Path file : JavaFiles.below(Path.of("").toAbsolutePath())) {
      String source = Files.readString(file);
      try {
        String formatted = format(source);
        if (!formatted.equals(source)) {
          Files.writeString(file, formatted);
          System.out.println("formatted " + file);
        }
      } catch (FormatterException e) {
        System.err.println(file + ": " + e.getMessage());
        status = 1;
      }
    }
    System.exit(status);
  }
}
