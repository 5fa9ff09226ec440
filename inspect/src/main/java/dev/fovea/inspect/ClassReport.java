package dev.fovea.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good a classifier is, and for which classes.
 *
 * <p>As in scikit-learn: what divides by nothing is 0, as the precision of a class that was never
 * predicted, and classes that neither occur nor were predicted count in no mean.
 *
 * @param images how many were predicted
 * @param correct how many of them right
 * @param accuracy their share, with Wilson's 95 % interval
 * @param classes each class in order
 * @param macro the mean over classes, each counting the same
 * @param weighted the mean over classes, each counting as often as it has images
 * @param within how many images had their true class among the first k + 1 guesses, for each k
 */
public record ClassReport(
    int images,
    int correct,
    Interval accuracy,
    List<PerClass> classes,
    Scores macro,
    Scores weighted,
    List<Integer> within) {

  /**
   * Three shares, from 0 to 1.
   *
   * @param precision how many of the images that were taken for a class belong to it
   * @param recall how many of a class's images were taken for it
   * @param f1 the harmonic mean of both
   */
  public record Scores(double precision, double recall, double f1) {}

  /**
   * One class.
   *
   * @param name its name
   * @param scores precision, recall and F1
   * @param support how many images belong to it
   * @param predicted how many were taken for it
   */
  public record PerClass(String name, Scores scores, int support, int predicted) {}

  /** Copies the lists. */
  public ClassReport {
    classes = List.copyOf(classes);
    within = List.copyOf(within);
  }

  /** Of predictions, of which there is at least one. */
  public static ClassReport of(Predictions predictions) {
    ConfusionMatrix confusion = ConfusionMatrix.of(predictions);
    List<PerClass> classes = new ArrayList<>();
    for (int c = 0; c < confusion.classes().size(); c++) {
      int hits = confusion.count(c, c);
      int support = confusion.actual(c);
      int predicted = confusion.predicted(c);
      Scores scores =
          new Scores(
              share(hits, predicted), share(hits, support), share(2 * hits, support + predicted));
      classes.add(new PerClass(confusion.classes().get(c), scores, support, predicted));
    }
    int images = confusion.total();
    int correct = confusion.correct();
    return new ClassReport(
        images,
        correct,
        Interval.wilson(correct, images),
        classes,
        mean(classes, each -> each.support() + each.predicted() > 0 ? 1 : 0),
        mean(classes, PerClass::support),
        within(predictions));
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : part / (double) all;
  }

  private static Scores mean(List<PerClass> classes, ToDoubleFunction<PerClass> weight) {
    double total = 0;
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    for (PerClass each : classes) {
      double w = weight.applyAsDouble(each);
      total += w;
      precision += w * each.scores().precision();
      recall += w * each.scores().recall();
      f1 += w * each.scores().f1();
    }
    return new Scores(precision / total, recall / total, f1 / total);
  }

  private static List<Integer> within(Predictions predictions) {
    int[] counts = new int[predictions.classes().size()];
    for (int rank : predictions.ranks()) {
      counts[rank]++;
    }
    List<Integer> within = new ArrayList<>();
    int sum = 0;
    for (int count : counts) {
      sum += count;
      within.add(sum);
    }
    return within;
  }

  /**
   * The share of images whose true class is among the {@code k} likeliest; 1 if there are no more
   * classes than that.
   *
   * @param k at least 1
   */
  public double topAccuracy(int k) {
    return within.get(Math.min(k, within.size()) - 1) / (double) images;
  }
}
