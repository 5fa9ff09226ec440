package dev.fovea.train;

import dev.fovea.data.Beta;
import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Outside;
import dev.fovea.engine.Backend;
import dev.fovea.model.Evaluator;
import dev.fovea.model.Model;
import dev.fovea.net.Loss;
import dev.fovea.net.Network;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.settings.Require;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * Says how a network is to be trained, and trains it.
 *
 * <pre>{@code
 * TrainingResult result =
 *     Trainer.of(network).optimizer(new Sgd(0.01, 0.5)).batch(64).epochs(10).seed(42).fit(digits);
 * }</pre>
 *
 * <p>The loss is cross-entropy, unless another one is chosen. The same settings and seed give the
 * same model, bit for bit, on any number of threads.
 */
public final class Trainer implements Cloneable {

  final Network network;
  Optimizer optimizer = new Sgd(0.01, 0.5);
  Schedule schedule = new Constant();
  Initializers initializers = Initializers.DEFAULT;
  Optional<Double> clipNorm = Optional.empty();
  private Optional<Loss> loss = Optional.empty();
  Optional<Beta> mixup = Optional.empty();
  Scaling scaling = Scaling.UNIT;
  List<Augmentation> augmentations = List.of();
  Outside outside = Outside.BLACK;
  int batch = 64;
  int epochs = 10;
  OptionalInt window = OptionalInt.empty();
  long seed = 42;
  int threads = Runtime.getRuntime().availableProcessors();
  TrainingListener listener = new TrainingListener() {};
  BooleanSupplier stop = () -> false;
  Optional<ImageSet> test = Optional.empty();
  Optional<ImageSet> validation = Optional.empty();
  double validationPart;
  Metric metric = Metric.LOSS;
  int patience;
  double leastImprovement;
  OptionalDouble average = OptionalDouble.empty();
  int accumulate = 1;
  Sampling sampling = Sampling.shuffled();
  Optional<Model> model = Optional.empty();
  Set<String> anew = Set.of();
  Set<String> frozen = Set.of();
  Optional<Path> checkpoints = Optional.empty();
  Optional<RunFolder> run = Optional.empty();
  int everyBatches;
  Optional<Path> resume = Optional.empty();
  Optional<LongToDoubleFunction> rates = Optional.empty();
  Backend backend = Backend.current();

  private Trainer(Network network) {
    this.network = network;
  }

  /** Begins with the defaults: SGD 0.01 with momentum 0.5, batch 64, 10 epochs, seed 42. */
  public static Trainer of(Network network) {
    return new Trainer(network);
  }

  /** How parameters follow their gradient. */
  public Trainer optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /** How the optimizer's learning rate goes from step to step; it stays as it is unless said. */
  public Trainer schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** The most that the norm of the whole gradient may be; longer ones are shortened to it. */
  public Trainer clipNorm(double most) {
    Require.positive(most, "the norm to clip to");
    this.clipNorm = Optional.of(most);
    return this;
  }

  /** What weights and biases begin with, layer by layer; PyTorch's default unless said. */
  public Trainer initializers(Initializers initializers) {
    this.initializers = initializers;
    return this;
  }

  /**
   * What the training makes small; {@link Loss#of} unless said. Test data are measured by that in
   * any case, so that models can be compared.
   */
  public Trainer loss(Loss loss) {
    this.loss = Optional.of(loss);
    return this;
  }

  /** What was chosen. */
  Loss loss() {
    return loss.orElseGet(() -> Loss.of(network));
  }

  /**
   * Mixes the images of each batch in pairs (mixup: Zhang et al., 2017), after they were augmented
   * and scaled: each becomes the same share of itself and the rest of another image of the batch,
   * its target likewise. The share is drawn from the beta distribution with {@code alpha} twice,
   * the pairs are a random permutation, both anew for each batch. The accuracy of the training
   * counts a mixed image as what it has more of.
   *
   * @param alpha from 0.001 to 1000, 0.2 is usual: the larger, the more often both shares are
   *     large; 0, as unless said, mixes nothing
   * @throws InputException if it is out of its range
   */
  public Trainer mixup(double alpha) {
    if (alpha != 0 && !(alpha >= 0.001 && alpha <= 1000)) {
      throw new InputException("mixup's alpha must be 0, or from 0.001 to 1000, not " + alpha);
    }
    this.mixup = alpha == 0 ? Optional.empty() : Optional.of(new Beta(alpha, alpha));
    return this;
  }

  /**
   * Images in a step; the last step of an epoch may have fewer. A network that normalises vectors
   * or 1 x 1 maps by batches cannot train on one image: where one would be left for the last step,
   * {@link #fit} says so before it begins.
   */
  public Trainer batch(int batch) {
    this.batch = Require.atLeastOne(batch, "the batch");
    return this;
  }

  /** How often each image is seen. */
  public Trainer epochs(int epochs) {
    this.epochs = Require.atLeastOne(epochs, "the number of epochs");
    return this;
  }

  /**
   * Images of a stream that are in memory at once, and as many are read meanwhile: the order of
   * training is drawn within a window. 65,536 unless said, or as many as 128 MiB hold if that is
   * less. It is rounded up to a multiple of the batch. The result depends on it, but not where all
   * images are in one window, or in memory anyway.
   */
  public Trainer window(int images) {
    this.window = OptionalInt.of(Require.atLeastOne(images, "the window"));
    return this;
  }

  /** What the first parameters and the order of the images are drawn from; 42 unless said. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** How many threads share the work; all processors unless said. Results do not depend on it. */
  public Trainer threads(int threads) {
    this.threads = Evaluator.checkThreads(threads);
    return this;
  }

  /** How bytes become inputs; from 0 to 1 unless said. It becomes part of the model. */
  public Trainer scaling(Scaling scaling) {
    this.scaling = scaling;
    return this;
  }

  /** Like {@link #augment(List, Outside)}, with black around the images. */
  public Trainer augment(Augmentation... augmentations) {
    return augment(List.of(augmentations), Outside.BLACK);
  }

  /**
   * How training images are changed, anew in each epoch; not at all unless said. Nothing else is
   * ever changed: neither test data nor what the model predicts.
   *
   * @param augmentations done in this order
   * @param outside what is seen beyond an image's edge
   */
  public Trainer augment(List<Augmentation> augmentations, Outside outside) {
    this.augmentations = List.copyOf(augmentations);
    this.outside = outside;
    return this;
  }

  /** Who hears of each batch and epoch. */
  public Trainer listener(TrainingListener listener) {
    this.listener = listener;
    return this;
  }

  /** Asked before each batch: true ends the training, with the last whole epoch as its result. */
  public Trainer stopWhen(BooleanSupplier stop) {
    this.stop = stop;
    return this;
  }

  /** Data to measure the model on after each epoch; nothing is chosen by it. */
  public Trainer test(ImageSet test) {
    this.test = Optional.of(test);
    return this;
  }

  /**
   * Sets a part of the training data apart to be measured after each epoch: of each class its
   * share, drawn by the seed; of images that stay on disk the last ones.
   */
  public Trainer validation(double part) {
    this.validationPart = Require.share(part, "the part for validation");
    this.validation = Optional.empty();
    return this;
  }

  /** Data of its own to measure after each epoch, by which the best epoch is chosen. */
  public Trainer validation(ImageSet validation) {
    this.validation = Optional.of(validation);
    this.validationPart = 0;
    return this;
  }

  /** What makes an epoch the best on the validation data: its loss, unless said. */
  public Trainer chooseBy(Metric metric) {
    this.metric = metric;
    return this;
  }

  /** Ends the training after so many epochs without a better one on the validation data. */
  public Trainer patience(int epochs) {
    return patience(epochs, 0);
  }

  /** The same, where a better one is better by more than {@code least}. */
  public Trainer patience(int epochs, double least) {
    this.patience = Require.atLeastOne(epochs, "the patience");
    if (!(least >= 0)) {
      throw new InputException("the least improvement must be at least 0, not " + least);
    }
    this.leastImprovement = least;
    return this;
  }

  /**
   * Measures and returns the exponential moving average of the numbers, running statistics
   * included, instead of the last ones: 0.99 to 0.9999. In the first steps it follows faster.
   */
  public Trainer average(double decay) {
    this.average = OptionalDouble.of(Require.share(decay, "the decay of the average"));
    return this;
  }

  /** Batches to a step, whose gradient is the mean over all their images; 1 unless said. */
  public Trainer accumulate(int batches) {
    this.accumulate = Require.atLeastOne(batches, "the number of batches to a step");
    return this;
  }

  /** Which images an epoch takes; each once unless said. */
  public Trainer sampling(Sampling sampling) {
    this.sampling = sampling;
    return this;
  }

  /**
   * Begins with a model's scaling, and its numbers where tensors have the same names and shapes:
   * see {@link #transfer}. The layers {@code anew} are initialised even if they would fit.
   */
  public Trainer from(Model model, String... anew) {
    this.model = Optional.of(model);
    this.anew = Set.copyOf(List.of(anew));
    return scaling(model.scaling());
  }

  /** What is taken from the model of {@link #from}; an {@link InputException} if nothing is. */
  public Optional<Transfer> transfer() {
    return model.map(some -> Transfer.of(some, network, anew));
  }

  /**
   * Leaves all numbers of these layers as they are. What batch normalisation measured stays, too,
   * but a batch in training is still normalised by itself.
   */
  public Trainer freeze(String... layers) {
    this.frozen = Set.copyOf(List.of(layers));
    return this;
  }

  /**
   * Writes {@code last.checkpoint} into a folder after each epoch and when the training is stopped,
   * and {@code best.safetensors}, the model of the best epoch, if there is validation data.
   */
  public Trainer checkpoints(Path folder) {
    this.checkpoints = Optional.of(folder);
    this.run = Optional.empty();
    return this;
  }

  /** The same in the folder of a run; an old run that it replaces goes when an epoch is whole. */
  public Trainer checkpoints(RunFolder run) {
    this.checkpoints = Optional.of(run.path());
    this.run = Optional.of(run);
    return this;
  }

  /** The same, and after each {@code batches} batches of an epoch. */
  public Trainer checkpoints(Path folder, int batches) {
    this.everyBatches = Require.atLeastOne(batches, "the number of batches between checkpoints");
    return checkpoints(folder);
  }

  /**
   * Goes on from a {@code last.checkpoint}, or that of a folder, with the same settings and data:
   * the result is that of a training that was never stopped, bit for bit.
   */
  public Trainer resume(Path checkpoint) {
    this.resume = Optional.of(checkpoint);
    return this;
  }

  /** Another backend than this JVM's choice, for tests; results do not depend on it. */
  Trainer backend(Backend backend) {
    this.backend = backend;
    return this;
  }

  /**
   * Trains on {@code data}.
   *
   * @throws InputException if the data or the loss does not fit the network, the batch is larger
   *     than the data or needs more memory than there is
   * @throws TrainingException if the loss stops being a number, or explodes, or the network can
   *     learn no more
   */
  public TrainingResult fit(Dataset data) {
    return Fit.run(this, data);
  }

  /**
   * Trains on images that are read from disk, in order, {@link #window} after window, while it
   * trains. The stream stays open.
   *
   * <p>Within a window the order is drawn anew in each epoch. If one window takes all images they
   * are read once, and the model is, bit for bit, that of the same images in memory.
   *
   * @throws InputException if the data does not fit the network, the batch is larger than the data,
   *     a window needs more memory than there is, or the images cannot be read: then epochs that
   *     were whole have been told to the listener
   * @throws TrainingException if the loss stops being a number, or explodes, or the network can
   *     learn no more
   */
  public TrainingResult fit(ImageStream stream) {
    return Fit.run(this, stream);
  }

  /**
   * Checks that {@link #fit} can begin with {@code data}, as far as that shows without memory.
   *
   * @throws InputException if data, network and settings do not fit together, or there is no room
   *     for the network's parameters
   */
  public void check(ImageSet data) {
    Fit.check(this, data);
  }

  /** Another one with the same settings. */
  Trainer copy() {
    try {
      return (Trainer) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
