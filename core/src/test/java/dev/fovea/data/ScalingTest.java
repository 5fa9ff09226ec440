package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingTest {

  @Test
  void scalesEachByte() {
    assertThat(Scaling.UNIT.table()).hasSize(256).startsWith(0f, 1 / 255f).endsWith(1f);
    assertThat(Scaling.MNIST.table()[0]).isEqualTo((float) (-0.1307 / 0.3081));
    assertThat(Scaling.MNIST.table()[255]).isEqualTo((float) ((1 - 0.1307) / 0.3081));
  }

  @Test
  void scalesChannelsByNumbersOfTheirOwn() {
    Scaling scaling = new Scaling(List.of(0.5, 0.25), List.of(2.0, 4.0));
    assertThat(scaling.table()).hasSize(512);
    assertThat(scaling.table()[255]).isEqualTo(0.25f);
    assertThat(scaling.table()[256]).isEqualTo(-0.0625f);
    scaling.checkChannels(2);
    new Scaling(0, 1).checkChannels(7);
    assertThatThrownBy(() -> scaling.checkChannels(3))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the scaling is for 2 channels, but the images have 3: scale them by one mean and"
                + " deviation, or by one for each channel");
  }

  @Test
  void invertsBeforeItScales() {
    float[] inverted = Scaling.MNIST.inverted().table();
    for (int i = 0; i < 256; i++) {
      assertThat(inverted[i]).isEqualTo(Scaling.MNIST.table()[255 - i]);
    }
    assertThat(Scaling.MNIST.inverted().inverted()).isEqualTo(Scaling.MNIST);
  }

  /** The numbers that the tutorials give were computed by others. */
  @Test
  void computesMnistsMeanAndDeviation() {
    Scaling scaling = Scaling.of(Mnist.train());
    assertThat(scaling.means()).hasSize(1);
    assertThat(scaling.means().getFirst()).isEqualTo(0.1307, within(0.00005));
    assertThat(scaling.deviations().getFirst()).isEqualTo(0.3081, within(0.00005));
  }

  /** Channel by channel, against two passes over the pixels. */
  @Test
  void computesMeanAndDeviationOfEachChannel() {
    byte[] pixels = new byte[5 * 3 * 4 * 7];
    new Random(1).nextBytes(pixels);
    Dataset data = new Dataset("random", 3, 4, 7, pixels, new int[5], List.of("one"));
    Scaling scaling = Scaling.of(data);
    for (int channel = 0; channel < 3; channel++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < pixels.length; i++) {
        mean += i / 28 % 3 == channel ? (pixels[i] & 0xff) / 255.0 / 140 : 0;
      }
      for (int i = 0; i < pixels.length; i++) {
        double distance = (pixels[i] & 0xff) / 255.0 - mean;
        square += i / 28 % 3 == channel ? distance * distance / 140 : 0;
      }
      assertThat(scaling.means().get(channel)).isEqualTo(mean, within(1e-12));
      assertThat(scaling.deviations().get(channel)).isEqualTo(Math.sqrt(square), within(1e-12));
    }
  }

  /** As in drawings of red and green alone. */
  @Test
  void aChannelMayBeTheSameEverywhere() {
    byte[] pixels = {0, 100, 7, 7};
    Scaling scaling = Scaling.of(new Dataset("red", 2, 1, 2, pixels, new int[1], List.of("one")));
    assertThat(scaling.means()).containsExactly(50 / 255.0, 7 / 255.0);
    assertThat(scaling.deviations().get(0)).isEqualTo(50 / 255.0, within(1e-12));
    assertThat(scaling.deviations().get(1)).isEqualTo(1);
  }

  @Test
  void refusesImagesOfOneColour() {
    Dataset black = new Dataset("black", 1, 2, 2, new byte[4], new int[1], List.of("one"));
    assertThatThrownBy(() -> Scaling.of(black))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "all pixels of channel 0 of black are the same, so that they cannot be scaled to a"
                + " deviation of 1: give a mean and a deviation, or scale to 0 to 1 (--normalize unit)");
    assertThatThrownBy(() -> Scaling.of(Mnist.test().slice(0, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("has no images to compute a scaling from");
  }

  @Test
  void refusesWhatGivesNoNumbers() {
    assertThatThrownBy(() -> new Scaling(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scaling(List.of(1.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scaling(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scaling(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
