package dev.fovea.model;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.net.Outputs;
import dev.fovea.net.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * In which versions a model is shown each image; its answer is the mean of the probabilities that
 * it gives to each (test-time augmentation). It takes as many times as long as there are versions.
 */
public enum Views {
  /** The image as it is. */
  PLAIN,

  /** And its mirror image: for things of which left and right say nothing. */
  MIRRORED,

  /** And moved by a pixel up, down, left and right, black behind it. */
  SHIFTED,

  /** All five of these, and their mirror images. */
  MIRRORED_SHIFTED;

  /** Images of which there are versions in memory at once: large sets need no second room. */
  private static final int AT_ONCE = 1 << 10;

  private List<Move> moves() {
    return switch (this) {
      case PLAIN -> List.of(Move.NONE);
      case MIRRORED -> mirrored(List.of(Move.NONE));
      case SHIFTED -> shifted();
      case MIRRORED_SHIFTED -> mirrored(shifted());
    };
  }

  private static List<Move> shifted() {
    return List.of(
        Move.NONE,
        new Move(false, -1, 0),
        new Move(false, 1, 0),
        new Move(false, 0, -1),
        new Move(false, 0, 1));
  }

  private static List<Move> mirrored(List<Move> moves) {
    return moves.stream()
        .flatMap(move -> Stream.of(move, new Move(true, move.down, move.right)))
        .toList();
  }

  /**
   * How a version comes from an image.
   *
   * @param mirrored whether left and right change places
   * @param down by how many rows it moves
   * @param right by how many columns it moves then
   */
  private record Move(boolean mirrored, int down, int right) {

    static final Move NONE = new Move(false, 0, 0);

    /** The version of an image, or of many one after another. */
    byte[] of(byte[] pixels, int height, int width) {
      if (equals(NONE)) {
        return pixels;
      }
      byte[] moved = new byte[pixels.length];
      for (int plane = 0; plane < pixels.length; plane += height * width) {
        for (int y = Math.max(0, down); y < height + Math.min(0, down); y++) {
          int row = plane + (y - down) * width;
          for (int x = Math.max(0, right); x < width + Math.min(0, right); x++) {
            int from = mirrored ? width - 1 - (x - right) : x - right;
            moved[plane + y * width + x] = pixels[row + from];
          }
        }
      }
      return moved;
    }
  }

  /** As it is written: {@code mirrored-shifted}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many versions there are of an image. */
  public int count() {
    return moves().size();
  }

  /**
   * Predicts one image.
   *
   * @param image its bytes, as for {@link Model#predict(byte[])}
   * @throws InputException as there
   */
  public Prediction predict(Model model, byte[] image) {
    if (this == PLAIN) {
      return model.predict(image);
    }
    Model.requireSize(model.network(), image);
    Shape shape = model.network().input();
    double[] mean = new double[model.classes().size()];
    for (Move move : moves()) {
      add(model.predict(move.of(image, shape.height(), shape.width())), mean, 0);
    }
    return Prediction.of(Outputs.PROBABILITIES, mean, model.classes());
  }

  /**
   * How well a model does on images.
   *
   * @param threads how many threads share the work; the result does not depend on it
   * @throws InputException if images or classes are not the model's, a value in the network grows
   *     beyond what a float holds, or images of which there are to be versions are not in memory
   */
  public Evaluation evaluate(Model model, ImageSet data, int threads) {
    if (this == PLAIN) {
      return model.evaluate(data, threads);
    }
    return switch (data) {
      case Dataset images -> evaluateVersions(model, images, threads);
      case ImageStream images ->
          throw new InputException(
              "images that are read from disk, as those of %s, are seen in one version: take plain views"
                  .formatted(images.name()));
    };
  }

  private Evaluation evaluateVersions(Model model, Dataset data, int threads) {
    Evaluator.checkFits(model.network(), data);
    int classes = model.classes().size();
    List<Move> moves = moves();
    double loss = 0;
    int correct = 0;
    try (LayerOutputs outputs = new LayerOutputs(model, threads)) {
      for (int from = 0; from < data.size(); from += AT_ONCE) {
        Dataset part = data.slice(from, Math.min(data.size(), from + AT_ONCE));
        double[] sums = new double[part.size() * classes];
        for (Move move : moves) {
          add(model, outputs.of(moved(part, move)), sums);
        }
        for (int n = 0; n < part.size(); n++) {
          double[] sum = Arrays.copyOfRange(sums, n * classes, (n + 1) * classes);
          int label = part.label(n);
          loss -= Math.log(Math.max(Double.MIN_VALUE, sum[label] / moves.size()));
          int said = Prediction.of(Outputs.PROBABILITIES, sum, model.classes()).best().label();
          correct += said == label ? 1 : 0;
        }
      }
    }
    return new Evaluation(loss / data.size(), correct, data.size());
  }

  private static Dataset moved(Dataset data, Move move) {
    return new Dataset(
        data.name(),
        data.channels(),
        data.height(),
        data.width(),
        move.of(data.pixels(), data.height(), data.width()),
        data.labels(),
        data.classes());
  }

  /** Adds what the model says of each image to {@code sums}, {@code [image][class]}. */
  private static void add(Model model, LayerRows rows, double[] sums) {
    Outputs kind = Outputs.of(model.network());
    int classes = rows.size();
    double[] outputs = new double[classes];
    for (int n = 0; n < rows.count(); n++) {
      for (int c = 0; c < classes; c++) {
        outputs[c] = rows.values()[n * classes + c];
      }
      add(Prediction.of(kind, outputs, model.classes()), sums, n * classes);
    }
  }

  private static void add(Prediction said, double[] sums, int at) {
    said.ranked().forEach(guess -> sums[at + guess.label()] += guess.probability());
  }
}
