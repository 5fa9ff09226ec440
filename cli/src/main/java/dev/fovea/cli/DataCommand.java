package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.augment.Augmentations;
import dev.fovea.inspect.Embedding;
import dev.fovea.report.picture.EmbeddingPicture;
import dev.fovea.sources.check.DataCheck;
import dev.fovea.sources.check.DataCheckText;
import dev.fovea.sources.named.Catalogue;
import dev.fovea.sources.named.NamedSet;
import dev.fovea.sources.named.Presence;
import dev.fovea.sources.named.Shelf;
import dev.fovea.sources.sheet.Sheet;
import dev.fovea.sources.sheet.SheetOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea data}: the named data sets, and what is in one. */
@Command(
    name = "data",
    description = "Lists the named data sets; gets one; checks what is in any data.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      DataCommand.Get.class,
      DataCommand.Check.class,
      DataCommand.Show.class,
      DataCommand.Embed.class
    },
    footer = {
      "",
      "Examples:",
      "  fovea data",
      "  fovea data get fashion-mnist",
      "  fovea data check my-photographs",
      "  fovea data show cifar-10 --augment shift=3,flip=0.5",
      "  fovea data embed fashion-mnist"
    })
final class DataCommand implements Runnable {

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloads are kept. Default: FOVEA_CACHE, or ~/.cache/fovea.")
  private Path cache;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Shelf shelf = DataOptions.shelf(cache);
    out.println("%-15s %-26s %-13s %s".formatted("name", "images", "on disk", "licence"));
    for (NamedSet set : Catalogue.all()) {
      Presence presence = shelf.state(set);
      out.println(
          "%-15s %-26s %-13s %s"
              .formatted(set.name(), images(set), state(set, presence), set.licence()));
      out.println("%-15s %s".formatted("", set.title()));
      out.println("%-15s %s".formatted("", set.page()));
    }
    out.println();
    out.println("Downloads are kept in " + shelf.cache().folder());
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
      ChosenData.Named named = options.named(data, out);
      Split split = named.split();
      DataCheck check = DataCheck.of(split.training(), Optional.of(split.test()));
      DataCheckText.lines(check, named.names()).forEach(out::println);
      out.flush();
      return 0;
    }
  }

  /** {@code fovea data embed DATA}. */
  @Command(
      name = "embed",
      sortOptions = false,
      description = "Lays images out on planes by their pixels, before any training.")
  static final class Embed implements Callable<Integer> {

    @Parameters(paramLabel = "DATA", description = "A named data set, a file or a folder.")
    private String data;

    @Mixin private PlaneOptions planes;

    @Mixin private DataOptions options;

    @Mixin private ThreadsOption threads;

    @Mixin private PictureOut out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Path target = out.target(Choices.shortName(data) + "-embedding.png");
      planes.check();
      Dataset images = planes.some(options.split(data, spec.commandLine().getOut()).training());
      List<Embedding> found = planes.of(Embedding.Points.pixels(images), threads.count());
      out.write(EmbeddingPicture.of(found, images.classes(), _ -> false), target);
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

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The PNG file. Default: DATA.png in this folder.")
    private Path file;

    @Option(names = "--overwrite", description = "Replace that file if it is there.")
    private boolean overwrite;

    @Option(
        names = "--samples",
        paramLabel = "N",
        defaultValue = "12",
        description = "Of each class. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
        names = "--augment",
        paramLabel = "LIST",
        converter = AugmentOption.Converter.class,
        description = "Show the same images augmented, too: shift=2,rotate=10,scale=0.9..1.1.")
    private AugmentOption augment = AugmentOption.NONE;

    @Mixin private DataOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Path target = file == null ? Path.of(Choices.shortName(data) + ".png") : file;
      OutputFile.check("--out", target, overwrite);
      PrintWriter out = spec.commandLine().getOut();
      Dataset set = options.split(data, out).training();
      Sheet sheet = Sheet.of(set, new SheetOptions(samples, 0, augmentations(set)));
      Sheet.write(sheet.picture(), target);
      sheet.remarks().forEach(remark -> out.println("note: " + remark));
      out.println("Wrote " + target);
      out.flush();
      return 0;
    }

    private Optional<Augmentations> augmentations(Dataset set) {
      return augment.list().isEmpty()
          ? Optional.empty()
          : Optional.of(
              Augmentations.of(
                  augment.list(),
                  AugmentOption.outside(set),
                  set.channels(),
                  set.height(),
                  set.width()));
    }
  }
}
