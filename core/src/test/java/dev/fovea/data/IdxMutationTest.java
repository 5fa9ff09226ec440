package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever happens to a file, reading it gives a data set or an InputException. */
class IdxMutationTest {

  private static final int TRIES = 4000;

  private final Dataset digits = Mnist.test().slice(0, 20);

  @Test
  void rawImages() {
    mutate(IdxBytes.images(digits), IdxBytes.labels(digits), true);
  }

  @Test
  void packedImages() {
    mutate(IdxBytes.gzip(IdxBytes.images(digits)), IdxBytes.labels(digits), true);
  }

  @Test
  void rawLabels() {
    mutate(IdxBytes.labels(digits), IdxBytes.images(digits), false);
  }

  @Test
  void packedLabels() {
    mutate(IdxBytes.gzip(IdxBytes.labels(digits)), IdxBytes.images(digits), false);
  }

  private static void mutate(byte[] file, byte[] other, boolean images) {
    Mutations mutations = new Mutations(file, 1);
    int read = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = mutations.next();
      try {
        Dataset data = images ? IdxBytes.read(bytes, other) : IdxBytes.read(other, bytes);
        assertThat(data.pixels()).hasSize(data.size() * data.imageSize());
        read++;
      } catch (InputException e) {
        assertThat(e).hasMessageMatching("(images|labels) .+: .+|.+; give the right file");
      }
    }
    assertThat(read).as("some mutations harm nothing, most do").isBetween(0, TRIES - 1);
  }
}
