package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.model.Model;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/** Networks with batch normalisation from their first epoch to what they predict. */
class BatchNormTrainingTest {

  private static final Network NETWORK =
      Network.of(
          "normal",
          new Shape(1, 28, 28),
          new Conv2d(8, 3).withPadding(1).withoutBias(),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Dense(24).withoutBias(),
          new BatchNorm2d(),
          new Relu(),
          new Dense(10));

  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(0.05, 0.9)).batch(50).epochs(2).seed(1);
  }

  /** Predictions rest on the running numbers: were they wrong, nearly all would be. */
  @Test
  void predictsAsWellAsItTrained() {
    Dataset digits = Mnist.train().slice(0, 4_000);
    TrainingResult result = trainer().fit(digits);
    double trained = result.history().getLast().trainAccuracy();
    Model model = result.model();
    assertThat(trained).isGreaterThan(0.9);
    assertThat(model.evaluate(digits).accuracy()).isCloseTo(trained, within(0.06));
    assertThat(model.evaluate(Mnist.test().slice(0, 1_000)).accuracy()).isGreaterThan(0.88);
  }

  @Test
  void aLastBatchOfOneIsRefusedAtOnce() {
    assertThatThrownBy(() -> trainer().fit(Mnist.train().slice(0, 101)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "network normal, layer norm2 (BatchNorm2d) needs 2 images or more in each batch, but of"
                + " 101 images in batches of 50 the last has 1: choose another size of batches");
  }
}
