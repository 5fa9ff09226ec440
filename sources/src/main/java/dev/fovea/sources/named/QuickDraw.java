package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.data.Rng;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.named.QuickDrawFiles.ClassFile;
import dev.fovea.sources.values.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Quick, Draw! bitmaps: drawings of 28 x 28, ground 0 and ink up to 255, any of 345 classes.
 *
 * <p>Each class is divided by itself: which of its drawings are for test depends on the seed and
 * its name, not on the other classes.
 */
public final class QuickDraw {

  private QuickDraw() {}

  /**
   * Reads the classes; what is not on this machine is downloaded, and no more of it than is needed.
   *
   * @param shelf where files lie and come from
   * @param options which classes, and how many drawings
   * @param progress is told of downloads
   * @throws InputException if a class cannot be had or is damaged, or it is too much for this JVM
   */
  public static Found read(Shelf shelf, QuickDrawOptions options, Progress progress) {
    List<ClassFile> files = get(shelf, options, progress);
    List<String> remarks = remarks(options, files);
    int classes = files.size();
    int[] counts = new int[classes];
    int[] tests = new int[classes];
    long training = 0;
    long test = 0;
    for (int c = 0; c < classes; c++) {
      counts[c] = (int) Math.min(options.perClass(), files.get(c).head().rows());
      tests[c] = (int) Math.round(counts[c] * options.testShare());
      training += counts[c] - tests[c];
      test += tests[c];
    }
    long longest = Math.max(training, test) * NpyHead.ROW;
    Memory.check(
        "quickdraw",
        longest,
        (training + test) * NpyHead.ROW + (long) options.perClass() * NpyHead.ROW);

    // In one random order: nobody who cuts a piece off its end gets a single class.
    int names = QuickDrawClasses.all().size();
    Pile trainingPile = new Pile((int) training, new Rng(options.seed(), names));
    Pile testPile = new Pile((int) test, new Rng(options.seed(), names + 1));
    for (int c = 0; c < classes; c++) {
      byte[] rows = rows(files.get(c), counts[c]);
      int stream = QuickDrawClasses.all().indexOf(options.classes().get(c));
      int[] order = new Rng(options.seed(), stream).permutation(counts[c]);
      for (int i = 0; i < counts[c]; i++) {
        (i < tests[c] ? testPile : trainingPile).add(rows, order[i], c);
      }
    }
    return new Found(
        "Quick, Draw!: %d classes of drawings".formatted(classes),
        trainingPile.images(options.classes()),
        test == 0 ? Optional.empty() : Optional.of(testPile.images(options.classes())),
        remarks);
  }

  /** Downloads what is not on this machine. */
  static List<ClassFile> get(Shelf shelf, QuickDrawOptions options, Progress progress) {
    NamedSet set = Catalogue.find("quickdraw");
    String missing =
        options.classes().stream()
            .filter(name -> QuickDrawFiles.find(shelf, set, name).isEmpty())
            .map(name -> name + ".npy")
            .collect(Collectors.joining(", "));
    return options.classes().stream()
        .map(name -> QuickDrawFiles.get(shelf, set, name, options.perClass(), missing, progress))
        .toList();
  }

  private static List<String> remarks(QuickDrawOptions options, List<ClassFile> files) {
    List<String> remarks = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    for (int c = 0; c < files.size(); c++) {
      ClassFile file = files.get(c);
      long rows = file.head().rows();
      if (rows < 2) {
        throw new InputException(
            "%s has %d drawings: give a file with two or more".formatted(file.path(), rows));
      }
      if (rows < options.perClass()) {
        remarks.add(
            "%s has only %d of the %d drawings asked for (%s): all are taken"
                .formatted(options.classes().get(c), rows, options.perClass(), file.path()));
      }
      if (file.fresh()) {
        fresh.add(file.path().getFileName().toString());
      }
    }
    if (!fresh.isEmpty()) {
      remarks.add(
          "no checksum is published of %s: the one seen first is kept beside each, in FILE.sha256"
              .formatted(String.join(", ", fresh)));
    }
    return remarks;
  }

  private static byte[] rows(ClassFile file, int count) {
    try (InputStream in = Files.newInputStream(file.path())) {
      in.skipNBytes(file.head().length());
      byte[] rows = in.readNBytes(count * NpyHead.ROW);
      if (rows.length < count * NpyHead.ROW) {
        throw new InputException(file.path() + " changed while it was read: start again");
      }
      return rows;
    } catch (IOException e) {
      throw InputFiles.unreadable(file.path(), e);
    }
  }

  /** Images that come one by one and are put at random places. */
  private static final class Pile {

    private final byte[] pixels;
    private final int[] labels;
    private final int[] places;
    private int next;

    private Pile(int count, Rng rng) {
      this.pixels = new byte[count * NpyHead.ROW];
      this.labels = new int[count];
      this.places = rng.permutation(count);
    }

    private void add(byte[] rows, int row, int label) {
      int place = places[next++];
      System.arraycopy(rows, row * NpyHead.ROW, pixels, place * NpyHead.ROW, NpyHead.ROW);
      labels[place] = label;
    }

    private Images images(List<String> classes) {
      return new Images("quickdraw", 1, 28, 28, pixels, Optional.of(labels), classes);
    }
  }
}
