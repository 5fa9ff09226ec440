package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.sources.array.NpyStream;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingListener;
import dev.fovea.train.TrainingResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One measurement of {@code fashion}, in a process of its own, on what {@link StreamData} made:
 *
 * <pre>
 * stream FOLDER WARM SECONDS  images a second of a training on the stream
 * memory FOLDER WARM SECONDS  the same on its first 60,000 images in memory
 * pass   FOLDER               one epoch over the whole, and what was learnt
 * </pre>
 */
final class StreamSide {

  private static final int IN_MEMORY = 60_000;
  private static final int TESTED = 10_000;

  private StreamSide() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Recipe fashion = Recipes.find("fashion").orElseThrow();
    try (NpyStream stream = NpyStream.open(Path.of(args[1]))) {
      switch (args[0]) {
        case "stream" -> {
          Clock clock = new Clock(args);
          clock.trainer(fashion).fit(stream);
          clock.print();
        }
        case "memory" -> {
          Clock clock = new Clock(args);
          clock.trainer(fashion).fit(slice(stream, 0, IN_MEMORY));
          clock.print();
        }
        case "pass" -> pass(fashion, stream);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static Dataset slice(ImageStream stream, long first, int images) {
    byte[] pixels = new byte[images * stream.imageSize()];
    int[] labels = new int[images];
    stream.read(first, images, pixels, labels, 0);
    return new Dataset(
        "slice", 1, stream.height(), stream.width(), pixels, labels, stream.classes());
  }

  /** The last images are trained on as well: this shows that something was learnt, no more. */
  private static void pass(Recipe fashion, NpyStream stream) {
    TrainingResult result = fashion.trainer().epochs(1).fit(stream);
    System.out.println("images " + stream.count());
    print("rate", result.history().getLast().imagesPerSecond());
    print("training", result.history().getLast().trainAccuracy());
    Dataset first = slice(stream, 0, TESTED);
    Dataset last = slice(stream, stream.count() - TESTED, TESTED);
    print("first", result.model().evaluate(first).accuracy());
    print("last", result.model().evaluate(last).accuracy());
  }

  private static void print(String key, double value) {
    System.out.println(String.format(Locale.ROOT, "%s %.6g", key, value));
  }

  /** Counts images after a warm-up until the time is over, epochs' ends included. */
  private static final class Clock implements TrainingListener, BooleanSupplier {

    private final long begin;
    private final long end;
    private int batch;
    private long batches;
    private long from;
    private long to;

    Clock(String[] args) {
      this.begin = System.nanoTime() + seconds(args[2]);
      this.end = begin + seconds(args[3]);
    }

    private static long seconds(String text) {
      return (long) (Double.parseDouble(text) * TimeUnit.SECONDS.toNanos(1));
    }

    Trainer trainer(Recipe recipe) {
      this.batch = recipe.passes().batch();
      return recipe.trainer().epochs(1_000).listener(this).stopWhen(this);
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      to = System.nanoTime();
      if (to < begin || from == 0) {
        from = to;
      } else {
        this.batches++;
      }
    }

    @Override
    public boolean getAsBoolean() {
      return System.nanoTime() > end;
    }

    /** The last batch of an epoch may be short: by less than one in a thousand. */
    void print() {
      StreamSide.print("rate", batches * batch / ((to - from) * 1e-9));
    }
  }
}
