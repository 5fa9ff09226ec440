package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.inspect.Interval;
import dev.fovea.inspect.McNemar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Runs beside each other: their figures, whether one is better than another or only luckier, in
 * what their recipes differ, and on which images they disagree.
 *
 * @param runs at least two, measured on the same images
 * @param images the test images, in the sizes that the first run takes
 * @param names what each of these images is called
 */
public record Comparison(List<ComparedRun> runs, Dataset images, IntFunction<String> names) {

  /**
   * Copies the runs.
   *
   * @throws InputException if there are fewer than two, or they were not measured on the same
   *     images of the same classes
   */
  public Comparison {
    runs = List.copyOf(runs);
    if (runs.size() < 2) {
      throw new InputException("there is one run: give two or more to compare");
    }
    ComparedRun first = runs.getFirst();
    for (ComparedRun other : runs) {
      if (!other.model().classes().equals(first.model().classes())) {
        throw new InputException(
            "%s and %s tell other classes apart: compare runs on the same classes"
                .formatted(first.name(), other.name()));
      }
      if (!Arrays.equals(other.predictions().labels(), images.labels())) {
        throw new InputException(
            "%s and %s have other test images: compare runs on the same data, or give --data"
                .formatted(first.name(), other.name()));
      }
    }
  }

  /**
   * A figure of every run.
   *
   * @param name what it is
   * @param values of each run, in their order; empty where it is not known
   */
  public record Figure(String name, List<String> values) {

    /** Copies the values. */
    public Figure {
      values = List.copyOf(values);
    }
  }

  /** The figures of the runs. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    add("network", run -> run.model().network().name(), figures);
    add("parameters", run -> Texts.count(run.model().network().parameterCount()), figures);
    add("test accuracy", run -> Texts.percent(run.accuracy().share()), figures);
    add("95 % interval", run -> words(run.accuracy()), figures);
    add("test loss", run -> Texts.loss(run.evaluation().loss()), figures);
    add("epochs", run -> run.history().map(h -> Texts.count(h.rows().size())).orElse(""), figures);
    add("training", run -> run.history().map(h -> Texts.seconds(h.seconds())).orElse(""), figures);
    add("images a second", run -> rounded(run.imagesPerSecond()), figures);
    return figures;
  }

  private void add(String name, Function<ComparedRun, String> value, List<Figure> figures) {
    figures.add(new Figure(name, runs.stream().map(value).toList()));
  }

  private static String words(Interval interval) {
    return "%s to %s".formatted(Texts.percent(interval.low()), Texts.percent(interval.high()));
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? Texts.count(Math.round(value.getAsDouble())) : "";
  }

  /**
   * Two of the runs.
   *
   * @param first one of them
   * @param second the other
   * @param test whether one is better
   */
  public record Pair(ComparedRun first, ComparedRun second, McNemar test) {

    /** What that means, in one or two sentences. */
    public String words() {
      return PairText.of(first.name(), second.name(), test);
    }
  }

  /** Each two of the runs. */
  public List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < runs.size(); a++) {
      for (int b = a + 1; b < runs.size(); b++) {
        ComparedRun first = runs.get(a);
        ComparedRun second = runs.get(b);
        pairs.add(new Pair(first, second, McNemar.of(first.predictions(), second.predictions())));
      }
    }
    return pairs;
  }

  /** The runs whose recipe is known. */
  public List<ComparedRun> withRecipe() {
    return runs.stream().filter(run -> run.recipe().isPresent()).toList();
  }

  /** In what the recipes of {@link #withRecipe} differ; nothing of fewer than two. */
  public List<RecipeDifferences.Difference> differences() {
    List<ComparedRun> known = withRecipe();
    return known.size() < 2
        ? List.of()
        : RecipeDifferences.of(known.stream().map(run -> run.recipe().orElseThrow()).toList());
  }

  /**
   * All of it as one page that opens from disk without any network: UTF-8, under 5 MB. The same
   * runs give the same bytes.
   */
  public byte[] html() {
    ComparePage page = ComparePage.of(this);
    return Html.of(out -> JtecompareGenerated.render(out, null, page));
  }
}
