package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both parts of a data set together, and divided anew. */
class PoolTest {

  private static final List<String> CLASSES = List.of("a", "b", "c");

  /** Image {@code i} is of pixels {@code first + i}. */
  private static Dataset data(String name, int first, int images) {
    byte[] pixels = new byte[images * 4];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      Arrays.fill(pixels, 4 * i, 4 * i + 4, (byte) (first + i));
      labels[i] = (first + i) % 3;
    }
    return new Dataset(name, 1, 2, 2, pixels, labels, CLASSES).preparedAs(Preparation.DIGIT);
  }

  @Test
  void nothingIsLostOrChanged() {
    Dataset pooled = new Split(data("training", 0, 60), data("test", 60, 40)).pooled();
    assertThat(pooled.size()).isEqualTo(100);
    assertThat(pooled.preparation()).isEqualTo(Preparation.DIGIT);
    Split split = Split.shuffled(pooled, 0.4, 7);
    assertThat(split.training().size()).isEqualTo(60);
    assertThat(split.test().size()).isEqualTo(40);
    boolean[] seen = new boolean[100];
    for (Dataset part : List.of(split.training(), split.test())) {
      assertThat(part.preparation()).isEqualTo(Preparation.DIGIT);
      for (int i = 0; i < part.size(); i++) {
        int number = part.image(i)[0];
        assertThat(part.label(i)).isEqualTo(number % 3);
        assertThat(seen[number]).isFalse();
        seen[number] = true;
      }
    }
    assertThat(seen).containsOnly(true);
  }

  @Test
  void theSeedDecides() {
    Dataset all = data("all", 0, 100);
    assertThat(Split.shuffled(all, 0.4, 7).test().pixels())
        .isEqualTo(Split.shuffled(all, 0.4, 7).test().pixels())
        .isNotEqualTo(Split.shuffled(all, 0.4, 8).test().pixels());
  }

  @Test
  void allDigitsInKagglesSizes() {
    Split split = Split.shuffled(new Split(Mnist.train(), Mnist.test()).pooled(), 0.4, 1);
    assertThat(split.training().size()).isEqualTo(42_000);
    assertThat(split.test().size()).isEqualTo(28_000);
  }

  @Test
  void partsThatDiffer() {
    Dataset other = new Dataset("other", 1, 1, 4, new byte[4], new int[1], CLASSES);
    assertThatThrownBy(() -> new Split(data("data", 0, 3), other).pooled())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be pooled");
    assertThatThrownBy(() -> Split.shuffled(data("data", 0, 3), 0.1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too few");
    assertThatThrownBy(() -> Split.shuffled(data("data", 0, 3), 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("above 0 and below 1");
  }
}
