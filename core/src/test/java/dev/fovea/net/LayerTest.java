package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.net.Tensor.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of each layer, what it learns and costs, and what it refuses. */
class LayerTest {

  private static final Shape IMAGE = new Shape(3, 9, 8);

  static Stream<Arguments> outputs() {
    return Stream.of(
        Arguments.of(new Conv2d(10, 5), IMAGE, new Shape(10, 5, 4)),
        Arguments.of(new Conv2d(10, 5).withPadding(2), IMAGE, new Shape(10, 9, 8)),
        Arguments.of(new Conv2d(10, 5).withStride(2), IMAGE, new Shape(10, 3, 2)),
        Arguments.of(new Conv2d(10, 3, 2, 3, 1), IMAGE, new Shape(10, 3, 3)),
        Arguments.of(new Conv2d(4, 9, 8, 1, 0), IMAGE, Shape.vector(4)),
        Arguments.of(new Conv2d(4, 1, 1, 100, 0), IMAGE, Shape.vector(4)),
        Arguments.of(new Conv2d(1, 2).withPadding(3), Shape.vector(5), new Shape(1, 6, 6)),
        Arguments.of(new MaxPool2d(2), IMAGE, new Shape(3, 4, 4)),
        Arguments.of(new MaxPool2d(3, 2), IMAGE, new Shape(3, 4, 3)),
        Arguments.of(new MaxPool2d(2, 5), IMAGE, new Shape(3, 2, 2)),
        Arguments.of(new MaxPool2d(8), IMAGE, Shape.vector(3)),
        Arguments.of(new MaxPool2d(9, 2).withCeilMode(), IMAGE, Shape.vector(3)),
        Arguments.of(new MaxPool2d(10, 3).withCeilMode(), IMAGE, Shape.vector(3)),
        Arguments.of(new Relu(), IMAGE, IMAGE),
        Arguments.of(new Dropout(0.5), IMAGE, IMAGE),
        Arguments.of(new Flatten(), IMAGE, Shape.vector(216)),
        Arguments.of(new Flatten(), Shape.vector(7), Shape.vector(7)),
        Arguments.of(new Dense(10), Shape.vector(7), Shape.vector(10)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void output(Layer layer, Shape in, Shape out) {
    assertThat(layer.output(in)).isEqualTo(out);
  }

  @Test
  void tensorsStandAsInPyTorch() {
    assertThat(new Conv2d(10, 3, 2, 1, 0).tensors(IMAGE))
        .containsExactly(
            new Tensor("weight", Role.WEIGHT, List.of(10, 3, 3, 2), 18, 60),
            new Tensor("bias", Role.BIAS, List.of(10), 18, 60));
    assertThat(new Dense(5).tensors(Shape.vector(7)))
        .containsExactly(
            new Tensor("weight", Role.WEIGHT, List.of(5, 7), 7, 5),
            new Tensor("bias", Role.BIAS, List.of(5), 7, 5));
    assertThat(new Relu().tensors(IMAGE)).isEmpty();
    assertThat(new Dropout(0.5).tensors(IMAGE)).isEmpty();
    assertThat(new Flatten().tensors(IMAGE)).isEmpty();
    assertThat(new MaxPool2d(2).tensors(IMAGE)).isEmpty();
  }

  @Test
  void multiplyAdds() {
    assertThat(new Conv2d(10, 5).multiplyAdds(IMAGE)).isEqualTo(10 * 5 * 4 * 3 * 5 * 5);
    assertThat(new Dense(5).multiplyAdds(Shape.vector(7))).isEqualTo(35);
    assertThat(new Relu().multiplyAdds(IMAGE)).isZero();
    Shape large = new Shape(1000, 1000, 1000);
    assertThat(new Conv2d(2000, 1).multiplyAdds(large)).isEqualTo(2_000_000_000_000L);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        refused(() -> new Conv2d(0, 5), "Conv2d: outChannels must be at least 1, not 0"),
        refused(() -> new Conv2d(1, 0), "Conv2d: kernelHeight must be at least 1, not 0"),
        refused(() -> new Conv2d(1, 1, -2, 1, 0), "Conv2d: kernelWidth must be at least 1, not -2"),
        refused(() -> new Conv2d(1, 5).withStride(0), "Conv2d: stride must be at least 1, not 0"),
        refused(
            () -> new Conv2d(1, 5).withPadding(-1), "Conv2d: padding must be at least 0, not -1"),
        refused(() -> new MaxPool2d(0), "MaxPool2d: kernel must be at least 1, not 0"),
        refused(() -> new MaxPool2d(2, 0), "MaxPool2d: stride must be at least 1, not 0"),
        refused(() -> new Dense(0), "Dense: outFeatures must be at least 1, not 0"),
        refused(() -> new Dropout(1), "Dropout: rate must be from 0 to less than 1, not 1.0"),
        refused(() -> new Dropout(-0.1), "Dropout: rate must be from 0 to less than 1, not -0.1"),
        refused(
            () -> new Dropout(Double.NaN), "Dropout: rate must be from 0 to less than 1, not NaN"),
        refused(
            () -> new Conv2d(1, 10).output(IMAGE),
            "a 10 x 10 kernel with padding 0 does not fit into 3 x 9 x 8"),
        refused(
            () -> new Conv2d(1, 1, 13, 1, 2).output(IMAGE),
            "a 1 x 13 kernel with padding 2 does not fit into 3 x 9 x 8"),
        refused(
            () -> new MaxPool2d(9).output(IMAGE), "a window of 9 x 9 does not fit into 3 x 9 x 8"),
        refused(
            () -> new MaxPool2d(2).output(Shape.vector(512)),
            "a window of 2 x 2 does not fit into 512 x 1 x 1"),
        refused(
            () -> new MaxPool2d(10, 2).withCeilMode().output(IMAGE),
            "a window of 10 x 10 does not fit into 3 x 9 x 8"),
        refused(
            () -> new Dense(10).output(IMAGE), "a vector is needed, not 3 x 9 x 8; add a Flatten"),
        refused(
            () -> new Conv2d(1, 5).withPadding(Integer.MAX_VALUE).output(IMAGE),
            "a padding of 2147483647 is too large"),
        refused(
            () -> new Conv2d(1, 5).withPadding(1 << 29).output(IMAGE),
            "a shape of 1 x 1073741829 x 1073741828 is too large"),
        refused(
            () -> new Conv2d(1, 65536, 65536, 1, 40000).tensors(IMAGE),
            "a filter of 3 x 65536 x 65536 is too large"));
  }

  private static Arguments refused(Runnable action, String message) {
    return Arguments.argumentSet(message, action, message);
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void saysWhatIsNeeded(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
