package dev.fovea.cli;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.recipe.Passes;
import dev.fovea.train.EpochResult;
import dev.fovea.train.TrainingListener;
import java.io.PrintWriter;

/** A bar for the epoch that runs, which its result then replaces. */
final class TerminalProgress implements TrainingListener {

  private static final long REDRAW_NANOS = 100_000_000;
  private static final int TEXT_WIDTH = 58;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final Passes passes;
  private final long images;
  private final int width;
  private final int barWidth;
  private final boolean blocks;
  private long epochStart = System.nanoTime();
  private long drawn;
  private double lossSum;

  TerminalProgress(PrintWriter out, Passes passes, long images) {
    this.out = out;
    this.passes = passes;
    this.images = images;
    this.width = Math.max(2, Integer.getInteger("fovea.width", 80));
    this.barWidth = Math.clamp(width - TEXT_WIDTH, 0, 30);
    this.blocks = System.out.charset().newEncoder().canEncode('\u2588');
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    lossSum = batch == 1 ? loss : lossSum + loss;
    long now = System.nanoTime();
    if (now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double seconds = (now - epochStart) * 1e-9;
    double done = Math.min(1, (double) batch * passes.batch() / images);
    String bar = bar(done);
    String line =
        "%2d/%d %s %3.0f %%  loss %.4f  %,7.0f images/s  %s left"
            .formatted(
                epoch,
                passes.epochs(),
                bar,
                100 * done,
                lossSum / batch,
                done * images / seconds,
                Format.time(seconds / done - seconds));
    // A line that wraps could not be erased.
    out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), width - 1)));
    out.flush();
  }

  private String bar(double done) {
    int full = (int) (done * barWidth);
    return blocks
        ? "\u2588".repeat(full) + "\u2591".repeat(barWidth - full)
        : "#".repeat(full) + ".".repeat(barWidth - full);
  }

  @Override
  public void epoch(EpochResult e, Model model) {
    // Of both, the one that chooses: the line would be too long.
    String measured =
        e.validation()
            .map(v -> measured("validation", v))
            .or(() -> e.test().map(t -> measured("test", t)))
            .orElse("");
    out.println(
        ERASE_LINE
            + "%2d/%d  loss %.4f%s  %,.0f images/s"
                .formatted(
                    e.epoch(), passes.epochs(), e.trainLoss(), measured, e.imagesPerSecond()));
    out.flush();
    epochStart = System.nanoTime();
  }

  private static String measured(String on, Evaluation evaluation) {
    return "  %s %s, loss %s".formatted(on, evaluation, Format.loss(evaluation.loss()));
  }
}
