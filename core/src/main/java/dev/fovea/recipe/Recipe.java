package dev.fovea.recipe;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.data.StreamPart;
import dev.fovea.data.StreamParts;
import dev.fovea.model.Model;
import dev.fovea.net.Loss;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.Trainer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that a model depends on: the same recipe and the same data give the same bytes, on any
 * machine and any number of threads.
 *
 * <pre>{@code
 * Dataset digits = Mnist.train();
 * Model model = Recipes.find("lenet").orElseThrow().trainer(digits).fit(digits).model();
 * }</pre>
 *
 * @param about its name, and what people should know of it
 * @param network what is trained
 * @param data on which images
 * @param inputs what becomes of these before the network sees them
 * @param start what the training begins with
 * @param learning how the network's numbers follow what is made small
 * @param passes how it goes through the images
 * @param measuring what is measured meanwhile
 * @param seed what all that is random is drawn from; 42 unless said
 */
public record Recipe(
    About about,
    Network network,
    DataChoice data,
    Inputs inputs,
    Start start,
    Learning learning,
    Passes passes,
    Measuring measuring,
    long seed) {

  /** The seed where none is said. */
  public static final long USUAL_SEED = 42;

  /** Of images on disk, the first ones are enough to compute a mean and a deviation from. */
  private static final long SAMPLE = 60_000;

  /** With another network. */
  public Recipe withNetwork(Network network) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** On other data. */
  public Recipe withData(DataChoice data) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /**
   * On this data. If it is not the recipe's own, the test images are measured once at the end; if
   * it is another source, the numbers of a scaling become those of the data, too.
   */
  public Recipe on(DataChoice data) {
    if (data.equals(this.data)) {
      return this;
    }
    boolean others =
        inputs.scaling() instanceof PixelScaling.Fixed && !data.source().equals(this.data.source());
    return withData(data)
        .withMeasuring(measuring.testedOnce())
        .withInputs(others ? inputs.withScaling(new PixelScaling.OfData()) : inputs);
  }

  /** With other inputs. */
  public Recipe withInputs(Inputs inputs) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** With another start. */
  public Recipe withStart(Start start) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** With another way of learning. */
  public Recipe withLearning(Learning learning) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** With other passes. */
  public Recipe withPasses(Passes passes) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** With other measures. */
  public Recipe withMeasuring(Measuring measuring) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /** With another seed. */
  public Recipe withSeed(long seed) {
    return new Recipe(about, network, data, inputs, start, learning, passes, measuring, seed);
  }

  /**
   * The recipe for these images, with nothing left to a default that depends on them: the network
   * takes them and tells their classes apart, the loss and what is outside of images are said, and
   * the model to begin from has its sum.
   *
   * @throws IllegalArgumentException if the network cannot take them; see {@link Network#fittedTo}
   * @throws InputException if the model to begin from is not there, or another one
   */
  public Recipe fittedTo(ImageSet training) {
    Shape shape = new Shape(training.channels(), training.height(), training.width());
    Network fitted = network.fittedTo(shape, training.classes().size());
    return withNetwork(fitted)
        .withInputs(inputs.fittedTo(training.channels()))
        .withStart(start.checked())
        .withLearning(learning.withLoss(learning.loss().orElseGet(() -> Loss.of(fitted))));
  }

  /**
   * Makes a training of it, with the network fitted to these images; threads, listener, test data
   * and files are the caller's.
   *
   * @param training what will be trained on, of which nothing but sizes and the numbers of a
   *     scaling are taken
   * @throws IllegalArgumentException if the network cannot take the images
   * @throws InputException if the model to begin from is not there, or another one
   */
  public Trainer trainer(ImageSet training) {
    return fittedTo(training).trainer(() -> sample(training));
  }

  /**
   * Makes a training of it, with the network as it is.
   *
   * @throws InputException if the scaling is that of the data, which is not known here, or the
   *     model to begin from is not there, or another one
   */
  public Trainer trainer() {
    return trainer(
        () -> {
          throw new InputException(
              "the recipe scales images by their own mean and deviation: make the training with"
                  + " the images");
        });
  }

  private Trainer trainer(Supplier<Dataset> images) {
    Optional<Model> model = start.checked().model().map(ModelChoice::read);
    Scaling scaling = inputs.scaling().scaling(model, images);
    Trainer trainer =
        Trainer.of(network)
            .seed(seed)
            .augment(
                inputs.augmentations(),
                inputs.fittedTo(network.input().channels()).outside().orElseThrow())
            .mixup(inputs.mixup())
            .initializers(start.initializers())
            .freeze(start.frozen().toArray(String[]::new))
            .optimizer(learning.optimizer())
            .schedule(learning.schedule())
            .loss(learning.loss().orElseGet(() -> Loss.of(network)))
            .epochs(passes.epochs())
            .batch(passes.batch())
            .accumulate(passes.accumulate())
            .sampling(passes.sampling())
            .chooseBy(measuring.metric());
    model.ifPresent(some -> trainer.from(some, start.newLayers().toArray(String[]::new)));
    learning.clipNorm().ifPresent(trainer::clipNorm);
    learning.average().ifPresent(trainer::average);
    passes.window().ifPresent(trainer::window);
    if (measuring.validation() > 0) {
      trainer.validation(measuring.validation());
    }
    if (measuring.patience() > 0) {
      trainer.patience(measuring.patience(), measuring.leastImprovement());
    }
    return trainer.scaling(inputs.invert() ? scaling.inverted() : scaling);
  }

  private static Dataset sample(ImageSet training) {
    return switch (training) {
      case Dataset data -> data;
      case ImageStream stream ->
          StreamParts.load(new StreamPart(stream, 0, Math.min(SAMPLE, stream.count())));
    };
  }
}
