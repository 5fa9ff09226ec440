package dev.fovea.engine;

import dev.fovea.net.Network;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network with parameters, images and labels, and what the reference makes of them.
 *
 * @param order in which a plan is to take the images
 */
record Problem(Network network, float[] parameters, Source source, int[] order) {

  /** What dropout draws from. */
  static final long DRAW = 7;

  private static final int MOST_TRIES = 200;

  static Problem random(Network network, int images, long seed) {
    return new Problem(
        network,
        TestImages.parameters(network, seed),
        TestImages.source(network, images, seed),
        TestImages.order(images, seed));
  }

  /**
   * The first random problem whose images, in batches of these sizes, all stay {@code margin} away
   * from a kink of ReLU or pooling, so that it has one gradient, which small errors do not change.
   */
  static Problem awayFromKinks(Network network, int images, double margin, int[] batches) {
    for (long seed = 0; seed < MOST_TRIES; seed++) {
      Problem problem = random(network, images, seed);
      ReferenceNetwork reference = new ReferenceNetwork(network, DRAW);
      double[] parameters = problem.wide();
      for (int count : batches) {
        reference.logits(parameters, problem.images(count));
      }
      if (reference.margin() > margin) {
        return problem;
      }
    }
    throw new AssertionError(network.name() + ": no seed keeps away from kinks");
  }

  /** Where a batch of {@code count} images begins in the order. */
  int from(int count) {
    return (order.length - count) / 2;
  }

  /** The image at a place of such a batch. */
  private int image(int count, int place) {
    return order[from(count) + place];
  }

  int label(int n) {
    return source.labels()[n];
  }

  /** The input that image {@code n} becomes. */
  double[] image(int n) {
    double[] image = new double[network.input().size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = source.table()[source.pixels()[n * image.length + i] & 0xff];
    }
    return image;
  }

  /** What the images of such a batch become. */
  List<double[]> images(int count) {
    return IntStream.range(0, count).mapToObj(place -> image(image(count, place))).toList();
  }

  /** The sum of the reference's losses of a batch of {@code count} images. */
  double loss(int count) {
    return loss(new ReferenceNetwork(network, DRAW), wide(), images(count));
  }

  private double loss(ReferenceNetwork reference, double[] parameters, List<double[]> images) {
    List<double[]> logits = reference.logits(parameters, images);
    double loss = 0;
    for (int place = 0; place < images.size(); place++) {
      loss += reference.loss(logits.get(place), label(image(images.size(), place)));
    }
    return loss;
  }

  /**
   * The gradient of the mean loss of such a batch by the parameters {@code some}, by central
   * differences.
   */
  double[] differences(int count, int[] some, double step) {
    List<double[]> images = images(count);
    return IntStream.of(some)
        .parallel()
        .mapToDouble(i -> (lossAt(i, step, images) - lossAt(i, -step, images)) / (2 * step * count))
        .toArray();
  }

  /** The sum of the losses where one parameter is another. */
  private double lossAt(int parameter, double step, List<double[]> images) {
    double[] parameters = wide();
    parameters[parameter] += step;
    return loss(new ReferenceNetwork(network, DRAW), parameters, images);
  }

  /** The parameters as they are. */
  double[] wide() {
    double[] wide = new double[parameters.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = parameters[i];
    }
    return wide;
  }
}
