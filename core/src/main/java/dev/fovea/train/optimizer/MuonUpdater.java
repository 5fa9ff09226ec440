package dev.fovea.train.optimizer;

import dev.fovea.data.InputException;
import dev.fovea.engine.Stretches;
import dev.fovea.net.Dense;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
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

    float scale() {
      return (float) Math.sqrt(Math.max(1, (double) rows / columns));
    }
  }

  private final Muon settings;
  private final Stretches stretches;
  private final List<Matrix> matrices;
  private final NewtonSchulz iterations;
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
    int most = matrices.stream().mapToInt(m -> Math.max(m.rows, m.columns)).max().orElse(0);
    int least = matrices.stream().mapToInt(m -> Math.min(m.rows, m.columns)).max().orElse(0);
    checkMemory(most, least);
    this.iterations = new NewtonSchulz(most, least);
    this.others = settings.others().start(network);
    this.momentum = others.memory().firstEntry().getValue();
  }

  private static void checkMemory(int most, int least) {
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
    return List.copyOf(matrices);
  }

  @Override
  public void nextStep(double learningRate) {
    rate = (float) learningRate;
    shrink = (float) (learningRate * settings.weightDecay());
    others.nextStep(settings.others().learningRate() * (learningRate / settings.learningRate()));
  }

  @Override
  public void prepare(float[] parameters, float[] gradient) {
    float add = (float) (1 - settings.momentum());
    float keep = settings.nesterov() ? (float) settings.momentum() : 1;
    float now = settings.nesterov() ? add : 0;
    for (int m = 0; m < matrices.size(); m++) {
      Matrix matrix = matrices.get(m);
      direction(gradient, momentum, matrix.at, matrix.end(), add, now, keep);
      iterations.orthogonalize(gradient, matrix.at, matrix.rows, matrix.columns, matrix.scale());
    }
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
