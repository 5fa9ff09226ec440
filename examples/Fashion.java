import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.net.*;
import dev.fovea.sources.*;
import dev.fovea.train.*;
import dev.fovea.train.optimizer.*;

/** A network learns to tell clothes apart: {@code ./fovea run examples/Fashion.java}. */
void main(String... args) {
  // The data.
  Split clothes = Sources.load(args.length > 0 ? args[0] : "fashion-mnist");
  Dataset test = clothes.test();

  // The network: padding keeps the size, pooling halves it.
  Layer[] layers = {
    new Conv2d(16, 5).withPadding(2),
    new Relu(),
    new MaxPool2d(2),
    new Conv2d(32, 5).withPadding(2),
    new Relu(),
    new MaxPool2d(2),
    new Flatten(),
    new Dense(10)
  };
  Network fashion = Network.of("fashion", new Shape(1, 28, 28), layers);

  // Cross-entropy and plain gradient descent.
  Trainer trainer =
      Trainer.of(fashion)
          .optimizer(new Sgd(0.1))
          .batch(100)
          .epochs(args.length > 1 ? Integer.parseInt(args[1]) : 6);

  // Train; cost and accuracy after each epoch, to be drawn.
  TrainingResult result = trainer.test(test).fit(clothes.training());
  for (EpochResult e : result.history()) {
    IO.println("epoch %d: cost %.4f, test %s".formatted(e.epoch(), e.trainLoss(), e.test().get()));
  }

  // What it takes for something else.
  Model model = result.model();
  int shown = 0;
  for (int i = 0; i < test.size() && shown < 5; i++) {
    Prediction seen = model.predict(test.image(i));
    if (seen.best().label() != test.label(i)) {
      String truth = test.classes().get(test.label(i));
      IO.println("test image %d is a %s, taken for a %s".formatted(i, truth, seen.best().name()));
      shown++;
    }
  }
}
