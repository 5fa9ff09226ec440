package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.Disagreements;
import dev.fovea.inspect.Disagreements.Answer;
import dev.fovea.inspect.Disagreements.Disagreement;
import dev.fovea.inspect.Predictions;
import dev.fovea.net.Shape;
import dev.fovea.report.picture.Encoded;
import dev.fovea.report.picture.Rasters;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs beside each other as a page shows them.
 *
 * @param title of the page
 * @param subtitle what all were measured on
 * @param comparison the runs
 * @param curves of their trainings
 * @param curveData the same, for the script
 * @param disagreements how many images are not the same to all, shown or not
 * @param cards those that are shown
 */
record ComparePage(
    String title,
    String subtitle,
    Comparison comparison,
    List<RunCurves.Chart> curves,
    String curveData,
    int disagreements,
    List<Card> cards) {

  private static final int MOST_CARDS = 60;

  /** No picture is larger, so that the page stays small. */
  private static final int LARGEST = 96;

  /**
   * An image that is not the same to all runs.
   *
   * @param name what the image is called
   * @param uri the image
   * @param actual its class
   * @param said what each run says
   */
  record Card(String name, String uri, String actual, List<Said> said) {}

  /**
   * What a run says of an image.
   *
   * @param run its name
   * @param predicted the class
   * @param confidence how sure it is
   * @param right whether that is so
   */
  record Said(String run, String predicted, String confidence, boolean right) {

    String style() {
      return right ? "truth" : "said";
    }
  }

  static ComparePage of(Comparison comparison) {
    List<ComparedRun> runs = comparison.runs();
    List<Predictions> predictions = runs.stream().map(ComparedRun::predictions).toList();
    List<RunCurves.Chart> curves = RunCurves.of(runs);
    return new ComparePage(
        Texts.and(runs.stream().map(ComparedRun::name).toList()),
        "%d runs beside each other, measured on the same %s test images of %s"
            .formatted(
                runs.size(), Texts.count(comparison.images().size()), comparison.images().name()),
        comparison,
        curves,
        RunCurves.data(runs, curves),
        Disagreements.count(predictions),
        cards(comparison, Disagreements.of(predictions, MOST_CARDS)));
  }

  /** How many images, and how many of them are shown. */
  String disagreementWords() {
    int all = comparison.images().size();
    String shown =
        cards.size() == disagreements ? "." : "; the first %d stand here.".formatted(cards.size());
    return "%s of %s test images%s".formatted(Texts.count(disagreements), Texts.count(all), shown);
  }

  private static List<Card> cards(Comparison comparison, List<Disagreement> disagreements) {
    Dataset images = comparison.images();
    Shape shape = new Shape(images.channels(), images.height(), images.width());
    List<Card> cards = new ArrayList<>();
    for (Disagreement each : disagreements) {
      List<Said> said = new ArrayList<>();
      for (int r = 0; r < each.answers().size(); r++) {
        Answer answer = each.answers().get(r);
        said.add(
            new Said(
                comparison.runs().get(r).name(),
                images.classes().get(answer.predicted()),
                Texts.percent(answer.confidence(), 1),
                answer.predicted() == each.label()));
      }
      cards.add(
          new Card(
              comparison.names().apply(each.image()),
              Encoded.dataUri(
                  Rasters.within(Rasters.image(shape, images.image(each.image())), LARGEST)),
              images.classes().get(each.label()),
              said));
    }
    return cards;
  }
}
