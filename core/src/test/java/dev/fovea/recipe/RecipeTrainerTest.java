package dev.fovea.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.Shift;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.Metric;
import dev.fovea.train.Sampling;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingResult;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.schedule.OneCycle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training that is made of a recipe is the one that it says. */
class RecipeTrainerTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 120);
  private static final Network NETWORK =
      Network.of(
          "small", new Shape(1, 28, 28), new Flatten(), new Dense(32), new Relu(), new Dense(10));

  @TempDir private Path folder;

  private static Recipe recipe() {
    return Recipes.usual(NETWORK)
        .withPasses(new Passes(2, 16, 2, Sampling.balanced(), OptionalInt.of(64)))
        .withInputs(
            new Inputs(
                new PixelScaling.OfData(), true, List.of(new Shift(2)), Optional.empty(), 0.3))
        .withLearning(
            new Learning(
                new AdamW(0.01),
                new OneCycle(),
                Optional.of(new CrossEntropy(0.1)),
                OptionalDouble.of(1),
                OptionalDouble.of(0.9)))
        .withStart(
            Start.USUAL.withInitializers(Initializers.of(new Initializer.He()).withZeroBias()))
        .withMeasuring(new Measuring(0.25, Metric.ACCURACY, 2, 0.01, false))
        .withSeed(7);
  }

  @Test
  void eachSettingArrives() {
    TrainingResult made = recipe().trainer(DIGITS).fit(DIGITS);
    TrainingResult said =
        Trainer.of(NETWORK)
            .optimizer(new AdamW(0.01))
            .schedule(new OneCycle())
            .loss(new CrossEntropy(0.1))
            .clipNorm(1)
            .average(0.9)
            .initializers(Initializers.of(new Initializer.He()).withZeroBias())
            .scaling(Scaling.of(DIGITS).inverted())
            .augment(List.of(new Shift(2)), Outside.BLACK)
            .mixup(0.3)
            .epochs(2)
            .batch(16)
            .accumulate(2)
            .sampling(Sampling.balanced())
            .validation(0.25)
            .chooseBy(Metric.ACCURACY)
            .patience(2, 0.01)
            .seed(7)
            .fit(DIGITS);
    assertThat(made.best().parameters()).isEqualTo(said.best().parameters());
    assertThat(made.best().scaling()).isEqualTo(said.best().scaling());
    assertThat(made.history())
        .map(epoch -> epoch.trainLoss())
        .isEqualTo(said.history().stream().map(epoch -> epoch.trainLoss()).toList());
    assertThat(made.bestEpoch()).isEqualTo(said.bestEpoch());
  }

  /** A change of any one setting changes the model: none is lost on the way. */
  @Test
  void eachSettingMatters() {
    Recipe whole = recipe();
    float[] usual = parameters(whole);
    Learning learning = whole.learning();
    Passes passes = whole.passes();
    for (Recipe other :
        List.of(
            whole.withSeed(8),
            whole.withInputs(Inputs.PLAIN),
            whole.withInputs(whole.inputs().withScaling(new PixelScaling.OfImage())),
            whole.withStart(Start.USUAL),
            whole.withLearning(learning.withOptimizer(new AdamW(0.02))),
            whole.withLearning(learning.withLoss(new CrossEntropy())),
            whole.withLearning(
                new Learning(
                    learning.optimizer(),
                    learning.schedule(),
                    learning.loss(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty())),
            whole.withPasses(passes.withEpochs(1)),
            whole.withPasses(new Passes(2, 16, 1, Sampling.shuffled(), OptionalInt.empty())),
            whole.withMeasuring(Measuring.USUAL))) {
      assertThat(parameters(other)).isNotEqualTo(usual);
    }
  }

  private static float[] parameters(Recipe recipe) {
    return recipe.trainer(DIGITS).fit(DIGITS).best().parameters();
  }

  @Test
  void theFittedRecipeGivesTheSameModel() {
    Recipe fitted = recipe().fittedTo(DIGITS);
    assertThat(fitted.inputs().outside()).contains(Outside.BLACK);
    assertThat(fitted.learning().loss()).contains(new CrossEntropy(0.1));
    assertThat(fitted.fittedTo(DIGITS)).isEqualTo(fitted);
    assertThat(parameters(fitted)).isEqualTo(parameters(recipe()));
  }

  @Test
  void theNetworkIsFittedToTheImages() {
    Dataset few =
        new Dataset("few", 3, 32, 32, new byte[4 * 3 * 32 * 32], new int[4], List.of("a", "b"));
    Recipe fitted = Recipes.usual(Zoo.lenet()).fittedTo(few);
    assertThat(fitted.network().input()).isEqualTo(new Shape(3, 32, 32));
    assertThat(fitted.network().output().size()).isEqualTo(2);
    assertThat(fitted.inputs().outside()).contains(Outside.NEAREST);
    assertThat(fitted.learning().loss()).contains(new CrossEntropy());
  }

  @Test
  void scalingByTheDataNeedsTheData() {
    assertThatThrownBy(() -> recipe().trainer())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("make the training with the images");
  }

  @Test
  void aModelToBeginFromIsTheOneThatWasMeant() {
    Path file = folder.resolve("model.safetensors");
    Model model = recipe().trainer(DIGITS).fit(DIGITS).best();
    ModelFile.write(model, file);
    Start start =
        new Start(
            Initializers.DEFAULT,
            Optional.of(ModelChoice.of(folder.toString())),
            List.of(),
            List.of("dense1"));
    Recipe from = recipe().withStart(start).fittedTo(DIGITS);
    String sum = from.start().model().orElseThrow().sha256().orElseThrow();
    assertThat(sum).matches("[0-9a-f]{64}");
    float[] tuned = parameters(from);
    assertThat(tuned).isNotEqualTo(model.parameters());
    int frozen = 784 * 12 + 12;
    for (int i = 0; i < frozen; i++) {
      assertThat(tuned[i]).isEqualTo(model.parameters()[i]);
    }
    ModelFile.write(recipe().withSeed(9).trainer(DIGITS).fit(DIGITS).best(), file);
    assertThatThrownBy(() -> from.trainer(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has changed since the recipe was written")
        .hasMessageContaining(sum);
  }
}
