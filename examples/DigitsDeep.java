import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.net.*;
import dev.fovea.sources.*;
import dev.fovea.train.*;
import dev.fovea.train.initializer.*;
import dev.fovea.train.optimizer.*;
import java.nio.file.*;
import java.util.*;

/** Kaggle's digit recognizer: {@code ./fovea run examples/DigitsDeep.java train.csv test.csv}. */
void main(String... args) throws Exception {
  if (args.length < 2) {
    IO.println("Give Kaggle's train.csv and test.csv.");
    return;
  }
  // The data: a label and 784 pixels in each row, and rows without a label.
  Dataset train = Sources.read(args[0]).training().labelled();
  Images unknown = Sources.read(args[1]).training();

  // The network.
  Layer[] layers = {
    new Conv2d(32, 5).withPadding(Padding.SAME),
    new Relu(),
    new Conv2d(32, 5).withPadding(Padding.SAME),
    new Relu(),
    new MaxPool2d(2),
    new Dropout(0.25),
    new Conv2d(64, 3).withPadding(Padding.SAME),
    new Relu(),
    new Conv2d(64, 3).withPadding(Padding.SAME),
    new Relu(),
    new MaxPool2d(2),
    new Dropout(0.25),
    new Flatten(),
    new Dense(1024),
    new Relu(),
    new Dropout(0.5),
    new Dense(10)
  };
  Network deep = Network.of("digits-deep", new Shape(1, 28, 28), layers);

  // First weights and Adam as Keras has them.
  Trainer trainer =
      Trainer.of(deep)
          .initializers(Initializers.KERAS)
          .optimizer(new Adam(0.001, 0.9, 0.999, 1e-7))
          .batch(32)
          .epochs(args.length > 2 ? Integer.parseInt(args[2]) : 25);

  // Train.
  Model model =
      trainer
          .listener(TrainingListener.onEpoch(e -> IO.println(e.epoch() + ": " + e.trainAccuracy())))
          .fit(train)
          .model();

  // The submission.
  List<String> rows = new ArrayList<>(List.of("ImageId,Label"));
  for (int i = 0; i < unknown.size(); i++) {
    rows.add((i + 1) + "," + model.predict(unknown.image(i)).best().name());
  }
  Files.write(Path.of("submission.csv"), rows);
}
