package dev.fovea.cli;

import dev.fovea.report.live.FolderRun;
import dev.fovea.report.live.LiveServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea watch RUN}: a page with the curves of a run that another process trains. */
@Command(
    name = "watch",
    sortOptions = false,
    description =
        "Serves a page with the curves of a run while it trains, and then its report, to this"
            + " machine alone, until Ctrl-C.",
    footer = {"", "Example:", "  fovea watch runs/lenet-mnist-1"})
final class WatchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of a run.")
  private Path folder;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where on 127.0.0.1 it listens. Default: any port that is free.")
  private int port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (LiveServer server = LiveServer.start(new FolderRun(folder), port)) {
      out.println("Watch it at " + server.address() + " (end with Ctrl-C)");
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as a test ends it; Ctrl-C ends the JVM
    }
    return 0;
  }
}
