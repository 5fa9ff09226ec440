package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Evaluator;
import dev.fovea.model.Features;
import dev.fovea.model.Gradients;
import dev.fovea.model.Model;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feature maps, filters, occlusion and the report of a model, against the model itself. */
class PicturesTest {

  private final Model model = GoldenModels.residual();
  private final byte[] image = GoldenModels.images(model).getFirst();

  @Test
  void featureMapsAreThePlansOwnActivations() {
    for (Node node : model.network().nodes()) {
      FeatureMaps maps = FeatureMaps.of(model, node.name(), image);
      float[] activations = Gradients.of(model, node.name()).of(image, 0).activations();
      float[] joined = new float[activations.length];
      int at = 0;
      for (Grid map : maps.maps()) {
        System.arraycopy(map.values(), 0, joined, at, map.values().length);
        at += map.values().length;
      }
      assertThat(at).isEqualTo(joined.length);
      GoldenFile.close(node.name(), joined, activations, 1e-5);
    }
    assertThat(FeatureMaps.of(model, "conv1", image).maps()).hasSize(8);
    assertThat(FeatureMaps.of(model, "dense1", image).maps())
        .singleElement()
        .satisfies(map -> assertThat(map.width()).isEqualTo(4));
  }

  @Test
  void reportAgreesWithTheEvaluation() {
    Dataset data = randomImages(500);
    Predictions predictions = Predictions.of(model, data, 2);
    ClassReport report = ClassReport.of(predictions);
    Evaluation evaluation;
    try (Evaluator evaluator = new Evaluator(model.network(), 3)) {
      evaluation = evaluator.evaluate(model.parameters(), data, model.scaling());
    }
    assertThat(report.correct()).isEqualTo(evaluation.correct()).isPositive();
    assertThat(report.images()).isEqualTo(500);
    assertThat(report.accuracy().share()).isEqualTo(evaluation.correct() / 500.0);
    for (int n = 0; n < 20; n++) {
      var best = model.predict(data.image(n)).best();
      assertThat(predictions.predicted()[n]).isEqualTo(best.label());
      assertThat(predictions.confidence(n)).isCloseTo(best.probability(), within(1e-4));
    }
  }

  private Dataset randomImages(int count) {
    Shape shape = model.network().input();
    byte[] pixels = new byte[count * shape.size()];
    new Random(3).nextBytes(pixels);
    int[] labels = new Random(4).ints(count, 0, 4).toArray();
    return new Dataset("noise", 3, 12, 12, pixels, labels, model.classes());
  }

  @Test
  void embeddingsAreThoseOfTheLayersRows() {
    Dataset data = randomImages(60);
    Embedding.Points points = Embedding.Points.layer(model, "mean1", data, 2);
    assertThat(points.points().rows()).isEqualTo(60);
    assertThat(points.points().columns()).isEqualTo(12);
    Features features = Features.of(model, "mean1");
    float[] own = Arrays.copyOfRange(points.points().values(), 7 * 12, 8 * 12);
    GoldenFile.close("mean1", own, features.of(data.image(7)), 1e-5);
    Embedding pca = points.pca(2);
    Matrix expected = Pca.of(points.points(), 2, 1).project(points.points());
    assertThat(pca.places().values()).containsExactly(expected.values());
    assertThat(pca.of()).isEqualTo("mean1");
    assertThat(pca.labels()).containsExactly(data.labels());
    assertThat(pca.x(3)).isEqualTo(expected.values()[6]);
    assertThat(pca.y(3)).isEqualTo(expected.values()[7]);
    Tsne tsne = Tsne.DEFAULT.withPerplexity(5).withIterations(20);
    Embedding.Points pixels = Embedding.Points.pixels(data);
    assertThat(pixels.points().values()[0]).isEqualTo((data.pixels()[0] & 0xff) / 255f);
    assertThat(pixels.tsne(tsne, 2).places().values())
        .containsExactly(tsne.of(pixels.points(), 1).values());
  }

  @Test
  void filtersAreTheWeights() {
    Filters filters = Filters.of(model, "conv2");
    float[] weights = GoldenModels.FILE.numbers("residual.conv2.weight");
    assertThat(filters.weights()).containsExactly(weights);
    assertThat(filters.count()).isEqualTo(8);
    assertThat(filters.kernel(3, 5).at(2, 1)).isEqualTo(weights[(3 * 8 + 5) * 9 + 7]);
    assertThat(filters.largest()).isEqualTo(0.25f, within(0.01f));
    assertThatThrownBy(() -> Filters.of(model, "bn1"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "layer bn1 of network residual is no convolution: it has conv1, conv2, conv3, conv4");
  }

  /** One patch over one pixel of one place at a time, computed by single predictions. */
  @Test
  void occlusionIsTheFallOfTheProbability() {
    Grid map = new Occlusion(3, 3).of(model, image, 2, 2);
    byte[] hidden = image.clone();
    for (int c = 0; c < 3; c++) {
      int sum = 0;
      for (int i = 0; i < 144; i++) {
        sum += image[c * 144 + i] & 0xff;
      }
      for (int row = 3; row < 6; row++) {
        for (int column = 6; column < 9; column++) {
          hidden[c * 144 + row * 12 + column] = (byte) Math.round(sum / 144.0);
        }
      }
    }
    double fall = probability(image) - probability(hidden);
    assertThat(fall).isNotZero();
    for (int[] place : List.of(new int[] {3, 6}, new int[] {5, 8}, new int[] {4, 7})) {
      assertThat((double) map.at(place[0], place[1])).isCloseTo(fall, within(1e-5));
    }
    // The last patch ends at the edge and lies over the one before it: the mean of both.
    assertThat(new Occlusion(5, 5).of(model, image, 2, 1).values()).hasSize(144);
    assertThatThrownBy(() -> new Occlusion(13, 1).of(model, image, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a patch of 13 x 13 pixels is larger than an image of 3 x 12 x 12");
    assertThatThrownBy(() -> new Occlusion(2, 3)).isInstanceOf(InputException.class);
  }

  private double probability(byte[] image) {
    return model.predict(image).ranked().stream()
        .filter(guess -> guess.label() == 2)
        .findFirst()
        .orElseThrow()
        .probability();
  }

  @Test
  void fixedFiltersSeeEdges() {
    float[] values = new float[36]; // dark above, bright below, from row 3 on
    for (int i = 18; i < 36; i++) {
      values[i] = 1;
    }
    Grid step = new Grid(6, 6, values);
    Grid edges = FixedFilters.HORIZONTAL_EDGES.apply(step);
    Grid sobel = FixedFilters.SOBEL.apply(step);
    Grid blur = FixedFilters.BLUR.apply(step);
    for (int row = 0; row < 6; row++) {
      boolean edge = row == 2 || row == 3;
      assertThat(edges.at(row, 4)).isEqualTo(edge ? -3 : 0);
      assertThat(sobel.at(row, 0)).isEqualTo(edge ? 4 : 0);
      assertThat(FixedFilters.VERTICAL_EDGES.apply(step).at(row, 2)).isZero();
      double mean = row < 2 ? 0 : row == 2 ? 1 / 3.0 : row == 3 ? 2 / 3.0 : 1;
      assertThat((double) blur.at(row, 5)).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void gridsAreResizedAsByPyTorch() {
    // interpolate(tensor([[1., 2.], [3., 5.]]), size=(4, 3), mode="bilinear")
    Grid grid = new Grid(2, 2, new float[] {1, 2, 3, 5}).resized(4, 3);
    float[] expected = {1, 1.5f, 2, 1.5f, 2.125f, 2.75f, 2.5f, 3.375f, 4.25f, 3, 4, 5};
    assertThat(grid.values()).containsExactly(expected, within(1e-6f));
    assertThat(grid.stretched().values()[0]).isZero();
    assertThat(grid.stretched().largest()).isEqualTo(1);
    assertThat(new Grid(1, 2, new float[] {3, 3}).stretched().values()).containsExactly(0, 0);
  }

  @Test
  void brightnessIsTheMeanOfTheChannels() {
    byte[] pixels = {(byte) 255, 0, 0, (byte) 255, (byte) 255, 0};
    assertThat(Grid.brightness(new Shape(3, 1, 2), pixels).values())
        .containsExactly(new float[] {2 / 3f, 1 / 3f}, within(1e-6f));
  }
}
