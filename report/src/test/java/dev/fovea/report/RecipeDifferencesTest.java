package dev.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Shift;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.recipe.About;
import dev.fovea.recipe.Inputs;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.report.RecipeDifferences.Difference;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeDifferencesTest {

  private static final Recipe LENET = Recipes.find("lenet").orElseThrow();

  private static List<Difference> of(Recipe... recipes) {
    return RecipeDifferences.of(List.of(recipes));
  }

  @Test
  void onlyWhatDiffers() {
    Recipe other = LENET.withSeed(7).withPasses(LENET.passes().withEpochs(3));
    assertThat(of(LENET, other))
        .containsExactlyInAnyOrder(
            new Difference("seed", List.of("42", "7")),
            new Difference("passes.epochs", List.of("10", "3")));
    assertThat(of(LENET, LENET)).isEmpty();
    assertThat(of(LENET, LENET, other)).hasSize(2).allMatch(d -> d.values().size() == 3);
  }

  /** A name is no prose, but what is said about a recipe is. */
  @Test
  void proseIsLeftAside() {
    About about = new About("mine", "other words", List.of("a note"));
    Recipe other =
        new Recipe(
            about,
            LENET.network(),
            LENET.data(),
            LENET.inputs(),
            LENET.start(),
            LENET.learning(),
            LENET.passes(),
            LENET.measuring(),
            LENET.seed());
    assertThat(of(LENET, other)).containsExactly(new Difference("name", List.of("lenet", "mine")));
  }

  @Test
  void fieldsOfOneOptimizerOnlyStandBesideTheOthers() {
    Recipe sgd = LENET.withLearning(LENET.learning().withOptimizer(new Sgd(0.01, 0.5)));
    Recipe adam = LENET.withLearning(LENET.learning().withOptimizer(new Adam(0.001)));
    List<Difference> differences = of(sgd, adam);
    assertThat(differences)
        .contains(
            new Difference("learning.optimizer.type", List.of("Sgd", "Adam")),
            new Difference("learning.optimizer.momentum", List.of("0.5", "")),
            new Difference("learning.optimizer.beta1", List.of("", "0.9")))
        .allMatch(d -> d.field().startsWith("learning.optimizer."));
  }

  @Test
  void layersGoByTheirNames() {
    Network small =
        Network.of(
            "small",
            new Shape(1, 28, 28),
            new Conv2d(8, 5),
            new Relu(),
            new Flatten(),
            new Dense(10));
    Network wider =
        Network.of(
            "small",
            new Shape(1, 28, 28),
            new Conv2d(9, 5),
            new Relu(),
            new Flatten(),
            new Dense(10));
    assertThat(of(LENET.withNetwork(small), LENET.withNetwork(wider)))
        .containsExactly(new Difference("network.layers.conv1.outChannels", List.of("8", "9")));
    List<Difference> others = of(LENET, Recipes.find("digits-deep").orElseThrow());
    assertThat(others)
        .contains(
            new Difference(
                "network",
                List.of(
                    "lenet, 10 layers, 21,840 parameters",
                    "digits-deep, 17 layers, 3,304,426 parameters")))
        .noneMatch(d -> d.field().startsWith("network."));
  }

  @Test
  void augmentationsGoByTheirKind() {
    Inputs plain = LENET.inputs();
    Recipe shifted = LENET.withInputs(augmented(plain, new Shift(2)));
    Recipe both = LENET.withInputs(augmented(plain, new Shift(3), Flip.HORIZONTAL));
    assertThat(of(shifted, both))
        .extracting(Difference::field)
        .allMatch(
            field ->
                field.startsWith("inputs.augmentations.Shift.")
                    || field.startsWith("inputs.augmentations.Flip."))
        .hasSizeGreaterThan(2);
    assertThat(of(LENET, shifted))
        .contains(new Difference("inputs.augmentations.Shift.pixels", List.of("", "2")));
  }

  private static Inputs augmented(Inputs inputs, Augmentation... augmentations) {
    return new Inputs(
        inputs.scaling(),
        inputs.invert(),
        List.of(augmentations),
        inputs.outside(),
        inputs.mixup());
  }
}
