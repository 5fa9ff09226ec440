package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  private static final List<String> CLASSES = List.of("a", "b", "c", "none");

  /** Class a has 10 images, b 3, c 1; the one pixel of an image is its number. */
  private static Dataset data() {
    int[] labels = {0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0};
    byte[] pixels = new byte[labels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new Dataset("few", 1, 1, 1, pixels, labels, CLASSES).preparedAs(Preparation.AS_IS);
  }

  @Test
  void eachClassKeepsItsShareAndNoneIsLost() {
    Split split = Split.stratified(data(), 0.25, 7);

    assertThat(counts(split.test())).containsExactly(3, 1, 0, 0); // 2.5 and 0.75 rounded
    assertThat(counts(split.training())).containsExactly(7, 2, 1, 0);
    List<Integer> all = new ArrayList<>(images(split.training()));
    all.addAll(images(split.test()));
    assertThat(all).hasSize(14).doesNotHaveDuplicates();
    assertThat(split.test().preparation()).isEqualTo(Preparation.AS_IS);
    assertThat(split.test().classes()).isEqualTo(CLASSES);
  }

  @Test
  void imagesKeepTheirLabelsAndTheirOrder() {
    Dataset data = data();
    Split split = Split.stratified(data, 0.4, 1);
    for (Dataset part : List.of(split.training(), split.test())) {
      assertThat(images(part)).isSorted();
      for (int i = 0; i < part.size(); i++) {
        assertThat(part.label(i)).isEqualTo(data.label(part.pixels()[i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.999})
  void atLeastOneOfEachClassIsInEitherPart(double share) {
    Split split = Split.stratified(data(), share, 3);
    assertThat(counts(split.test())[0]).isPositive();
    assertThat(counts(split.test())[1]).isPositive();
    assertThat(counts(split.training())[0]).isPositive();
    assertThat(counts(split.training())[1]).isPositive();
  }

  @Test
  void theSeedDecides() {
    List<Integer> first = images(Split.stratified(data(), 0.5, 1).test());
    assertThat(images(Split.stratified(data(), 0.5, 1).test())).isEqualTo(first);
    assertThat(images(Split.stratified(data(), 0.5, 2).test())).isNotEqualTo(first);
  }

  @Test
  void everyImageIsAsLikelyToBeTestedOn() {
    int[] tested = new int[14];
    for (int seed = 0; seed < 1000; seed++) {
      images(Split.stratified(data(), 0.3, seed).test()).forEach(i -> tested[i]++);
    }
    // 3 of 10: 300 of 1000, within five deviations of 14.5.
    assertThat(tested[0]).isBetween(228, 372);
    assertThat(tested[13]).isBetween(228, 372);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAShareThatIsNone(double share) {
    assertThatThrownBy(() -> Split.stratified(data(), share, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("the share of images to test on must be above 0 and below 1, not " + share);
  }

  @Test
  void refusesSingleImages() {
    Dataset single = new Dataset("one each", 1, 1, 1, new byte[2], new int[] {0, 1}, CLASSES);
    assertThatThrownBy(() -> Split.stratified(single, 0.5, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("one each has no class of two images");
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[CLASSES.size()];
    for (int label : data.labels()) {
      counts[label]++;
    }
    return counts;
  }

  private static List<Integer> images(Dataset data) {
    List<Integer> images = new ArrayList<>();
    for (byte pixel : data.pixels()) {
      images.add((int) pixel);
    }
    return images;
  }
}
