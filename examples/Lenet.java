import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.net.*;
import dev.fovea.train.*;
import dev.fovea.train.optimizer.*;

/** A small network learns to read digits. Run it with {@code ./fovea run examples/Lenet.java}. */
void main() {
  // The data.
  Dataset train = Mnist.train();
  Dataset test = Mnist.test();

  // The network.
  Layer[] layers = {
    new Conv2d(10, 5),
    new MaxPool2d(2),
    new Relu(),
    new Conv2d(20, 5),
    new MaxPool2d(2),
    new Relu(),
    new Flatten(),
    new Dense(50),
    new Relu(),
    new Dense(10)
  };
  Network lenet = Network.of("lenet", new Shape(1, 28, 28), layers);

  // The loss is cross-entropy; the optimizer, gradient descent with momentum.
  Trainer trainer =
      Trainer.of(lenet).scaling(Scaling.MNIST).optimizer(new Sgd(0.01, 0.5)).batch(64).seed(42);

  // Train, and test after each epoch.
  Model model =
      trainer
          .epochs(10)
          .test(test)
          .listener(TrainingListener.onEpoch(e -> IO.println(e.epoch() + ": " + e.test().get())))
          .fit(train)
          .model();

  // Use it.
  IO.println("The first test digit is a " + model.predict(test.image(0)).best().name());
  ModelFile.write(model, java.nio.file.Path.of("lenet.safetensors"));
}
