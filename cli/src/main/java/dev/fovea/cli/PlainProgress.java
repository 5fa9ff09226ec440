package dev.fovea.cli;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.train.EpochResult;
import dev.fovea.train.TrainingListener;
import java.io.PrintWriter;

/** The tutorial's own lines, for files and pipes: no control codes. */
final class PlainProgress implements TrainingListener {

  private static final int EVERY = 300;

  private final PrintWriter out;
  private final int epochs;
  private double running;

  PlainProgress(PrintWriter out, int epochs) {
    this.out = out;
    this.epochs = epochs;
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    running = batch % EVERY == 1 ? loss : running + loss;
    if (batch % EVERY == 0) {
      out.println("[%d, %d] loss: %.3f".formatted(epoch, batch, running / EVERY));
      out.flush();
    }
  }

  @Override
  public void epoch(EpochResult e, Model model) {
    StringBuilder line = new StringBuilder("[%d/%d]".formatted(e.epoch(), epochs));
    line.append(" loss: %s".formatted(Format.loss(e.trainLoss())));
    e.validation().ifPresent(some -> line.append(measured("validation", some)));
    e.test().ifPresent(some -> line.append(measured("test", some)));
    line.append(", training: %,.0f images/s, %.1f s".formatted(e.imagesPerSecond(), e.seconds()));
    out.println(line);
    out.flush();
  }

  private static String measured(String on, Evaluation evaluation) {
    return ", %s accuracy: %s, %s loss: %s"
        .formatted(on, evaluation, on, Format.loss(evaluation.loss()));
  }
}
