package dev.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.inspect.McNemar;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.History;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network of one layer, trained twice on a few digits. */
class ComparisonTest {

  private static final Recipe LENET = Recipes.find("lenet").orElseThrow();

  private static Dataset training;
  private static Dataset test;
  private static ComparedRun first;
  private static ComparedRun second;

  @BeforeAll
  static void train() {
    training = Mnist.train().slice(0, 1000);
    test = Mnist.test().slice(0, 500);
    first = run("first", training, test, 3, LENET);
    second = run("<b>second</b>", training, test, 1, LENET.withSeed(7));
  }

  private static ComparedRun run(
      String name, Dataset training, Dataset test, int epochs, Recipe recipe) {
    Network network =
        Network.of(
            "line", new Shape(1, 28, 28), new Flatten(), new Dense(training.classes().size()));
    TrainingResult result =
        Trainer.of(network)
            .scaling(Scaling.UNIT)
            .epochs(epochs)
            .seed(recipe.seed())
            .validation(0.1)
            .fit(training);
    return ComparedRun.of(
        name,
        result.best(),
        Optional.of(recipe),
        Optional.of(History.of(result.history())),
        test,
        2);
  }

  private static Comparison comparison(ComparedRun... runs) {
    return new Comparison(List.of(runs), test, n -> "image " + n);
  }

  private static String html(Comparison comparison) {
    return new String(comparison.html(), StandardCharsets.UTF_8);
  }

  private static List<String> figure(Comparison comparison, String name) {
    return comparison.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void figuresAreThoseOfEval() {
    Comparison comparison = comparison(first, second);
    Evaluation evaluation = first.model().evaluate(test);
    assertThat(figure(comparison, "test accuracy").getFirst())
        .isEqualTo(Texts.percent(evaluation.accuracy()));
    assertThat(first.predictions().correct()).isEqualTo(evaluation.correct());
    assertThat(figure(comparison, "test loss").getFirst()).isEqualTo(Texts.loss(evaluation.loss()));
    assertThat(figure(comparison, "parameters")).containsExactly("7,850", "7,850");
    assertThat(figure(comparison, "epochs")).containsExactly("3", "1");
  }

  @Test
  void aModelWithoutARunHasNoEpochs() {
    ComparedRun file =
        ComparedRun.of("file", first.model(), Optional.empty(), Optional.empty(), test, 2);
    Comparison comparison = comparison(file, second);
    assertThat(figure(comparison, "epochs")).containsExactly("", "1");
    assertThat(figure(comparison, "images a second").getFirst()).isEmpty();
    assertThat(comparison.differences()).isEmpty();
    assertThat(html(comparison)).contains("Fewer than two of them tell their recipe");
    assertThat(html(comparison(file, file))).doesNotContain("id=\"course\"", "href=\"#course\"");
  }

  @Test
  void eachTwoOfThemAreTested() {
    Comparison three = comparison(first, second, first);
    assertThat(three.pairs()).hasSize(3);
    assertThat(three.pairs().getFirst().test())
        .isEqualTo(McNemar.of(first.predictions(), second.predictions()));
    assertThat(three.pairs().get(1).words())
        .isEqualTo("first and first are right on exactly the same images.");
  }

  @Test
  void thePageHasCurvesTableDifferencesAndDisagreements() {
    String html = html(comparison(first, second));
    Json.Obj data = (Json.Obj) Pages.data(html, "compare-data");
    assertThat(data.get("epochs").orElseThrow().compact()).isEqualTo("[1,2,3]");
    assertThat(html)
        .contains("Training loss", "Training accuracy", "Validation loss", "Validation accuracy")
        .doesNotContain("<h3>Test loss");
    assertThat(Pages.section(html, "better"))
        .contains(Texts.percent(first.accuracy().share()), "7,850", "McNemar");
    assertThat(Pages.section(html, "recipes")).contains("seed", "<td class=\"text\">7</td>");
    Predictions one = first.predictions();
    Predictions other = second.predictions();
    long apart =
        IntStream.range(0, test.size())
            .filter(n -> one.predicted()[n] != other.predicted()[n])
            .count();
    String gallery = Pages.section(html, "disagreements");
    assertThat(gallery).contains("On %d of 500 test images".formatted(apart));
    assertThat(gallery.split("<img ", -1)).hasSize((int) Math.min(60, apart) + 1);
    assertThat(Pages.outside(html)).isEmpty();
    assertThat(html(comparison(first, second))).isEqualTo(html);
  }

  @Test
  void namesAreShownAsText() {
    String evil = "</script><img src=x onerror=alert(1)>&\"'";
    List<String> names = List.of(evil, "<b>1</b>", "2", "3", "4", "5", "6", "7", "8", "9");
    Dataset named = new Dataset("<i>digits</i>", 1, 28, 28, test.pixels(), test.labels(), names);
    ComparedRun a = run("<u>a</u>", named, named, 1, LENET);
    ComparedRun b = run("b", named, named, 1, LENET.withSeed(3));
    Comparison comparison = new Comparison(List.of(a, b), named, n -> "<s>" + n + "</s>");
    assertThat(html(comparison))
        .doesNotContain("<img src=x", "<b>1</b>", "<i>digits", "<u>a", "<s>")
        .contains("&lt;u&gt;a&lt;/u&gt;", "&lt;i&gt;digits");
    assertThat(html(comparison(first, second))).doesNotContain("<b>second");
  }

  @Test
  void whatCannotBeComparedIsTold() {
    assertThatThrownBy(() -> comparison(first))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("give two or more");
    ComparedRun fewer = run("fewer", training, Mnist.test().slice(0, 100), 1, LENET);
    assertThatThrownBy(() -> comparison(first, fewer))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("first and fewer have other test images");
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Dataset letters = new Dataset("letters", 1, 28, 28, test.pixels(), test.labels(), names);
    ComparedRun other = run("other", letters, letters, 1, LENET);
    assertThatThrownBy(() -> comparison(first, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tell other classes apart");
  }

  @Test
  void theTestInWords() {
    assertThat(PairText.of("a", "b", McNemar.of(10, 2)))
        .isEqualTo(
            "a is better than b: it alone is right on 10 test images, b alone on 2. If both were equally"
                + " good, chance alone would set them at least so far apart in about 1 of 26 such test"
                + " sets (McNemar's test, p = 0.039).");
    assertThat(PairText.of("a", "b", McNemar.of(2, 10))).startsWith("b is better than a: ");
    assertThat(PairText.of("a", "b", McNemar.of(5, 7)))
        .startsWith(
            "Which of a and b is better cannot be told: a alone is right on 5 test images, b alone on 7.")
        .contains("about 77 of 100 such test sets (McNemar's test, p = 0.77)");
    assertThat(PairText.of("a", "b", McNemar.of(1100, 300)))
        .contains("fewer than 1 of 1,000 such test sets (McNemar's test, p < 0.0001)")
        .contains("right on 1,100 test images, b alone on 300.");
  }
}
