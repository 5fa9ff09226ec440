import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.net.*;
import dev.fovea.sources.*;
import dev.fovea.train.*;
import dev.fovea.train.optimizer.*;

/** A network learns to tell drawings apart: {@code ./fovea run examples/Doodle.java}. */
void main(String... args) {
  // Ten classes of Quick, Draw!, or a folder with an npy file for each; a part is kept for test.
  Split drawings = Sources.load(args.length > 0 ? args[0] : "quickdraw");
  IO.println(drawings.training().size() + " drawings of " + drawings.training().classes());

  // The network. It ends in the logarithms of the probabilities,
  Layer[] layers = {
    new Conv2d(24, 5),
    new Relu(),
    new MaxPool2d(2),
    new Conv2d(24, 5),
    new Relu(),
    new MaxPool2d(2),
    new Flatten(),
    new Dense(50),
    new Relu(),
    new Dense(drawings.training().classes().size()),
    new LogSoftmax()
  };
  Network doodle = Network.of("doodle", new Shape(1, 28, 28), layers);

  // so that the loss is the negative log-likelihood.
  Trainer trainer =
      Trainer.of(doodle)
          .loss(new NegativeLogLikelihood())
          .optimizer(new Sgd(0.03, 0.9))
          .batch(64)
          .epochs(args.length > 1 ? Integer.parseInt(args[1]) : 10);

  // Train.
  Model model =
      trainer
          .listener(TrainingListener.onEpoch(e -> IO.println(e.epoch() + ": " + e.trainLoss())))
          .fit(drawings.training())
          .model();

  // Test, once.
  IO.println("Test: " + model.evaluate(drawings.test()));

  // Use it.
  Prediction drawing = model.predict(drawings.test().image(0));
  drawing.top(3).forEach(g -> IO.println("%4.1f %% %s".formatted(100 * g.probability(), g.name())));
}
