package dev.fovea.sources.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Split;
import dev.fovea.sources.Images;
import dev.fovea.sources.check.Repeats.Pair;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataCheckTest {

  private static final List<String> CLASSES = List.of("cat", "dog", "newt");

  /** Images of 3 x 3, so that 8 bytes are hashed at once and one alone. */
  private static final int SIZE = 9;

  @Test
  void findsRepeatsByLabel() {
    Dataset training = gray("abacda", 0, 1, 0, 1, 1, 1);
    DataCheck check = DataCheck.of(training, Optional.empty());
    assertThat(check.training().counts()).containsExactly(2, 4, 0);
    assertThat(check.training().absent()).containsExactly(2);
    assertThat(check.training().repeats().agreeing()).containsExactly(new Pair(0, 2));
    assertThat(check.training().repeats().contradicting()).containsExactly(new Pair(0, 5));
    assertThat(check.leaks()).isEqualTo(Repeats.NONE);
    assertThat(check.imbalance()).isEqualTo(2);
  }

  @Test
  void findsLeaksApartFromRepeatsWithinTheTest() {
    DataCheck check = DataCheck.of(gray("abc", 0, 1, 2), Optional.of(gray("xbxac", 0, 1, 0, 1, 2)));
    assertThat(check.leaks().agreeing()).containsExactly(new Pair(1, 1), new Pair(2, 4));
    assertThat(check.leaks().contradicting()).containsExactly(new Pair(0, 3));
    assertThat(check.test().orElseThrow().repeats().agreeing()).containsExactly(new Pair(0, 2));
    assertThat(check.test().orElseThrow().repeats().contradicting()).isEmpty();
  }

  /** Each byte of an image counts, also the one after the last whole word. */
  @Test
  void oneByteMakesAnImageAnother() {
    byte[] pixels = new byte[(SIZE + 1) * SIZE];
    for (int i = 0; i < SIZE; i++) {
      pixels[i * SIZE + i] = 1;
    }
    Dataset training = new Dataset("t", 1, 3, 3, pixels, new int[SIZE + 1], CLASSES);
    assertThat(DataCheck.of(training, Optional.empty()).training().repeats().size()).isZero();
  }

  @Test
  void findsImagesOfOneColour() {
    // Of 2 channels of 1 x 2: one colour, also one, and two.
    byte[] pixels = {0, 0, 0, 0, 7, 7, 9, 9, 7, 9, 7, 9};
    Dataset training = new Dataset("t", 2, 1, 2, pixels, new int[3], CLASSES);
    assertThat(DataCheck.of(training, Optional.empty()).training().constant())
        .containsExactly(0, 1);
  }

  /** By hand: 0, 0, 255, 255 have mean and deviation 1/2; 51 alone has 1/5 and 0. */
  @Test
  void measuresEachChannel() {
    byte[] pixels = {0, (byte) 255, 51, 51, 0, (byte) 255, 51, 51};
    Dataset training = new Dataset("t", 2, 1, 2, pixels, new int[2], CLASSES);
    List<Statistics> statistics = DataCheck.of(training, Optional.empty()).statistics();
    assertThat(statistics.get(0).mean()).isEqualTo(0.5);
    assertThat(statistics.get(0).deviation()).isEqualTo(0.5);
    assertThat(statistics.get(1).mean()).isCloseTo(0.2, within(1e-15));
    assertThat(statistics.get(1).deviation()).isZero();
  }

  @Test
  void refusesPartsThatDoNotFit() {
    Dataset training = gray("ab", 0, 1);
    assertThatThrownBy(() -> DataCheck.of(gray(""), Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessage("made has no images: give data with at least one");
    Dataset wide = new Dataset("wide", 1, 1, 9, new byte[9], new int[1], CLASSES);
    assertThatThrownBy(() -> DataCheck.of(training, Optional.of(wide)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 x 1 x 9");
    Dataset other = new Dataset("other", 1, 3, 3, new byte[9], new int[1], List.of("a"));
    assertThatThrownBy(() -> DataCheck.of(training, Optional.of(other)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("different classes");
  }

  @Test
  void saysWhatItFound() {
    DataCheck check = DataCheck.of(gray("abacda", 0, 1, 0, 1, 1, 1), Optional.of(gray("bz", 1, 2)));
    assertThat(DataCheckText.lines(check))
        .contains(
            "images    3 x 3, gray",
            "class      train       test",
            "cat            2          0",
            "dog            4          1",
            "newt           0          1",
            "all            6          2",
            "leak        1 of 2 test images in the training part too (test 0 = training 1): remove them"
                + " there, or the test looks better than it is.",
            "two labels  1 of 6 training images equal to an earlier one with another label (training 5 ="
                + " training 0): look at them, and mend one of the labels.",
            "no images   1 of 3 classes without an image in training (newt): add some, or leave the"
                + " class out.",
            "copies      1 of 6 training images equal to an earlier one with the same label (training 2 ="
                + " training 0): keep one of each, for copies count twice.",
            "imbalance   2.0 times as many training images in the largest class as in the smallest:"
                + " gather more of the small ones, and judge by the accuracy of each class.");
  }

  @Test
  void findsThatThereIsNothingToTellApart() {
    assertThat(DataFindings.of(DataCheck.of(gray("ab", 1, 1), Optional.empty())))
        .first(STRING)
        .startsWith("one class   all training images are of dog, and");
    assertThat(DataFindings.of(DataCheck.of(gray("ab", 1, 2), Optional.empty())))
        .noneMatch(line -> line.startsWith("one class"));
  }

  /** Each of ten images has a copy: one of the copies is across the split, all names are right. */
  @Test
  void imagesAreCalledAsTheirSourceDoes() {
    byte[] pixels = new byte[20 * SIZE];
    int[] labels = new int[20];
    for (int i = 0; i < 20; i++) {
      Arrays.fill(pixels, i * SIZE, i * SIZE + 5, (byte) (1 + i % 10));
      labels[i] = i % 2;
    }
    List<String> classes = List.of("a", "b");
    Images images = new Images("made", 1, 3, 3, pixels, Optional.of(labels), classes);
    for (long seed = 1; seed <= 3; seed++) {
      Split split = Split.stratified(images.labelled(), 0.3, seed);
      ImageNames names = ImageNames.ofSplit(images, 0.3, seed);
      for (int i = 0; i < split.training().size(); i++) {
        assertNamed(names.training().apply(i), split.training().image(i), pixels);
      }
      for (int i = 0; i < split.test().size(); i++) {
        assertNamed(names.test().apply(i), split.test().image(i), pixels);
      }
      DataCheck check = DataCheck.of(split.training(), Optional.of(split.test()));
      Pair leak = check.leaks().agreeing().getFirst();
      assertThat(DataFindings.of(check, names).getFirst())
          .startsWith("leak")
          .contains(
              names.test().apply(leak.image()) + " = " + names.training().apply(leak.first()));
    }
  }

  private static void assertNamed(String name, byte[] image, byte[] pixels) {
    int index = Integer.parseInt(name.replace("image ", ""));
    assertThat(image).isEqualTo(Arrays.copyOfRange(pixels, index * SIZE, (index + 1) * SIZE));
  }

  @Test
  void filesAreCalledByTheirPath() {
    Images images =
        new Images(
            "photos/train",
            1,
            1,
            1,
            new byte[4],
            Optional.of(new int[] {0, 0, 1, 1}),
            List.of("a", "b"),
            List.of("a/1.png", "a/2.png", "b/1.png", "b/2.png"));
    String second = Path.of("photos/train/a/2.png").toString();
    assertThat(ImageNames.of(images, images).test().apply(1)).isEqualTo(second);
    assertThat(ImageNames.ofSplit(images, 0.5, 1).training().apply(0))
        .isIn(second, Path.of("photos/train/a/1.png").toString());
  }

  /** Counts from the paper's tables; mean and deviation as everybody quotes them. */
  @Test
  void mnistIsClean() {
    DataCheck check = DataCheck.of(Mnist.train(), Optional.of(Mnist.test()));
    assertThat(check.training().counts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(check.statistics().getFirst().mean()).isCloseTo(0.1307, within(5e-5));
    assertThat(check.statistics().getFirst().deviation()).isCloseTo(0.3081, within(5e-5));
    assertThat(check.training().repeats().size()).isZero();
    assertThat(check.test().orElseThrow().repeats().size()).isZero();
    assertThat(check.leaks().size()).isZero();
    assertThat(check.training().constant()).isEmpty();
    assertThat(DataFindings.of(check)).isEmpty();
  }

  /** An image for each letter: equal letters, equal images. */
  private static Dataset gray(String letters, int... labels) {
    byte[] pixels = new byte[letters.length() * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (letters.charAt(i / SIZE) * (i % SIZE));
    }
    return new Dataset("made", 1, 3, 3, pixels, labels, CLASSES);
  }
}
