package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.GradCam;
import dev.fovea.inspect.Grid;
import dev.fovea.inspect.Layers;
import dev.fovea.inspect.Mistakes;
import dev.fovea.inspect.Predictions;
import dev.fovea.inspect.Saliency;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.net.Shape;
import dev.fovea.report.picture.Encoded;
import dev.fovea.report.picture.Rasters;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mistakes that a model was surest of.
 *
 * @param all how many there are, shown or not
 * @param mistakes those that are shown
 * @param data what is seen when one is opened, for the script
 */
record Gallery(int all, List<Card> mistakes, String data) {

  /** No picture is larger, so that the page stays small. */
  private static final int LARGEST = 96;

  private static final int LIKELIEST = 3;

  /**
   * A mistake.
   *
   * @param name what the image is called
   * @param uri the image
   * @param actual its class
   * @param predicted what it was taken for
   * @param confidence how sure the model was of that
   * @param probability how likely it found the true class
   */
  record Card(
      String name,
      String uri,
      String actual,
      String predicted,
      String confidence,
      String probability) {}

  static Gallery of(Subject subject, Predictions predictions, int most) {
    List<Mistakes.Mistake> mistakes = Mistakes.of(predictions, most);
    int all = predictions.count() - predictions.correct();
    if (mistakes.isEmpty()) {
      return new Gallery(all, List.of(), "[]");
    }
    Dataset images =
        Samples.pick(subject.test(), mistakes.stream().mapToInt(Mistakes.Mistake::image).toArray());
    Views views = new Views(subject.model(), images, mistakes);
    List<Card> cards = new ArrayList<>();
    List<Json> data = new ArrayList<>();
    for (int n = 0; n < mistakes.size(); n++) {
      Card card = card(subject, predictions, mistakes.get(n), views.image(n));
      cards.add(card);
      data.add(
          Json.Obj.EMPTY
              .with("actual", Json.of(card.actual()))
              .with("predicted", Json.of(card.predicted()))
              .with("name", Json.of(card.name()))
              .with("views", Json.of(views.of(n, card)))
              .with("likeliest", Json.of(likeliest(predictions, mistakes.get(n).image()))));
    }
    return new Gallery(all, cards, PageData.json(Json.of(data)));
  }

  private static Card card(
      Subject subject, Predictions predictions, Mistakes.Mistake mistake, String uri) {
    return new Card(
        subject.names().apply(mistake.image()),
        uri,
        predictions.classes().get(mistake.label()),
        predictions.classes().get(mistake.predicted()),
        Texts.percent(mistake.confidence(), 1),
        Texts.percent(mistake.probability(), 1));
  }

  private static List<Json> likeliest(Predictions predictions, int image) {
    return IntStream.range(0, predictions.classes().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer c) -> -predictions.probability(image, c)))
        .limit(LIKELIEST)
        .map(
            c ->
                (Json)
                    Json.Obj.EMPTY
                        .with("name", Json.of(predictions.classes().get(c)))
                        .with(
                            "probability",
                            Json.of(Texts.percent(predictions.probability(image, c)))))
        .toList();
  }

  /** An image, and where in it the model saw what it took it for. */
  private static final class Views {

    private final Shape shape;
    private final Dataset images;
    private final List<Grid> saliency;
    private final List<Grid> gradCam;
    private final String layer;

    Views(Model model, Dataset images, List<Mistakes.Mistake> mistakes) {
      this.shape = model.network().input();
      this.images = images;
      List<byte[]> pixels = IntStream.range(0, images.size()).mapToObj(images::image).toList();
      int[] predicted = mistakes.stream().mapToInt(Mistakes.Mistake::predicted).toArray();
      saliency = Saliency.of(model).of(pixels, Saliency.Kind.GRADIENT, predicted);
      if (Layers.convolutions(model.network()).isEmpty()) {
        layer = null;
        gradCam = List.of();
      } else {
        GradCam maps = GradCam.of(model);
        layer = maps.layer();
        gradCam = maps.of(pixels, predicted);
      }
    }

    String image(int n) {
      return uri(Rasters.image(shape, images.image(n)));
    }

    List<Json> of(int n, Card card) {
      List<Json> views = new ArrayList<>();
      views.add(
          view(
              n,
              saliency.get(n),
              "The pixels that \u201c%s\u201d depends on".formatted(card.predicted())));
      if (layer != null) {
        views.add(
            view(
                n,
                gradCam.get(n),
                "Where %s sees \u201c%s\u201d (Grad-CAM)".formatted(layer, card.predicted())));
      }
      return views;
    }

    private Json view(int n, Grid map, String title) {
      return Json.Obj.EMPTY
          .with("uri", Json.of(uri(Rasters.overlay(shape, images.image(n), map))))
          .with("title", Json.of(title))
          .with("alt", Json.of(title));
    }

    private static String uri(BufferedImage picture) {
      return Encoded.dataUri(Rasters.within(picture, LARGEST));
    }
  }
}
