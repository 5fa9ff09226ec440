package dev.fovea.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The browser of whoever sits at this machine, if there is one. */
final class Browser {

  private Browser() {}

  /** Opens a page in it; where that cannot be done, nothing happens. */
  static void open(URI page) {
    Optional<List<String>> command = command(System.getProperty("os.name"), System.getenv(), page);
    if (command.isPresent()) {
      try {
        // Not by AWT's Desktop, which would load a window toolkit into a training.
        new ProcessBuilder(command.get())
            .redirectInput(new File(isWindows(System.getProperty("os.name")) ? "NUL" : "/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        // There is no such program: who wants to see the page was told where it is.
      }
    }
  }

  /**
   * The command that opens a page.
   *
   * @param system the name of the operating system
   * @param environment its variables: without a screen, xdg-open would start a browser for text
   */
  static Optional<List<String>> command(String system, Map<String, String> environment, URI page) {
    String address = page.toString();
    if (isWindows(system)) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
    }
    if (system.startsWith("Mac")) {
      return Optional.of(List.of("open", address));
    }
    boolean screen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return screen ? Optional.of(List.of("xdg-open", address)) : Optional.empty();
  }

  private static boolean isWindows(String system) {
    return system.toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
