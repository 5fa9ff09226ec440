package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.Embedding;
import dev.fovea.inspect.Layers;
import dev.fovea.inspect.Predictions;
import dev.fovea.inspect.Tsne;
import dev.fovea.model.Json;
import dev.fovea.report.picture.Palette;
import dev.fovea.report.picture.Sprite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where images lie beside each other, by their pixels and by what the network makes of them.
 *
 * @param words what is seen
 * @param legend the colour of each class
 * @param plots the planes
 * @param data their points, for the script
 */
record Places(String words, List<Legend> legend, List<Plot> plots, String data) {

  private static final int FEWEST = 10;
  private static final int SMALL_GRAY = 28;
  private static final int SMALL_COLOUR = 24;

  /**
   * Fewer rounds than usual, as the page is made after every training: of MNIST, neighbours on the
   * plane are of the same class in 89.8 % of cases instead of 90.0 % (pixels).
   */
  private static final int ROUNDS = 600;

  /** Places become whole numbers from 0 to this. */
  private static final int STEPS = 4000;

  /** A class and its colour. */
  record Legend(String name, String colour) {}

  /**
   * A plane.
   *
   * @param id of its element
   * @param title what it shows
   * @param words how well classes are kept apart
   * @param alternative the same for who cannot see it
   */
  record Plot(String id, String title, String words, String alternative) {}

  /** Of some of the images that a model was measured on; nothing if there are too few. */
  static Optional<Places> of(Subject subject, Predictions predictions, ReportOptions options) {
    int[] numbers = Samples.spread(predictions.count(), options.points());
    if (numbers.length < FEWEST) {
      return Optional.empty();
    }
    Dataset images = Samples.pick(subject.test(), numbers);
    int[] predicted = IntStream.of(numbers).map(n -> predictions.predicted()[n]).toArray();
    List<Embedding> planes = new ArrayList<>();
    Optional<String> features = Layers.features(subject.model().network());
    List<Embedding.Points> points = new ArrayList<>();
    points.add(Embedding.Points.pixels(images));
    features.ifPresent(
        layer ->
            points.add(Embedding.Points.layer(subject.model(), layer, images, options.threads())));
    for (Embedding.Points each : points) {
      planes.add(each.pca(options.threads()));
    }
    for (Embedding.Points each : points) {
      planes.add(
          each.tsne(Tsne.forPoints(images.size()).withIterations(ROUNDS), options.threads()));
    }
    return Optional.of(
        of(images, predicted, planes, features.map(Places::words).orElse("By their pixels.")));
  }

  private static String words(String layer) {
    return "Images that are alike lie close together: by their pixels, and by what the network makes of"
        + " them before its last layer ("
        + layer
        + "). PCA keeps large distances, t-SNE neighbours; sizes of heaps and the gaps between them"
        + " mean nothing in t-SNE. Point at an image to see it; with the keyboard, the arrow keys go"
        + " through the mistakes first.";
  }

  private static Places of(Dataset images, int[] predicted, List<Embedding> planes, String words) {
    List<String> classes = images.classes();
    List<Legend> legend = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      legend.add(new Legend(classes.get(c), Palette.hex(c)));
    }
    List<Plot> plots = new ArrayList<>();
    List<Json> data = new ArrayList<>();
    for (Embedding plane : planes) {
      Plot plot = plot(plane, plots.size());
      plots.add(plot);
      data.add(
          Json.Obj.EMPTY.with("id", Json.of(plot.id())).with("xy", PageData.ints(places(plane))));
    }
    Sprite sprite = Sprite.of(images, images.channels() == 1 ? SMALL_GRAY : SMALL_COLOUR);
    Json json =
        Json.Obj.EMPTY
            .with("classes", PageData.strings(classes))
            .with("colours", PageData.strings(legend.stream().map(Legend::colour).toList()))
            .with("labels", PageData.ints(images.labels()))
            .with("predicted", PageData.ints(predicted))
            .with("sprite", sprite(sprite))
            .with("plots", Json.of(data));
    return new Places(words, legend, plots, PageData.json(json));
  }

  private static Json sprite(Sprite sprite) {
    return Json.Obj.EMPTY
        .with("uri", Json.of(sprite.dataUri()))
        .with("columns", Json.of(sprite.columns()))
        .with("cell", Json.of(sprite.cell()));
  }

  private static Plot plot(Embedding plane, int number) {
    String of = plane.of().equals("pixels") ? "pixels" : "output of " + plane.of();
    String title = "%s of the %s".formatted(plane.method(), of);
    String words =
        "Of the 5 nearest images on this plane, %s are of the same class."
            .formatted(Texts.percent(Neighbourhood.sameClass(plane, 5), 1));
    return new Plot(
        "plane-" + number,
        title,
        words,
        "%s of %s images. %s".formatted(title, Texts.count(plane.count()), words));
  }

  /** Right and up from the lower left corner, both by the same scale. */
  private static int[] places(Embedding plane) {
    float left = plane.x(0);
    float right = left;
    float low = plane.y(0);
    float high = low;
    for (int n = 1; n < plane.count(); n++) {
      left = Math.min(left, plane.x(n));
      right = Math.max(right, plane.x(n));
      low = Math.min(low, plane.y(n));
      high = Math.max(high, plane.y(n));
    }
    float span = Math.max(Math.max(right - left, high - low), Float.MIN_NORMAL);
    int[] places = new int[2 * plane.count()];
    for (int n = 0; n < plane.count(); n++) {
      places[2 * n] = Math.round((plane.x(n) - left) / span * STEPS);
      places[2 * n + 1] = Math.round((plane.y(n) - low) / span * STEPS);
    }
    return places;
  }
}
