package dev.fovea.inspect;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.model.LayerOutputs;
import dev.fovea.model.Model;
import dev.fovea.net.Outputs;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which parts of an image a class's probability depends on: a patch is moved over the image, and
 * where the probability falls the patch hides something (Zeiler, Fergus: Visualizing and
 * Understanding Convolutional Networks, 2014). It needs no gradient, and so checks those that do.
 *
 * @param patch rows and columns of the patch, at least 1
 * @param stride how far it moves each time, from 1 to its size
 */
public record Occlusion(int patch, int stride) {

  /** Images at once; more would only take memory. */
  private static final int MOST = 256;

  /**
   * Checks the sizes.
   *
   * @throws InputException if one is out of its range
   */
  public Occlusion {
    if (patch < 1 || stride < 1 || stride > patch) {
      throw new InputException(
          "a patch must have at least 1 pixel and move by 1 to its size, not be %d and move by %d"
              .formatted(patch, stride));
    }
  }

  /** A place of the patch: its first row and column. */
  private record Place(int row, int column) {}

  /**
   * The map of an image for a class, at the size of the image: of each pixel how much the
   * probability falls in the mean of the patches that hide it; negative where it rises. A patch has
   * the mean colour of the image.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input
   * @param threads how many share the work; the result does not depend on it
   * @throws InputException if the image has another size, there is no such class, or the patch is
   *     larger than the image
   */
  public Grid of(Model model, byte[] image, int label, int threads) {
    Shape shape = model.network().input();
    check(model, image, label);
    List<Place> places = places(shape);
    double[] sums = new double[shape.height() * shape.width()];
    int[] counts = new int[sums.length];
    try (LayerOutputs outputs = new LayerOutputs(model, threads)) {
      double whole = probabilities(model, outputs, image, List.of(), label)[0];
      for (int from = 0; from < places.size(); from += MOST) {
        List<Place> some = places.subList(from, Math.min(places.size(), from + MOST));
        double[] hidden = probabilities(model, outputs, image, some, label);
        for (int n = 0; n < some.size(); n++) {
          add(some.get(n), shape.width(), whole - hidden[n], sums, counts);
        }
      }
    }
    float[] values = new float[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sums[i] / counts[i]);
    }
    return new Grid(shape.height(), shape.width(), values);
  }

  private void check(Model model, byte[] image, int label) {
    Shape shape = model.network().input();
    if (image.length != shape.size()) {
      throw new InputException(
          "network %s takes images of %s, which is %d bytes, not %d"
              .formatted(model.network().name(), shape, shape.size(), image.length));
    }
    if (label < 0 || label >= model.classes().size()) {
      throw new InputException(
          "network %s has classes 0 to %d, but not %d"
              .formatted(model.network().name(), model.classes().size() - 1, label));
    }
    if (patch > Math.min(shape.height(), shape.width())) {
      throw new InputException(
          "a patch of %d x %d pixels is larger than an image of %s: take a smaller one"
              .formatted(patch, patch, shape));
    }
  }

  private List<Place> places(Shape shape) {
    List<Place> places = new ArrayList<>();
    for (int row : starts(shape.height())) {
      for (int column : starts(shape.width())) {
        places.add(new Place(row, column));
      }
    }
    return places;
  }

  /** Steps of the stride, and a last one that ends at the edge. */
  private List<Integer> starts(int size) {
    List<Integer> starts = new ArrayList<>();
    for (int at = 0; at + patch < size; at += stride) {
      starts.add(at);
    }
    starts.add(size - patch);
    return starts;
  }

  private void add(Place place, int width, double fall, double[] sums, int[] counts) {
    for (int row = place.row(); row < place.row() + patch; row++) {
      for (int column = place.column(); column < place.column() + patch; column++) {
        sums[row * width + column] += fall;
        counts[row * width + column]++;
      }
    }
  }

  /** Of the class, with the patch at each place; without any place of the image as it is. */
  private double[] probabilities(
      Model model, LayerOutputs outputs, byte[] image, List<Place> places, int label) {
    Shape shape = model.network().input();
    int count = Math.max(1, places.size());
    byte[] pixels = new byte[Math.multiplyExact(count, image.length)];
    for (int n = 0; n < count; n++) {
      System.arraycopy(image, 0, pixels, n * image.length, image.length);
    }
    for (int c = 0; c < shape.channels(); c++) {
      byte mean = mean(image, c, shape.height() * shape.width());
      for (int n = 0; n < places.size(); n++) {
        hide(pixels, n * image.length, c, shape, places.get(n), mean);
      }
    }
    Dataset variants =
        new Dataset(
            "the image behind a patch",
            shape.channels(),
            shape.height(),
            shape.width(),
            pixels,
            new int[count],
            model.classes());
    float[] values = outputs.of(variants).values();
    Predictions predictions =
        Predictions.of(Outputs.of(model.network()), model.classes(), new int[count], values);
    double[] probabilities = new double[count];
    for (int n = 0; n < count; n++) {
      probabilities[n] = predictions.probability(n, label);
    }
    return probabilities;
  }

  private static byte mean(byte[] image, int channel, int plane) {
    long sum = 0;
    for (int i = 0; i < plane; i++) {
      sum += image[channel * plane + i] & 0xff;
    }
    return (byte) Math.round(sum / (double) plane);
  }

  private void hide(byte[] pixels, int at, int channel, Shape shape, Place place, byte colour) {
    for (int row = place.row(); row < place.row() + patch; row++) {
      int from = at + (channel * shape.height() + row) * shape.width() + place.column();
      Arrays.fill(pixels, from, from + patch, colour);
    }
  }
}
