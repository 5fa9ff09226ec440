package dev.fovea.model;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.OneImage;
import dev.fovea.engine.Plan;
import dev.fovea.net.Network;
import dev.fovea.net.Outputs;
import dev.fovea.net.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A trained model: a network, its parameters, the names of its classes, and how its images are
 * made.
 *
 * <p>A model never changes, and any number of threads may predict with it at once: each takes the
 * memory that it needs from a pool. The first prediction arranges the parameters for single images,
 * which takes about as much memory again as the parameters themselves.
 */
public final class Model {

  /** More than processors would only take memory. */
  private static final int MOST_POOLED = Runtime.getRuntime().availableProcessors();

  private final Network network;
  private final float[] parameters;
  private final List<String> classes;
  private final Scaling scaling;
  private final Preparation preparation;
  private final float[] table;
  private final Queue<OneImage.Run> pool = new ArrayBlockingQueue<>(MOST_POOLED);
  private volatile OneImage oneImage;

  /**
   * Makes a model; {@code parameters} is copied.
   *
   * @param network what is computed
   * @param parameters all parameters in the order of {@link Network#tensors}
   * @param classes a name for each output of the network
   * @param scaling how bytes become inputs
   * @param preparation how a picture becomes bytes
   * @throws InputException if the sizes do not fit together
   */
  public Model(
      Network network,
      float[] parameters,
      List<String> classes,
      Scaling scaling,
      Preparation preparation) {
    if (parameters.length != network.numberCount()) {
      throw new InputException(
          "network %s has %d parameters, not %d"
              .formatted(network.name(), network.numberCount(), parameters.length));
    }
    if (classes.size() != network.output().size()) {
      throw new InputException(
          "network %s tells %d classes apart, not %d"
              .formatted(network.name(), network.output().size(), classes.size()));
    }
    scaling.checkChannels(network.input().channels());
    try {
      Plan.check(network);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    this.network = network;
    this.parameters = parameters.clone();
    this.classes = List.copyOf(classes);
    this.scaling = scaling;
    this.preparation = preparation;
    this.table = scaling.table();
  }

  /** What is computed. */
  public Network network() {
    return network;
  }

  /** All parameters; not a copy. */
  float[] numbers() {
    return parameters;
  }

  /** A copy of all parameters in the order of {@link Network#tensors}. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** The names of the classes, by output. */
  public List<String> classes() {
    return classes;
  }

  /** How bytes become inputs. */
  public Scaling scaling() {
    return scaling;
  }

  /** How a picture becomes bytes. */
  public Preparation preparation() {
    return preparation;
  }

  /**
   * Predicts a picture of any size and colours: it is prepared as this model's images were.
   *
   * @throws InputException if the picture shows nothing, or as for its bytes
   */
  public Prediction predict(BufferedImage picture) {
    Shape in = network.input();
    oneImage(); // a network that is too large is refused before a picture becomes as large
    return predict(preparation.apply(picture, in.channels(), in.height(), in.width()));
  }

  /**
   * Predicts one image.
   *
   * @param image its bytes, {@code [channel][row][column]} of the network's input, 0 to 255
   * @throws InputException if it has another size, the network needs more memory than there is, or
   *     a value in it grows beyond what a float holds
   */
  public Prediction predict(byte[] image) {
    requireSize(network, image);
    OneImage.Run pooled = pool.poll();
    OneImage.Run run = pooled != null ? pooled : newRun();
    run.infer(image, table, scaling.standardize());
    double[] outputs = new double[classes.size()];
    for (int c = 0; c < outputs.length; c++) {
      outputs[c] = run.logit(c);
    }
    pool.offer(run);
    return Prediction.of(Outputs.of(network), outputs, classes);
  }

  static void requireSize(Network network, byte[] image) {
    if (image.length != network.input().size()) {
      throw new InputException(
          "network %s takes images of %s, which is %d bytes, not %d"
              .formatted(network.name(), network.input(), network.input().size(), image.length));
    }
  }

  private OneImage.Run newRun() {
    try {
      return oneImage().new Run();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Made when the first image is predicted, and once: the packed parameters may be large. */
  private OneImage oneImage() {
    OneImage made = oneImage;
    if (made == null) {
      synchronized (pool) {
        made = oneImage;
        if (made == null) {
          made = makeOneImage();
          oneImage = made;
        }
      }
    }
    return made;
  }

  private OneImage makeOneImage() {
    try {
      return OneImage.of(network, parameters, Backend.current());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** How well this model does on {@code data}, on all processors. */
  public Evaluation evaluate(ImageSet data) {
    return evaluate(data, Runtime.getRuntime().availableProcessors());
  }

  /**
   * How well this model does on {@code data}.
   *
   * @param threads how many threads share the work; the result does not depend on it
   * @throws InputException if images or classes are not the model's, or a value in the network
   *     grows beyond what a float holds
   */
  public Evaluation evaluate(ImageSet data, int threads) {
    try (Evaluator evaluator = new Evaluator(network, threads)) {
      Evaluation evaluation = evaluator.evaluate(parameters, data, scaling);
      if (Double.isNaN(evaluation.loss())) {
        throw Prediction.noAnswer("some images of " + data.name());
      }
      return evaluation;
    }
  }
}
