package dev.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.History;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import dev.fovea.train.optimizer.Adam;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report of a small network after two passes over 2,000 digits. */
class ReportTest {

  private static final ReportOptions SMALL = new ReportOptions(200, 12, 2);

  private static TrainingResult result;
  private static Dataset test;
  private static String page;

  @BeforeAll
  static void train() {
    test = Mnist.test().slice(0, 600);
    result = trainer(small(new Shape(1, 28, 28), 10)).epochs(2).fit(Mnist.train().slice(0, 2000));
    page = page(subject("digits", result.best(), test, Optional.of(result)), SMALL);
  }

  private static Network small(Shape input, int classes) {
    return Network.of(
        "small",
        input,
        new Conv2d(6, 5),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(classes));
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network)
        .scaling(Scaling.UNIT)
        .optimizer(new Adam(0.003))
        .batch(50)
        .epochs(1)
        .seed(1);
  }

  private static Subject subject(
      String title, Model model, Dataset images, Optional<TrainingResult> result) {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("Made with", "a test");
    Optional<Recipe> recipe = result.flatMap(_ -> Recipes.find("lenet"));
    return new Subject(
        title,
        model,
        images,
        n -> "image " + n,
        result.map(r -> History.of(r.history())),
        recipe,
        facts);
  }

  private static String page(Subject subject, ReportOptions options) {
    return new String(Report.html(subject, options), StandardCharsets.UTF_8);
  }

  private static Model fitted(Network network, Dataset data) {
    return trainer(network).fit(data).model();
  }

  @Test
  void saysWhatEvaluationSays() {
    Evaluation evaluation = result.best().evaluate(test);
    String score = Pages.section(page, "score");
    assertThat(score)
        .contains(Texts.percent(evaluation.accuracy()))
        .contains(">" + evaluation.correct() + "<")
        .contains(Texts.loss(evaluation.loss()));
    assertThat(Pages.section(page, "gallery"))
        .contains("of " + (evaluation.total() - evaluation.correct()) + ".");
  }

  @Test
  void answersInTheOrderOfTheQuestions() {
    List<String> parts =
        List.of("score", "course", "confusion", "gallery", "sight", "places", "trust", "facts");
    List<Integer> places =
        parts.stream().map(id -> page.indexOf("class=\"card\" id=\"" + id)).toList();
    assertThat(places).isSorted().allMatch(at -> at > 0);
    assertThat(page).contains("href=\"#trust\"");
  }

  @Test
  void needsNothingFromOutside() {
    assertThat(Pages.outside(page)).isEmpty();
    assertThat(page).contains("Chart.js v4").doesNotContain("sourceMappingURL");
    assertThat(page.length()).isLessThan(5_000_000);
  }

  @Test
  void hasACurvePointForEachEpoch() {
    Json course = Pages.data(page, "course-data");
    assertThat(Pages.get(course, "epochs").compact()).isEqualTo("[1,2]");
    assertThat(Pages.section(page, "course"))
        .contains(Texts.loss(result.history().getLast().trainLoss()));
  }

  @Test
  void countsEachCellOfTheConfusion() {
    // Nine digits in ten come out on the diagonal: the sum of all cells is the number of images.
    String matrix = page.substring(page.indexOf("<table class=\"confusion\">"));
    matrix = matrix.substring(0, matrix.indexOf("</table>"));
    int sum = 0;
    for (String cell : matrix.split("</td>", -1)) {
      String digits = cell.substring(cell.lastIndexOf('>') + 1).strip();
      sum += digits.matches("[0-9]+") ? Integer.parseInt(digits) : 0;
    }
    assertThat(sum).isEqualTo(600);
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() {
    Subject subject = subject("digits", result.best(), test, Optional.of(result));
    assertThat(page(subject, SMALL.withThreads(1))).isEqualTo(page);
  }

  @Test
  void showsNamesAsText() {
    String evil = "</script><img src=x onerror=alert(1)>&\"'";
    List<String> names = List.of(evil, "<b>one</b>", "2", "3", "4", "5", "6", "7", "8", "9");
    Dataset digits = Mnist.train().slice(0, 200);
    Dataset named = new Dataset("<i>data</i>", 1, 28, 28, digits.pixels(), digits.labels(), names);
    Model model = fitted(small(new Shape(1, 28, 28), 10), named);
    Subject subject = subject("<u>run</u>", model, named, Optional.empty());
    String html = page(subject, SMALL.withPoints(50));
    assertThat(html)
        .doesNotContain("<img src=x")
        .doesNotContain("<b>one")
        .doesNotContain("<u>run")
        .doesNotContain("<i>data")
        .contains("&lt;u&gt;run");
    Json classes = Pages.get(Pages.data(html, "places-data"), "classes");
    assertThat(((Json.Arr) classes).items().getFirst()).isEqualTo(Json.of(evil));
  }

  @Test
  void leavesOutWhatAModelWithoutHistoryDoesNotHave() {
    String html = page(subject("m", result.best(), test, Optional.empty()), SMALL.withPoints(0));
    assertThat(html)
        .doesNotContain("id=\"course\"")
        .doesNotContain("id=\"places\"")
        .doesNotContain("href=\"#course\"");
  }

  @Test
  void hasNothingToShowWhereNothingIsWrong() {
    int[] right =
        IntStream.range(0, test.size())
            .filter(
                n ->
                    result.best().predict(test.image(n)).ranked().getFirst().label()
                        == test.label(n))
            .limit(4)
            .toArray();
    String html = page(subject("few", result.best(), test.pick(right), Optional.empty()), SMALL);
    assertThat(html).contains("every test image was told right").doesNotContain("<dialog");
  }

  @Test
  void drawsManyClassesAsAPicture() {
    int classes = 45;
    byte[] pixels = new byte[classes * 2 * 3 * 12 * 12];
    int[] labels = new int[classes * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 >> 3);
    }
    for (int n = 0; n < labels.length; n++) {
      labels[n] = n % classes;
    }
    List<String> names = IntStream.range(0, classes).mapToObj(n -> "class " + n).toList();
    Dataset colours = new Dataset("colours", 3, 12, 12, pixels, labels, names);
    Model model = fitted(small(new Shape(3, 12, 12), classes), colours);
    String html = page(subject("many", model, colours, Optional.empty()), SMALL);
    assertThat(html).contains("Confusion matrix of 45 classes as a picture");
    assertThat(html).doesNotContain("table class=\"confusion\"").contains("image/jpeg");
  }

  @Test
  void worksWithoutConvolutions() {
    Network dense = Network.of("dense", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    Dataset digits = Mnist.train().slice(0, 300);
    String html = page(subject("dense", fitted(dense, digits), digits, Optional.empty()), SMALL);
    assertThat(Pages.section(html, "sight")).doesNotContain("<img");
    assertThat(html).contains("The pixels that").doesNotContain("Grad-CAM)");
  }
}
