package dev.fovea.cli;

import dev.fovea.sources.named.Progress;
import java.io.PrintWriter;

/** Tells of downloads: a line that moves on a terminal, elsewhere one for each tenth of a file. */
final class DownloadProgress implements Progress, AutoCloseable {

  private final PrintWriter out;
  private final boolean terminal = Boolean.getBoolean("fovea.terminal");
  private String file = "";
  private long tenth;

  DownloadProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void at(String name, long bytes, long total) {
    if (!name.equals(file)) {
      end();
      file = name;
      tenth = -1;
    }
    long now = total == 0 ? bytes >> 24 : 10 * bytes / total;
    if (terminal || now > tenth) {
      tenth = now;
      String line = "%s: %s".formatted(name, progress(bytes, total));
      out.print(terminal ? "\r" + line + " " : line + System.lineSeparator());
      out.flush();
    }
  }

  private static String progress(long bytes, long total) {
    double megabytes = bytes / 1e6;
    return total == 0
        ? "%.1f MB".formatted(megabytes)
        : "%.1f of %.1f MB".formatted(megabytes, total / 1e6);
  }

  /** Ends the line that moves, if there is one. */
  void end() {
    if (terminal && !file.isEmpty()) {
      out.println();
      out.flush();
    }
    file = "";
  }

  @Override
  public void close() {
    end();
  }
}
