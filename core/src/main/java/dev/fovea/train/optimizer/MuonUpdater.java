package dev.fovea.train.optimizer;

import dev.fovea.data.InputException;
import dev.fovea.engine.Stretches;
import dev.fovea.net.Dense;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** {@link Muon} at work. */
final class MuonUpdater implements Updater {

  /** A weight seen as a matrix: {@code rows x columns} numbers from {@code at}, row by row. */
  private record Matrix(int at, int rows, int columns) {

    int end() {
      return at + rows * columns;
    }

    int most() {
      return Math.max(rows, columns);
    }

    int least() {
      return Math.min(rows, columns);
    }

    /** What its iterations cost, see {@link Muon}. */
    double cost() {
      return (double) least() * least() * (most() + 9.0 * least());
    }

    float scale() {
      return (float) Math.sqrt(Math.max(1, (double) rows / columns));
    }
  }

  private final Muon settings;
  private final Stretches stretches;

  /** The costliest first. */
  private final List<Matrix> matrices;

  /** That of each part, once it is used. */
  private final NewtonSchulz[] iterations;

  private final int most;
  private final int least;
  private final Updater others;

  /** The others' mean, which they do not use where the matrices are. */
  private final float[] momentum;

  private float rate;
  private float shrink;

  MuonUpdater(Muon settings, Network network) {
    Predicate<Tensor> isMatrix = matrix(network);
    this.settings = settings;
    this.stretches = Stretches.of(network, isMatrix);
    this.matrices = matrices(network, isMatrix);
    this.most = matrices.stream().mapToInt(Matrix::most).max().orElse(0);
    this.least = matrices.stream().mapToInt(Matrix::least).max().orElse(0);
    this.iterations = new NewtonSchulz[parts(matrices.size(), most, least)];
    this.others = settings.others().start(network);
    this.momentum = others.memory().firstEntry().getValue();
  }

  /** How many threads can share so many matrices. */
  private static int parts(int matrices, int most, int least) {
    long needed = NewtonSchulz.memory(most, least);
    // The parameters, their gradient and what is remembered of them need some as well.
    long there = Runtime.getRuntime().maxMemory() / 2;
    if (needed > there) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "muon needs %.1f GB of memory for weights of up to %d x %d, but at most %.1f GB can"
                  + " be had: choose another optimizer, or give Java more with -Xmx",
              needed / 1e9,
              most,
              least,
              there / 1e9));
    }
    return (int) Math.min(matrices, there / Math.max(1, needed));
  }

  private static Predicate<Tensor> matrix(Network network) {
    String last =
        network.nodes().stream()
            .filter(node -> node.layer() instanceof Dense)
            .reduce((_, second) -> second)
            .map(node -> node.name())
            .orElse("");
    return tensor ->
        tensor.role() == Tensor.Role.WEIGHT
            && tensor.dims().size() > 1
            && !tensor.layer().equals(last);
  }

  private static List<Matrix> matrices(Network network, Predicate<Tensor> isMatrix) {
    List<Matrix> matrices = new ArrayList<>();
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int size = Math.toIntExact(tensor.size());
      if (isMatrix.test(tensor)) {
        int rows = tensor.dims().getFirst();
        matrices.add(new Matrix(at, rows, size / rows));
      }
      at += size;
    }
    matrices.sort(Comparator.comparingDouble(Matrix::cost).reversed());
    return List.copyOf(matrices);
  }

  @Override
  public void nextStep(double learningRate) {
    rate = (float) learningRate;
    shrink = (float) (learningRate * settings.weightDecay());
    others.nextStep(settings.others().learningRate() * (learningRate / settings.learningRate()));
  }

  @Override
  public boolean prepares() {
    return true;
  }

  @Override
  public void prepare(float[] parameters, float[] gradient, int part, int parts) {
    int sharing = Math.min(parts, iterations.length);
    if (part >= sharing) {
      return;
    }
    if (iterations[part] == null) {
      iterations[part] = new NewtonSchulz(most, least);
    }
    float add = (float) (1 - settings.momentum());
    float keep = settings.nesterov() ? (float) settings.momentum() : 1;
    float now = settings.nesterov() ? add : 0;
    for (int m = 0; m < matrices.size(); m++) {
      if (part(m, sharing) == part) {
        Matrix matrix = matrices.get(m);
        direction(gradient, momentum, matrix.at, matrix.end(), add, now, keep);
        iterations[part].orthogonalize(
            gradient, matrix.at, matrix.rows, matrix.columns, matrix.scale());
      }
    }
  }

  /** Who has a matrix: there and back again, so that nobody has the costliest of each round. */
  private static int part(int matrix, int parts) {
    int place = matrix % parts;
    return matrix / parts % 2 == 0 ? place : parts - 1 - place;
  }

  private static void direction(
      float[] gradient, float[] momentum, int from, int to, float add, float now, float keep) {
    for (int i = from; i < to; i++) {
      float m = momentum[i] + add * (gradient[i] - momentum[i]);
      momentum[i] = m;
      gradient[i] = now * gradient[i] + keep * m;
    }
  }

  @Override
  public void update(float[] parameters, float[] gradient, int from, int to) {
    int at = from;
    while (at < to) {
      int stretch = stretches.find(at);
      int end = Math.min(to, stretches.end(stretch));
      if (stretches.chosen(stretch)) {
        follow(parameters, gradient, at, end, rate, shrink);
      } else {
        others.update(parameters, gradient, at, end);
      }
      at = end;
    }
  }

  private static void follow(
      float[] w, float[] direction, int from, int to, float rate, float shrink) {
    for (int i = from; i < to; i++) {
      w[i] -= shrink * w[i] + rate * direction[i];
    }
  }

  /** Under {@code mean} there is the momentum of the matrices, too. */
  @Override
  public SequencedMap<String, float[]> memory() {
    return others.memory();
  }

  @Override
  public long steps() {
    return others.steps();
  }

  @Override
  public void restore(long steps) {
    others.restore(steps);
  }
}
