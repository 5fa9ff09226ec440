package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterleavingTest {

  static Stream<long[]> counts() {
    return Stream.of(
        new long[] {1},
        new long[] {9},
        new long[] {4, 4, 4},
        new long[] {5, 3, 1},
        new long[] {1, 50, 7, 0, 13},
        new long[] {40, 39, 38, 2});
  }

  @ParameterizedTest
  @MethodSource("counts")
  void everyStretchHasTheProportionsOfTheWhole(long[] counts) {
    int total = (int) Arrays.stream(counts).sum();
    int[] labels = all(counts);
    for (int c = 0; c < counts.length; c++) {
      int label = c;
      double most = 3 + (double) counts[c] * counts.length / total;
      assertThat(Arrays.stream(labels).filter(l -> l == label).count()).isEqualTo(counts[c]);
      for (int from = 0; from < total; from++) {
        long there = 0;
        for (int to = from; to < total; to++) {
          there += labels[to] == c ? 1 : 0;
          double share = (double) (to + 1 - from) * counts[c] / total;
          assertThat((double) there).isBetween(share - most, share + most);
        }
      }
    }
  }

  /** What is found of a stretch is what the whole has there, with the rows that come next. */
  @ParameterizedTest
  @MethodSource("counts")
  void anyStretchIsAPartOfTheWhole(long[] counts) {
    int[] labels = all(counts);
    Interleaving order = new Interleaving(counts);
    for (int first = 0; first < labels.length; first++) {
      for (int count = 1; count <= labels.length - first; count++) {
        int[] found = new int[count + 2];
        long[] rows = new long[counts.length];
        order.find(first, count, found, 1, rows);
        assertThat(Arrays.copyOfRange(found, 1, count + 1))
            .isEqualTo(Arrays.copyOfRange(labels, first, first + count));
        assertThat(found[0] + found[count + 1]).isZero();
        for (int c = 0; c < counts.length; c++) {
          int label = c;
          assertThat(rows[c])
              .isEqualTo(Arrays.stream(labels, 0, first).filter(l -> l == label).count());
        }
      }
    }
  }

  /** Two classes of nearly 2^31 images, at the far end. */
  @Test
  void countsThatNoIntHolds() {
    Interleaving order = new Interleaving(Integer.MAX_VALUE, Integer.MAX_VALUE - 1);
    int[] labels = new int[3];
    long[] rows = new long[2];
    order.find(order.total() - 3, 3, labels, 0, rows);
    assertThat(order.total()).isEqualTo(4_294_967_293L);
    assertThat(labels).containsExactly(1, 0, 1);
    assertThat(rows).containsExactly(2_147_483_646L, 2_147_483_644L);
  }

  private static int[] all(long[] counts) {
    Interleaving order = new Interleaving(counts);
    int[] labels = new int[(int) order.total()];
    order.find(0, labels.length, labels, 0, new long[counts.length]);
    return labels;
  }
}
