package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RngTest {

  /** The numbers were made by a separate program in another language. */
  @Test
  void givesTheSameNumbersForEver() {
    Rng random = new Rng(42, 7);
    assertThat(random.nextLong()).isEqualTo(0x7CBC648E4A25D19FL);
    assertThat(random.nextLong()).isEqualTo(0xCB619A6F6CC9A2BDL);
    assertThat(random.nextLong()).isEqualTo(0xC89980B7A3661D61L);
    assertThat(new Rng(42, 0).permutation(10)).containsExactly(3, 8, 1, 2, 0, 5, 9, 6, 4, 7);
  }

  @Test
  void seedsAndStreamsDiffer() {
    long first = new Rng(42, 7).nextLong();
    assertThat(new Rng(42, 8).nextLong()).isNotEqualTo(first);
    assertThat(new Rng(43, 7).nextLong()).isNotEqualTo(first);
  }

  @Test
  void floatsFillTheRangeFromZeroToOne() {
    Rng random = new Rng(1, 0);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      float value = random.nextFloat();
      assertThat(value >= 0 && value < 1).isTrue();
      sum += value;
    }
    assertThat(sum / 100_000).isBetween(0.495, 0.505);
  }

  @Test
  void boundedNumbersAreEvenlySpread() {
    Rng random = new Rng(1, 0);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[random.nextInt(10)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_700, 10_300);
    }
  }

  @Test
  void permutationsHoldEachNumberOnce() {
    int[] order = new Rng(3, 0).permutation(1000);
    assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
  }
}
