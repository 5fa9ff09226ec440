package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Shift;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Cosine;
import dev.fovea.train.schedule.CosineRestarts;
import dev.fovea.train.schedule.Exponential;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Short trainings that together have every layer, optimizer, schedule and loss. */
final class EveryTraining {

  private static final Shape IMAGE = new Shape(1, 14, 13);
  private static final List<Double> WEIGHTS = List.of(0.5, 1.0, 2.0, 1.5, 0.25);
  private static final int CLASSES = WEIGHTS.size();
  private static final int IMAGES = 90;

  private EveryTraining() {}

  /** Each by a name, ready to fit {@link #images}. */
  static Map<String, Trainer> all() {
    Map<String, Trainer> all = new LinkedHashMap<>();
    all.put(
        "sgd",
        of(17)
            .optimizer(new Sgd(0.02, 0.9).withNesterov().withWeightDecay(1e-3))
            .schedule(new StepDecay(1, 0.5))
            .loss(new CrossEntropy(0.1, WEIGHTS)));
    all.put(
        "adam",
        of(50)
            .optimizer(new Adam(0.002).withWeightDecay(0.01))
            .schedule(new Exponential(0.8))
            .initializers(Initializers.of(new Initializer.He()))
            .average(0.9));
    all.put(
        "adamw",
        of(64)
            .optimizer(new AdamW(0.002))
            .schedule(new Cosine())
            .loss(new CrossEntropy(0.2))
            .mixup(0.3)
            .clipNorm(0.5));
    all.put(
        "rmsprop",
        of(33)
            .optimizer(new RmsProp(0.001).withMomentum(0.5).withCentered())
            .schedule(new CosineRestarts(1))
            .initializers(Initializers.KERAS)
            .loss(new MeanSquaredError())
            .clipNorm(1));
    all.put(
        "muon",
        of(40)
            .optimizer(new Muon(0.01))
            .schedule(new OneCycle())
            .mixup(1)
            .clipNorm(2)
            .average(0.95));
    all.put(
        "log-probabilities",
        of(17, new LogSoftmax())
            .optimizer(new Sgd(0.05, 0.5))
            .schedule(WarmUp.epochs(0.5, new Constant()))
            .loss(new NegativeLogLikelihood(WEIGHTS))
            .freeze("conv2", "norm1"));
    all.put(
        "probabilities",
        of(16, new Softmax())
            .schedule(new ReduceOnPlateau(0.5, 0, 0, 0))
            .initializers(Initializers.of(new Initializer.Normal(0.2)))
            .validation(0.2)
            .accumulate(3)
            .sampling(Sampling.balanced()));
    all.put(
        "squares-of-probabilities",
        of(50, new Softmax())
            .optimizer(new Adam(0.003))
            .loss(new MeanSquaredError())
            .augment(new Shift(2), new Rotate(10), Flip.HORIZONTAL)
            .scaling(Scaling.UNIT.standardized())
            .mixup(0.2));
    return all;
  }

  private static Trainer of(int batch, Layer... end) {
    return Trainer.of(network(end)).batch(batch).epochs(2).seed(3);
  }

  /** Every layer but those that only an end can be. */
  private static Network network(Layer... end) {
    NetworkBuilder net = new NetworkBuilder("every layer", IMAGE);
    net.add(new Conv2d(8, 3).withPadding(1).withoutBias());
    net.add(new BatchNorm2d());
    net.add(new Relu());
    int x = net.add(new MaxPool2d(2));
    net.add(new Conv2d(8, 3).withPadding(Padding.SAME).withGroups(2));
    net.add(new Gelu());
    int a = net.add(new LayerNorm());
    net.add(new Conv2d(8, 3).withPadding(1), x);
    net.add(new Silu());
    int b = net.add(new LocalResponseNorm(3));
    net.add(new AvgPool2d(3, 1).withPadding(1), x);
    int c = net.add(new LeakyRelu());
    int sum = net.add(new Add(), a, b, x);
    net.add(new Concat(), sum, c);
    net.add(new Dropout(0.1));
    net.add(new Conv2d(6, 3).withStride(2).withDilation(2).withPadding(2));
    net.add(new Tanh());
    int flat = net.add(new Flatten());
    int mean = net.add(AdaptiveAvgPool2d.global(), sum);
    net.add(new Concat(), flat, mean);
    net.add(new Dense(20));
    net.add(new Sigmoid());
    int d = net.add(new Dense(7));
    int p = net.add(new Softmax(), d);
    int q = net.add(new LogSoftmax(), d);
    net.add(new Concat(), d, p, q);
    net.add(new Dense(CLASSES));
    for (Layer layer : end) {
      net.add(layer);
    }
    return net.build();
  }

  /** Pixels and labels by chance. */
  static Dataset images() {
    Random random = new Random(1);
    byte[] pixels = new byte[IMAGES * IMAGE.size()];
    random.nextBytes(pixels);
    int[] labels = random.ints(IMAGES, 0, CLASSES).toArray();
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    return new Dataset("random", 1, IMAGE.height(), IMAGE.width(), pixels, labels, classes);
  }
}
