import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.net.*;
import dev.fovea.train.*;
import dev.fovea.train.optimizer.*;

/** Digits, and the features they are told apart by: ./fovea run examples/Digits1632.java. */
void main(String... args) {
  // The data.
  Dataset train = Mnist.train();
  Dataset test = Mnist.test();

  // The network. What comes out of the flattening are the features.
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
  Network digits = Network.of("digits-16-32", new Shape(1, 28, 28), layers);

  // Cross-entropy and Adam.
  Trainer trainer =
      Trainer.of(digits)
          .optimizer(new Adam(0.001))
          .batch(50)
          .epochs(args.length > 0 ? Integer.parseInt(args[0]) : 5);

  // Train, then test.
  Model model = trainer.fit(train).model();
  IO.println("Test: " + model.evaluate(test));

  // The features of the first test digits: which of the others is the most alike?
  Features features = Features.of(model, "flatten1");
  float[][] points = new float[100][];
  for (int i = 0; i < points.length; i++) {
    points[i] = features.of(test.image(i));
  }
  int alike = 0;
  for (int i = 0; i < points.length; i++) {
    alike += test.label(i) == test.label(nearest(points, i)) ? 1 : 0;
  }
  IO.println(features.shape() + " features; of 100 digits " + alike + " lie beside one of theirs");
}

int nearest(float[][] points, int i) {
  int best = i == 0 ? 1 : 0;
  for (int j = 0; j < points.length; j++) {
    best = j != i && distance(points[i], points[j]) < distance(points[i], points[best]) ? j : best;
  }
  return best;
}

double distance(float[] a, float[] b) {
  double sum = 0;
  for (int i = 0; i < a.length; i++) {
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  }
  return sum;
}
