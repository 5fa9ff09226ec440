package dev.fovea.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import dev.fovea.model.Json;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.Metric;
import dev.fovea.train.Sampling;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializer.Spread;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.WeightDecay;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Cosine;
import dev.fovea.train.schedule.CosineRestarts;
import dev.fovea.train.schedule.Exponential;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written can be read and is the same again, and what is left out has its default. */
class RecipeJsonTest {

  private static final Recipe PLAIN = Recipes.usual(Zoo.lenet());

  private static void assertKept(Recipe recipe) {
    String text = RecipeJson.write(recipe).indented();
    assertThat(RecipeJson.read("it", Json.parse(text))).isEqualTo(recipe);
  }

  static Stream<Optimizer> optimizers() {
    WeightDecay some = WeightDecay.ofWeights(0.02);
    AdamW others = new AdamW(0.004).withWeightDecay(0.3);
    return Stream.of(
        new Sgd(0.2, 0.7, true, some),
        new Adam(0.02, 0.8, 0.98, 1e-5, some),
        new AdamW(0.02, 0.8, 0.98, 1e-5, some),
        new RmsProp(0.02, 0.8, 1e-5, 0.6, true, some),
        new Muon(0.03, 0.8, false, 0.05, others));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void eachOptimizer(Optimizer optimizer) {
    assertKept(PLAIN.withLearning(PLAIN.learning().withOptimizer(optimizer)));
  }

  static Stream<Schedule> schedules() {
    return Stream.of(
        new Constant(),
        new StepDecay(3, 0.2),
        new Exponential(0.9),
        new Cosine(0.01),
        new CosineRestarts(3, 2, 0.01),
        new OneCycle(0.5, 0.25, 10, 1000),
        new ReduceOnPlateau(0.3, 4, 0.01, 0.001),
        new WarmUp(100, WarmUp.Unit.STEPS, 0.1, new OneCycle()),
        WarmUp.epochs(0.5, new StepDecay(2)));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void eachSchedule(Schedule schedule) {
    assertKept(
        PLAIN.withLearning(
            new Learning(
                new Sgd(0.1),
                schedule,
                Optional.empty(),
                OptionalDouble.of(2.5),
                OptionalDouble.of(0.99))));
  }

  static Stream<Loss> losses() {
    return Stream.of(
        new CrossEntropy(0.1, List.of(1.0, 2.5)),
        new NegativeLogLikelihood(List.of(0.5, 1.0)),
        new MeanSquaredError());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void eachLoss(Loss loss) {
    assertKept(PLAIN.withLearning(PLAIN.learning().withLoss(loss)));
  }

  static Stream<PixelScaling> scalings() {
    return Stream.of(
        new PixelScaling.Unit(),
        new PixelScaling.Fixed(List.of(0.1, 0.2, 0.3), List.of(0.4, 0.5, 0.6)),
        new PixelScaling.OfData(),
        new PixelScaling.OfImage(),
        new PixelScaling.OfModel());
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void eachScalingAndAllAugmentations(PixelScaling scaling) {
    List<Augmentation> all =
        List.of(
            new Shift(2),
            new Rotate(10),
            new Scale(0.9, 1.2),
            new Shear(5),
            new Flip(0.3, 0.2),
            new RandomCrop(3),
            new Elastic(30, 4),
            new Erase(0.5, 0.03, 0.3),
            new Brightness(0.2),
            new Contrast(0.3));
    assertKept(
        PLAIN.withInputs(new Inputs(scaling, true, all, Optional.of(Outside.NEAREST), 0.25)));
  }

  @Test
  void whatATrainingBeginsWith() {
    Initializers initializers =
        new Initializers(
            new Initializer.He(Spread.UNIFORM),
            Map.of(
                "conv1", new Initializer.Glorot(Spread.NORMAL),
                "conv2", new Initializer.Normal(0.01),
                "dense1", new Initializer.Zeros(),
                "dense2", new Initializer.FanIn()),
            true);
    ModelChoice model = new ModelChoice("runs/a", Optional.of("0123456789abcdef".repeat(4)));
    assertKept(
        PLAIN.withStart(
            new Start(initializers, Optional.of(model), List.of("dense2"), List.of("conv1"))));
  }

  @Test
  void passesDataAndMeasures() {
    Recipe recipe =
        PLAIN
            .withPasses(new Passes(3, 17, 2, Sampling.byClass(1, 2, 0.5), OptionalInt.of(10_000)))
            .withMeasuring(new Measuring(0.1, Metric.ACCURACY, 4, 0.001, true))
            .withData(
                new DataChoice(
                    "quickdraw",
                    true,
                    0.3,
                    Long.MIN_VALUE,
                    OptionalInt.of(32),
                    DataChoice.Fit.PAD,
                    DataChoice.Resize.BILINEAR,
                    OptionalInt.of(3),
                    true,
                    List.of("cloud", "sun"),
                    OptionalInt.of(200)))
            .withSeed(Long.MAX_VALUE);
    assertKept(recipe);
    assertKept(
        new Recipe(
            new About("mine", "what it is", List.of("One.", "Two.")),
            Zoo.resnet18For32(),
            recipe.data(),
            recipe.inputs(),
            recipe.start(),
            recipe.learning(),
            recipe.passes(),
            recipe.measuring(),
            -1));
  }

  @Test
  void aNetworkIsEnough() {
    Recipe read = RecipeJson.read("it", Json.parse("{\"network\": \"lenet\"}"));
    assertThat(read)
        .isEqualTo(
            new Recipe(
                new About("lenet", "", List.of()),
                Zoo.lenet(),
                DataChoice.MNIST,
                Inputs.PLAIN,
                Start.USUAL,
                Learning.USUAL,
                Passes.USUAL,
                Measuring.USUAL,
                42));
  }

  @Test
  void shortAndLongAreTheSame() {
    Recipe brief =
        RecipeJson.read(
            "it",
            Json.parse(
                """
                {
                  "network": "fashion",
                  "data": "photos",
                  "inputs": {"scaling": "data", "augmentations": ["shift:2", "flip"]},
                  "start": {"initializers": "he", "model": "runs/a"},
                  "learning": {
                    "optimizer": "sgd:0.1,0.9,weightDecay=1e-4",
                    "schedule": "warm-up:2,start=0.1,cosine:0.01",
                    "loss": "cross-entropy:smoothing=0.1"
                  },
                  "passes": {"sampling": "by-class"}
                }
                """));
    Recipe full =
        RecipeJson.read(
            "it",
            Json.parse(
                """
                {
                  "network": "fashion",
                  "data": {"source": "photos", "size": null, "classes": null},
                  "inputs": {
                    "scaling": {"type": "OfData"},
                    "augmentations": [
                      {"type": "Shift", "pixels": 2}, {"type": "Flip", "horizontal": 0.5, "vertical": 0}
                    ]
                  },
                  "start": {
                    "initializers": {"weights": {"type": "He"}, "zeroBias": false},
                    "model": {"file": "runs/a", "sha256": null}
                  },
                  "learning": {
                    "optimizer": {
                      "type": "Sgd", "learningRate": 0.1, "momentum": 0.9, "weightDecay": {"rate": 1e-4}
                    },
                    "schedule": {
                      "type": "WarmUp", "length": 2, "unit": "epochs", "start": 0.1,
                      "then": {"type": "Cosine", "minimum": 0.01}
                    },
                    "loss": {"type": "CrossEntropy", "labelSmoothing": 0.1}
                  },
                  "passes": {"sampling": {"type": "ByClass", "weights": []}}
                }
                """));
    assertThat(brief).isEqualTo(full);
    assertThat(brief.learning().optimizer()).isEqualTo(new Sgd(0.1, 0.9).withWeightDecay(1e-4));
    assertThat(brief.learning().schedule()).isEqualTo(WarmUp.epochs(2, new Cosine(0.01)).from(0.1));
    assertThat(brief.passes().sampling()).isEqualTo(Sampling.balanced());
  }

  /** A model has a scaling of its own. */
  @Test
  void aModelToBeginFromBringsItsScaling() {
    Recipe from =
        RecipeJson.read(
            "it",
            Json.parse("{\"network\": \"lenet\", \"start\": {\"model\": \"a.safetensors\"}}"));
    assertThat(from.inputs().scaling()).isEqualTo(new PixelScaling.OfModel());
  }
}
