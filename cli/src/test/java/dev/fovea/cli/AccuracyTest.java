package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of accuracies, on a slice of the digits. */
class AccuracyTest {

  @TempDir private Path folder;

  @Test
  void aRunForEachSeed() throws IOException {
    String csv = SmallDigits.csv(folder, 1000).toString();
    Run run = Run.of("accuracy", "digits-16-32", "--data", csv, "--epochs", "2", "--seeds", "1,2");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    Matcher lines =
        Pattern.compile(
                "  seed 1: .* \\[(\\d+)/(\\d+)], [\\d.]+ s\n"
                    + "  seed 2: .* \\[(\\d+)/\\2], [\\d.]+ s\n"
                    + "digits-16-32 +2 +plain +([\\d.]+) % +([\\d.]+) % +- +[\\d.]+ s\n")
            .matcher(run.out());
    assertThat(lines.find()).as(run.out()).isTrue();
    double one = 100.0 * Integer.parseInt(lines.group(1)) / Integer.parseInt(lines.group(2));
    double two = 100.0 * Integer.parseInt(lines.group(3)) / Integer.parseInt(lines.group(2));
    assertThat(lines.group(4)).isEqualTo("%.3f".formatted((one + two) / 2));
    assertThat(lines.group(5)).isEqualTo("%.2f".formatted(Math.min(one, two)));
    assertThat(Math.min(one, two)).isGreaterThan(60);
  }

  /** What is measured is the recipe itself, but for the seed, the epochs and the test data. */
  @Test
  void eachGoalIsOfARecipe() {
    for (AccuracyGoal goal : AccuracyGoal.all()) {
      Recipe recipe = Recipes.find(goal.recipe()).orElseThrow();
      Recipe measured = goal.asMeasured(3);
      assertThat(measured.seed()).isEqualTo(3);
      assertThat(measured.measuring().testEachEpoch()).isFalse();
      assertThat(measured.passes().epochs()).isLessThanOrEqualTo(recipe.passes().epochs());
      assertThat(
              measured
                  .withSeed(recipe.seed())
                  .withMeasuring(recipe.measuring())
                  .withPasses(recipe.passes()))
          .isEqualTo(recipe);
    }
    assertThat(AccuracyGoal.all().stream().map(AccuracyGoal::recipe).distinct())
        .containsExactlyInAnyOrderElementsOf(Recipes.names());
  }
}
