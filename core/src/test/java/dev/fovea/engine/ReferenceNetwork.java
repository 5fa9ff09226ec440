package dev.fovea.engine;

import dev.fovea.net.Activation;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Outputs;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network as its textbook definition, in double precision, node after node for a whole batch. It
 * shares nothing with the engine but the description of the network.
 */
final class ReferenceNetwork {

  private final Network network;
  private final List<Shape> inputs;
  private final List<Shape> outputs;
  private final ReferenceMask mask;
  private final boolean training;
  private double margin = Double.POSITIVE_INFINITY;

  /** A network in training, whose dropout draws from {@code draw}. */
  ReferenceNetwork(Network network, long draw) {
    this(network, draw, true);
  }

  private ReferenceNetwork(Network network, long draw, boolean training) {
    this.network = network;
    this.training = training;
    this.mask = new ReferenceMask(draw);
    this.inputs = network.inputShapes();
    this.outputs = network.shapes();
  }

  /** A network that predicts. */
  static ReferenceNetwork predicting(Network network) {
    return new ReferenceNetwork(network, 0, false);
  }

  /**
   * How far all images so far kept from a kink: the smallest distance of a ReLU's input from 0, or
   * of the two largest values in a pooling window, if they are not equal.
   */
  double margin() {
    return margin;
  }

  /** The loss of one image that the network is measured with. */
  double loss(double[] outputs, int label) {
    return ReferenceLoss.of(Outputs.of(network), outputs, label);
  }

  /** The outputs for the images of a batch, in the order of their places there. */
  List<double[]> logits(double[] parameters, List<double[]> images) {
    List<List<double[]>> values = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < network.nodes().size(); i++) {
      Node node = network.nodes().get(i);
      Shape in = inputs.get(i);
      List<List<double[]>> xs =
          node.inputs().stream().map(n -> n == Node.IMAGE ? images : values.get(n)).toList();
      values.add(
          node.layer() instanceof BatchNorm2d norm
              ? ReferenceBatchNorm.of(norm, training, in, xs.getFirst(), parameters, at)
              : eachImage(i, xs, parameters, at));
      for (Tensor tensor : node.layer().tensors(in)) {
        at += (int) tensor.size();
      }
    }
    return values.getLast();
  }

  /** The output of a node that works image by image; dropout alone asks for their places. */
  private List<double[]> eachImage(
      int i, List<List<double[]>> batches, double[] parameters, int at) {
    Shape in = inputs.get(i);
    Shape out = outputs.get(i);
    List<double[]> values = new ArrayList<>();
    for (int place = 0; place < batches.getFirst().size(); place++) {
      List<double[]> xs = new ArrayList<>();
      for (List<double[]> batch : batches) {
        xs.add(batch.get(place));
      }
      double[] x = xs.getFirst();
      values.add(
          switch (network.nodes().get(i).layer()) {
            case Conv2d conv -> ReferenceConvolution.of(conv, in, out, x, parameters, at);
            case MaxPool2d pool -> pool(pool, in, out, x);
            case AvgPool2d pool -> ReferencePooling.average(pool, in, out, x);
            case AdaptiveAvgPool2d _ -> ReferencePooling.adaptive(in, out, x);
            case LayerNorm norm -> ReferenceNorms.layer(norm, x, parameters, at);
            case LocalResponseNorm norm -> ReferenceNorms.response(norm, in, x);
            case Relu _ -> relu(x);
            case Activation layer -> {
              margin = Math.min(margin, ReferenceActivations.margin(layer, x));
              yield ReferenceActivations.of(layer, x);
            }
            case Softmax _ -> ReferenceActivations.softmax(x);
            case LogSoftmax _ -> ReferenceActivations.logSoftmax(x);
            case Dropout dropout -> drop(dropout, i, place, x);
            case Flatten _ -> x;
            case Dense dense -> dense(dense, in.size(), out.size(), x, parameters, at);
            case Add _ -> add(xs);
            case Concat _ -> concat(xs);
            default -> throw new UnsupportedOperationException();
          });
    }
    return values;
  }

  private static double[] add(List<double[]> xs) {
    double[] sum = new double[xs.getFirst().length];
    for (double[] x : xs) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += x[i];
      }
    }
    return sum;
  }

  private static double[] concat(List<double[]> xs) {
    return xs.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private double[] pool(MaxPool2d pool, Shape in, Shape out, double[] x) {
    double[] y = new double[out.size()];
    for (int c = 0; c < out.channels(); c++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          double max = Double.NEGATIVE_INFINITY;
          double second = Double.NEGATIVE_INFINITY;
          for (int i = 0; i < pool.kernel(); i++) {
            for (int j = 0; j < pool.kernel(); j++) {
              int r = row * pool.stride() - pool.padding() + i;
              int s = column * pool.stride() - pool.padding() + j;
              if (r < 0 || r >= in.height() || s < 0 || s >= in.width()) {
                continue;
              }
              double value = x[(c * in.height() + r) * in.width() + s];
              if (value > max) {
                second = max;
                max = value;
              } else if (value > second && value < max) {
                second = value;
              }
            }
          }
          y[(c * out.height() + row) * out.width() + column] = max;
          margin = Math.min(margin, max - second);
        }
      }
    }
    return y;
  }

  private double[] relu(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.max(0, x[i]);
      if (x[i] != 0) {
        margin = Math.min(margin, Math.abs(x[i]));
      }
    }
    return y;
  }

  private double[] drop(Dropout dropout, int node, int place, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      boolean dropped = training && mask.drops(dropout, node, place, x.length, i);
      y[i] = dropped ? 0 : x[i] * (training ? ReferenceMask.scale(dropout) : 1);
    }
    return y;
  }

  private static double[] dense(
      Dense dense, int in, int out, double[] x, double[] w, int weightsAt) {
    double[] y = new double[out];
    for (int o = 0; o < out; o++) {
      y[o] = dense.bias() ? w[weightsAt + out * in + o] : 0;
      for (int i = 0; i < in; i++) {
        y[o] += w[weightsAt + o * in + i] * x[i];
      }
    }
    return y;
  }
}
