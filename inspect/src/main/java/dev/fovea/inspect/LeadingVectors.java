package dev.fovea.inspect;

import dev.fovea.data.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The eigenvectors of the largest eigenvalues of a {@link Covariance}, by a block Krylov method:
 * the best vectors within a space that grows by what is still wrong with them (Rayleigh and Ritz),
 * and that shrinks to these best ones when it is large. It ends when nothing is wrong any more to
 * within {@link #TOLERANCE} of the largest eigenvalue.
 */
final class LeadingVectors {

  private static final double TOLERANCE = 1e-9;

  /** Never reached in practice: the error falls by a factor each time. */
  private static final int MOST_ROUNDS = 500;

  private final Covariance covariance;
  private final int wanted;
  private final int block;
  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> products = new ArrayList<>();
  private double[] values;

  /**
   * Begins with random vectors.
   *
   * @param length of a vector
   * @param wanted how many, at most {@code length}
   * @param rng what they are drawn from; it leaves no trace in the result but by rounding
   */
  LeadingVectors(Covariance covariance, int length, int wanted, Rng rng) {
    this.covariance = covariance;
    this.wanted = wanted;
    this.block = Math.min(length, wanted + 4);
    List<double[]> first = new ArrayList<>();
    while (first.size() < block) {
      double[] vector = new double[length];
      for (int i = 0; i < length; i++) {
        vector[i] = rng.nextDouble(-1, 1);
      }
      first.add(vector);
    }
    grow(first, 0);
  }

  /** The largest eigenvalues found, as many as were wanted. */
  double[] values() {
    return values;
  }

  /** The vectors, of length 1 and at right angles, in the order of the values. */
  double[][] find() {
    int largest = Math.max(4 * block, 24);
    for (int round = 0; ; round++) {
      SymmetricEigen ritz = SymmetricEigen.of(inside());
      values = Arrays.copyOf(ritz.values(), wanted);
      double[][] best = new double[block][];
      List<double[]> wrong = new ArrayList<>();
      double worst = 0;
      for (int i = 0; i < block; i++) {
        best[i] = combine(basis, ritz.vectors()[i]);
        double[] residual = combine(products, ritz.vectors()[i]);
        Vectors.add(best[i], -ritz.values()[i], residual);
        wrong.add(residual);
        worst = i < wanted ? Math.max(worst, Vectors.length(residual)) : worst;
      }
      double small = TOLERANCE * ritz.values()[0];
      if (worst <= small || round == MOST_ROUNDS || basis.size() == best[0].length) {
        return Arrays.copyOf(best, wanted);
      }
      if (basis.size() + block > largest) {
        shrink(ritz, 2 * block);
      }
      if (!grow(wrong, small * 1e-3)) {
        return Arrays.copyOf(best, wanted);
      }
    }
  }

  /** The matrix as the vectors of the basis see it. */
  private double[][] inside() {
    int size = basis.size();
    double[][] inside = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        // Symmetric but for rounding.
        double product = Vectors.dot(basis.get(i), products.get(j));
        inside[i][j] = product;
        inside[j][i] = product;
      }
    }
    return inside;
  }

  private static double[] combine(List<double[]> vectors, double[] factors) {
    double[] sum = new double[vectors.getFirst().length];
    for (int i = 0; i < factors.length; i++) {
      Vectors.add(vectors.get(i), factors[i], sum);
    }
    return sum;
  }

  private void shrink(SymmetricEigen ritz, int size) {
    List<double[]> kept = new ArrayList<>();
    List<double[]> keptProducts = new ArrayList<>();
    for (int i = 0; i < Math.min(size, basis.size()); i++) {
      kept.add(combine(basis, ritz.vectors()[i]));
      keptProducts.add(combine(products, ritz.vectors()[i]));
    }
    basis.clear();
    products.clear();
    basis.addAll(kept);
    products.addAll(keptProducts);
  }

  /**
   * Adds directions to the basis, as far as they are new.
   *
   * @param small what is no longer than this counts as nothing
   * @return whether there were any
   */
  private boolean grow(List<double[]> directions, double small) {
    int before = basis.size();
    for (double[] direction : directions) {
      double length = Vectors.length(direction);
      if (length > small && basis.size() < direction.length) {
        Vectors.scale(direction, 1 / length);
        orthogonalize(direction);
        double left = Vectors.length(direction);
        if (left > 1e-10) {
          Vectors.scale(direction, 1 / left);
          orthogonalize(direction); // twice is enough: what rounding left of the others
          Vectors.scale(direction, 1 / Vectors.length(direction));
          basis.add(direction);
        }
      }
    }
    double[][] added = basis.subList(before, basis.size()).toArray(double[][]::new);
    if (added.length == 0) {
      return false;
    }
    products.addAll(List.of(covariance.times(added)));
    return true;
  }

  private void orthogonalize(double[] direction) {
    for (double[] vector : basis) {
      Vectors.add(vector, -Vectors.dot(vector, direction), direction);
    }
  }
}
