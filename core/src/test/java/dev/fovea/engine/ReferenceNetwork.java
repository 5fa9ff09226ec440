package dev.fovea.engine;

import dev.fovea.net.Activation;
import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network as its textbook definition, in double precision, one image at a time. It shares nothing
 * with the engine but the description of the network.
 */
final class ReferenceNetwork {

  private final Network network;
  private final List<Shape> inputs;
  private final List<Shape> outputs;
  private final ReferenceMask mask;
  private double margin = Double.POSITIVE_INFINITY;

  /** A network in training, whose dropout draws from {@code draw}. */
  ReferenceNetwork(Network network, long draw) {
    this.network = network;
    this.mask = new ReferenceMask(draw);
    this.inputs = network.inputShapes();
    this.outputs = network.shapes();
  }

  /**
   * How far all images so far kept from a kink: the smallest distance of a ReLU's input from 0, or
   * of the two largest values in a pooling window, if they are not equal.
   */
  double margin() {
    return margin;
  }

  /** The cross-entropy of one image. */
  double loss(double[] parameters, double[] image, int label, int place) {
    double[] logits = logits(parameters, image, place);
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    return Math.log(sum) + max - logits[label];
  }

  /** The output for one image, at a place in the batch, which only dropout asks for. */
  double[] logits(double[] parameters, double[] image, int place) {
    List<double[]> values = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < network.nodes().size(); i++) {
      Shape in = inputs.get(i);
      Shape out = outputs.get(i);
      List<double[]> xs =
          network.nodes().get(i).inputs().stream()
              .map(from -> from == Node.IMAGE ? image : values.get(from))
              .toList();
      double[] x = xs.getFirst();
      values.add(
          switch (network.nodes().get(i).layer()) {
            case Conv2d conv -> conv(conv, in, out, x, parameters, at);
            case MaxPool2d pool -> pool(pool, in, out, x);
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
      for (Tensor tensor : network.nodes().get(i).layer().tensors(in)) {
        at += (int) tensor.size();
      }
    }
    return values.getLast();
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

  private static double[] conv(
      Conv2d conv, Shape in, Shape out, double[] x, double[] w, int weightsAt) {
    int kh = conv.kernelHeight();
    int kw = conv.kernelWidth();
    int biasAt = weightsAt + out.channels() * in.channels() * kh * kw;
    double[] y = new double[out.size()];
    Padding.Sides sides = conv.sides(in);
    for (int o = 0; o < out.channels(); o++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          double sum = conv.bias() ? w[biasAt + o] : 0;
          for (int c = 0; c < in.channels(); c++) {
            for (int i = 0; i < kh; i++) {
              for (int j = 0; j < kw; j++) {
                int r = row * conv.stride() - sides.top() + i;
                int s = column * conv.stride() - sides.left() + j;
                if (r >= 0 && r < in.height() && s >= 0 && s < in.width()) {
                  sum +=
                      w[weightsAt + ((o * in.channels() + c) * kh + i) * kw + j]
                          * x[(c * in.height() + r) * in.width() + s];
                }
              }
            }
          }
          y[(o * out.height() + row) * out.width() + column] = sum;
        }
      }
    }
    return y;
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
              int r = row * pool.stride() + i;
              double value = x[(c * in.height() + r) * in.width() + column * pool.stride() + j];
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
      boolean dropped = mask.drops(dropout, node, place, x.length, i);
      y[i] = dropped ? 0 : x[i] * ReferenceMask.scale(dropout);
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
