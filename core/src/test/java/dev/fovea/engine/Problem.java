package dev.fovea.engine;

import dev.fovea.net.Network;

/**
 * A network with parameters, images and labels, and what the reference makes of them.
 *
 * @param order in which a plan is to take the images
 */
record Problem(Network network, float[] parameters, Source source, int[] order) {

  private static final int MOST_TRIES = 200;

  static Problem random(Network network, int images, long seed) {
    return new Problem(
        network,
        TestImages.parameters(network, seed),
        TestImages.source(network, images, seed),
        TestImages.order(images, seed));
  }

  /**
   * The first random problem whose images all stay {@code margin} away from a kink of ReLU or
   * pooling, so that it has one gradient, which small errors do not change.
   */
  static Problem awayFromKinks(Network network, int images, double margin) {
    for (long seed = 0; seed < MOST_TRIES; seed++) {
      Problem problem = random(network, images, seed);
      ReferenceNetwork reference = new ReferenceNetwork(network);
      double[] parameters = problem.wide();
      for (int n = 0; n < images; n++) {
        reference.logits(parameters, problem.image(n));
      }
      if (reference.margin() > margin) {
        return problem;
      }
    }
    throw new AssertionError(network.name() + ": no seed keeps away from kinks");
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

  /** The reference's loss of each image. */
  double[] losses() {
    ReferenceNetwork reference = new ReferenceNetwork(network);
    double[] losses = new double[order.length];
    for (int n = 0; n < losses.length; n++) {
      losses[n] = reference.loss(wide(), image(n), label(n));
    }
    return losses;
  }

  /**
   * The gradient of each image's loss by the parameters {@code some}, {@code [image][some]}, by
   * central differences.
   */
  double[][] differences(int[] some, double step) {
    ReferenceNetwork reference = new ReferenceNetwork(network);
    double[] parameters = wide();
    double[][] differences = new double[order.length][some.length];
    for (int n = 0; n < order.length; n++) {
      double[] image = image(n);
      for (int i = 0; i < some.length; i++) {
        double middle = parameters[some[i]];
        parameters[some[i]] = middle + step;
        double above = reference.loss(parameters, image, label(n));
        parameters[some[i]] = middle - step;
        double below = reference.loss(parameters, image, label(n));
        parameters[some[i]] = middle;
        differences[n][i] = (above - below) / (2 * step);
      }
    }
    return differences;
  }

  private double[] wide() {
    double[] wide = new double[parameters.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = parameters[i];
    }
    return wide;
  }
}
