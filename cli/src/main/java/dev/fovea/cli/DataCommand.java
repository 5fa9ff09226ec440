package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.data.Split;
import dev.fovea.sources.check.DataCheck;
import dev.fovea.sources.check.DataCheckText;
import dev.fovea.sources.named.Catalogue;
import dev.fovea.sources.named.NamedSet;
import dev.fovea.sources.named.Presence;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea data}: the named data sets, and what is in one. */
@Command(
    name = "data",
    description = "Lists the named data sets; gets one; checks what is in any data.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {DataCommand.Get.class, DataCommand.Check.class, DataCommand.Show.class},
    footer = {
      "",
      "Examples:",
      "  fovea data",
      "  fovea data get fashion-mnist",
      "  fovea data check my-photographs",
      "  fovea data show cifar-10 --augment shift=3,flip=0.5"
    })
final class DataCommand implements Runnable {

  @Mixin private DataOptions options;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("%-15s %-26s %-13s %s".formatted("name", "images", "on disk", "licence"));
    for (NamedSet set : Catalogue.all()) {
      Presence presence = options.shelf().state(set);
      out.println(
          "%-15s %-26s %-13s %s"
              .formatted(set.name(), images(set), state(set, presence), set.licence()));
      out.println("%-15s %s".formatted("", set.title()));
      out.println("%-15s %s".formatted("", set.page()));
    }
    out.println();
    out.println("Downloads are kept in " + options.shelf().cache().folder());
    out.flush();
  }

  private static String images(NamedSet set) {
    String size = "%d x %d x %d".formatted(set.channels(), set.side(), set.side());
    return set.training() == 0
        ? "you choose, " + size
        : String.format(Locale.ROOT, "%,d, %s", set.training() + set.test(), size);
  }

  private static String state(NamedSet set, Presence presence) {
    return switch (presence.state()) {
      case PRESENT ->
          set.format() == NamedSet.Format.INSIDE ? "inside" : megabytes(presence.bytes());
      case PARTLY -> "in part";
      case ABSENT -> set.downloadBytes() == 0 ? "no" : "no, " + megabytes(set.downloadBytes());
    };
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }

  /** {@code fovea data get NAME}. */
  @Command(name = "get", description = "Downloads a named data set, if it is not there.")
  static final class Get implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "One of those that `fovea data` lists.")
    private String name;

    @Mixin private DataOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      NamedSet set = Catalogue.find(name);
      try (DownloadProgress progress = new DownloadProgress(out)) {
        if (set.format() == NamedSet.Format.BITMAPS) {
          options.read(name, Optional.empty(), out); // the classes and counts that were asked for
        } else {
          options.shelf().get(name, progress);
        }
      }
      Presence presence = options.shelf().state(set);
      if (set.format() == NamedSet.Format.INSIDE) {
        out.println(name + " is inside Fovea: there is nothing to get");
      }
      presence.files().forEach(file -> out.println(file));
      out.flush();
      return 0;
    }
  }

  /** {@code fovea data check DATA}. */
  @Command(
      name = "check",
      description = "Counts, copies, leaks, blank images: what to know before training.")
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "DATA", description = "A named data set, a file or a folder.")
    private String data;

    @Mixin private DataOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Split split = options.split(data, out);
      DataCheckText.lines(DataCheck.of(split.training(), Optional.of(split.test())))
          .forEach(out::println);
      out.flush();
      return 0;
    }
  }

  /** {@code fovea data show DATA}. */
  @Command(
      name = "show",
      description = "Draws samples of each class on one sheet, raw and augmented.")
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "DATA", description = "A named data set, a file or a folder.")
    private String data;

    @Override
    public Integer call() {
      throw new InputException("not yet: " + data);
    }
  }
}
