package dev.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.inspect.Embedding;
import dev.fovea.inspect.Matrix;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {

  private static final int COUNT = 120;

  private static Embedding random() {
    Random random = new Random(4);
    float[] places = new float[2 * COUNT];
    int[] labels = new int[COUNT];
    for (int n = 0; n < COUNT; n++) {
      labels[n] = random.nextInt(3);
      places[2 * n] = random.nextFloat() + labels[n];
      places[2 * n + 1] = random.nextFloat();
    }
    return new Embedding("pixels", "PCA", new Matrix(COUNT, 2, places), labels);
  }

  @Test
  void isWhatSortingAllDistancesFinds() {
    Embedding plane = random();
    int same = 0;
    for (int n = 0; n < COUNT; n++) {
      int at = n;
      List<Integer> near =
          IntStream.range(0, COUNT)
              .filter(other -> other != at)
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      (Integer other) ->
                          Math.hypot(plane.x(at) - plane.x(other), plane.y(at) - plane.y(other))))
              .limit(5)
              .toList();
      same += (int) near.stream().filter(o -> plane.labels()[o] == plane.labels()[at]).count();
    }
    assertThat(Neighbourhood.sameClass(plane, 5)).isEqualTo(same / (5.0 * COUNT), within(1e-12));
  }

  @Test
  void takesAllOthersWhereThereAreFew() {
    Embedding two =
        new Embedding("pixels", "PCA", new Matrix(2, 2, new float[4]), new int[] {1, 1});
    assertThat(Neighbourhood.sameClass(two, 5)).isEqualTo(1);
  }
}
