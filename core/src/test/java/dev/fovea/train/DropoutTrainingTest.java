package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.model.Model;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dropout in the loop: new masks in each step, none when the model is measured. */
class DropoutTrainingTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 320);

  /** A rate too small to change anything, so that only the masks are left to differ. */
  private static List<Double> losses(long seed, int batch, int epochs, Layer first) {
    // The same image again and again, so that the order does not matter either.
    byte[] pixels = new byte[64 * DIGITS.imageSize()];
    for (int n = 0; n < 64; n++) {
      System.arraycopy(DIGITS.image(0), 0, pixels, n * DIGITS.imageSize(), DIGITS.imageSize());
    }
    Dataset same = new Dataset("same", 1, 28, 28, pixels, new int[64], DIGITS.classes());
    Network network =
        Network.of("net", new Shape(1, 28, 28), new Flatten(), first, new Dense(30), new Dense(10));
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int number, int batches, double loss) {
            losses.add(loss);
          }
        };
    Trainer.of(network)
        .optimizer(new Sgd(1e-30))
        .batch(batch)
        .epochs(epochs)
        .seed(seed)
        .listener(listener)
        .fit(same);
    return losses;
  }

  @Test
  void eachStepOfEachEpochDropsOthers() {
    assertThat(losses(1, 16, 3, new Dropout(0.5))).hasSize(12).doesNotHaveDuplicates();
    assertThat(losses(1, 16, 3, new Dropout(0)))
        .containsOnly(losses(1, 16, 1, new Dropout(0)).get(0));
    assertThat(losses(1, 1, 1, new Dropout(0.5))).doesNotHaveDuplicates();
  }

  @Test
  void anEpochDropsTheSameWhateverCameBefore() {
    List<Double> three = losses(1, 16, 3, new Dropout(0.5));
    assertThat(losses(1, 16, 2, new Dropout(0.5))).isEqualTo(three.subList(0, 8));
  }

  @Test
  void digitsDeepLearns() {
    TrainingResult result =
        Recipes.find("digits-deep").orElseThrow().trainer().epochs(5).test(DIGITS).fit(DIGITS);
    EpochResult first = result.history().getFirst();
    EpochResult last = result.history().getLast();
    assertThat(last.trainLoss()).isLessThan(0.5 * first.trainLoss());
    // Without masks, on what it was trained on, it does better than in training.
    assertThat(last.test().orElseThrow().loss()).isLessThan(last.trainLoss());
    Model model = result.model();
    assertThat(model.evaluate(DIGITS)).isEqualTo(last.test().orElseThrow());
    assertThat(model.predict(DIGITS.image(0))).isEqualTo(model.predict(DIGITS.image(0)));
  }
}
