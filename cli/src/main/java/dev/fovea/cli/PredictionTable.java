package dev.fovea.cli;

import dev.fovea.model.AtomicFile;
import dev.fovea.model.Model;
import dev.fovea.model.Prediction;
import dev.fovea.model.Views;
import dev.fovea.sources.Images;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model predicts of all images of a data set, as a CSV file. */
final class PredictionTable {

  private final boolean submission;
  private final boolean probabilities;
  private final Views views;

  /**
   * The kind of table.
   *
   * @param submission as Kaggle takes it: {@code ImageId,Label}, counted from 1; else {@code
   *     index,label}, counted from 0, or {@code index,file,label} where each image is a file
   * @param probabilities whether a column for each class follows
   * @param views in which versions the model is shown each image
   */
  PredictionTable(boolean submission, boolean probabilities, Views views) {
    this.submission = submission;
    this.probabilities = probabilities;
    this.views = views;
  }

  /** Writes a row for each image. */
  void write(Path file, Model model, Images images) {
    AtomicFile.write(
        file,
        stream -> {
          Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          write(out, model, images);
          out.flush();
        });
  }

  private void write(Writer out, Model model, Images images) throws IOException {
    boolean files = !submission && !images.files().isEmpty();
    out.write(submission ? "ImageId,Label" : files ? "index,file,label" : "index,label");
    if (probabilities) {
      out.write("," + quoted(model.classes()));
    }
    out.write('\n');
    double[] row = new double[model.classes().size()];
    for (int i = 0; i < images.size(); i++) {
      Prediction prediction = views.predict(model, images.image(i));
      String file = files ? quoted(images.files().get(i)) + "," : "";
      out.write((submission ? i + 1 : i) + "," + file + quoted(prediction.best().name()));
      if (probabilities) {
        prediction.ranked().forEach(guess -> row[guess.label()] = guess.probability());
        for (double probability : row) {
          out.write(String.format(Locale.ROOT, ",%.6f", probability));
        }
      }
      out.write('\n');
    }
  }

  private static String quoted(List<String> names) {
    return names.stream().map(PredictionTable::quoted).collect(Collectors.joining(","));
  }

  /** RFC 4180. */
  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
