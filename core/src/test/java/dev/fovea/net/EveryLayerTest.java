package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read of each layer, what its settings may be, and the windows it looks through. */
class EveryLayerTest {

  private static final Shape IMAGE = new Shape(4, 9, 8);

  /** Each kind of layer, with its name in a network and its words in a summary. */
  static List<Arguments> words() {
    Conv2d conv = new Conv2d(10, 3);
    AvgPool2d average = new AvgPool2d(4, 2);
    return List.of(
        Arguments.of(conv, "conv", "Conv2d 3x3, 10"),
        Arguments.of(new Conv2d(10, 5), "conv", "Conv2d 5x5, 10"),
        Arguments.of(new Conv2d(10, 3, 2, 2, 1), "conv", "Conv2d 3x2, 10, stride 2, padding 1"),
        Arguments.of(conv.withPadding(Padding.SAME), "conv", "Conv2d 3x3, 10, padding same"),
        Arguments.of(
            conv.withDilation(2).withGroups(5).withoutBias(),
            "conv",
            "Conv2d 3x3, 10, dilation 2, groups 5, no bias"),
        Arguments.of(
            new MaxPool2d(3, 2).withPadding(1), "pool", "MaxPool2d 3, stride 2, padding 1"),
        Arguments.of(new MaxPool2d(2), "pool", "MaxPool2d 2"),
        Arguments.of(new MaxPool2d(3, 2), "pool", "MaxPool2d 3, stride 2"),
        Arguments.of(new MaxPool2d(3).withCeilMode(), "pool", "MaxPool2d 3, ceil"),
        Arguments.of(average, "pool", "AvgPool2d 4, stride 2"),
        Arguments.of(
            average.withPadding(2).withoutCountingPadding().withCeilMode(),
            "pool",
            "AvgPool2d 4, stride 2, padding 2, ceil, padding not counted"),
        Arguments.of(average.withPadding(1), "pool", "AvgPool2d 4, stride 2, padding 1"),
        Arguments.of(average.withoutCountingPadding(), "pool", "AvgPool2d 4, stride 2"),
        Arguments.of(AdaptiveAvgPool2d.global(), "pool", "AdaptiveAvgPool2d, global"),
        Arguments.of(new AdaptiveAvgPool2d(1, 2), "pool", "AdaptiveAvgPool2d 1x2"),
        Arguments.of(new AdaptiveAvgPool2d(6, 1), "pool", "AdaptiveAvgPool2d 6x1"),
        Arguments.of(new Dense(7), "dense", "Dense 7"),
        Arguments.of(new Dense(10), "dense", "Dense 10"),
        Arguments.of(new Dense(7).withoutBias(), "dense", "Dense 7, no bias"),
        Arguments.of(new Flatten(), "flatten", "Flatten"),
        Arguments.of(new Relu(), "relu", "ReLU"),
        Arguments.of(new LeakyRelu(), "leaky", "LeakyReLU 0.01"),
        Arguments.of(new Sigmoid(), "sigmoid", "Sigmoid"),
        Arguments.of(new Tanh(), "tanh", "Tanh"),
        Arguments.of(new Gelu(), "gelu", "GELU"),
        Arguments.of(new Silu(), "silu", "SiLU"),
        Arguments.of(new Softmax(), "softmax", "Softmax"),
        Arguments.of(new LogSoftmax(), "logsoftmax", "LogSoftmax"),
        Arguments.of(new Dropout(0.5), "dropout", "Dropout 0.5"),
        Arguments.of(new Dropout(0.25), "dropout", "Dropout 0.25"),
        Arguments.of(new BatchNorm2d(), "norm", "BatchNorm2d"),
        Arguments.of(
            new BatchNorm2d(0.001, 0.2), "norm", "BatchNorm2d, epsilon 0.001, momentum 0.2"),
        Arguments.of(new LayerNorm(), "norm", "LayerNorm"),
        Arguments.of(new LayerNorm(0.5), "norm", "LayerNorm, epsilon 0.5"),
        Arguments.of(new LocalResponseNorm(5), "norm", "LocalResponseNorm 5"),
        Arguments.of(
            new LocalResponseNorm(5, 2e-4, 0.75, 1),
            "norm",
            "LocalResponseNorm 5, alpha 2.0E-4, beta 0.75, k 1.0"),
        Arguments.of(
            new LocalResponseNorm(5, 1e-4, 0.5, 1),
            "norm",
            "LocalResponseNorm 5, alpha 1.0E-4, beta 0.5, k 1.0"),
        Arguments.of(
            new LocalResponseNorm(5, 1e-4, 0.75, 2),
            "norm",
            "LocalResponseNorm 5, alpha 1.0E-4, beta 0.75, k 2.0"),
        Arguments.of(new Add(), "add", "Add"),
        Arguments.of(new Concat(), "concat", "Concat"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void isCalled(Layer layer, String kind, String words) {
    assertThat(layer.kind()).isEqualTo(kind);
    assertThat(layer).hasToString(words);
  }

  @Test
  void noneIsForgotten() {
    assertThat(words().stream().<Class<?>>map(words -> words.get()[0].getClass()).distinct())
        .containsExactlyInAnyOrderElementsOf(LayerTypes.all().toList());
  }

  /** At the ends of what is allowed. */
  @Test
  void settingsMayBe() {
    assertThat(new BatchNorm2d(1e-300, 0).momentum()).isZero();
    assertThat(new BatchNorm2d(1e-5, 1).momentum()).isOne();
    assertThat(new LocalResponseNorm(1, 0, 0, 1e-9).beta()).isZero();
    assertThat(new LeakyRelu(0).slope()).isZero();
    assertThat(new Dropout(0).rate()).isZero();
    assertThat(new AdaptiveAvgPool2d(1, 1).height()).isOne();
    assertThat(new Padding.Zeros(0, 3).columns()).isEqualTo(3);
    assertThat(new CrossEntropy(0, List.of(1e-6, 1e6)).classWeights()).hasSize(2);
  }

  static List<Arguments> beyond() {
    return List.of(
        refused(() -> new BatchNorm2d(0, 0.1), "BatchNorm2d: epsilon"),
        refused(() -> new BatchNorm2d(1e-5, -0.01), "momentum must be from 0 to 1, not -0.01"),
        refused(() -> new BatchNorm2d(1e-5, 1.01), "momentum must be from 0 to 1, not 1.01"),
        refused(() -> new LayerNorm(0), "LayerNorm: epsilon"),
        refused(() -> new LocalResponseNorm(0), "LocalResponseNorm: size must be at least 1"),
        refused(() -> new LocalResponseNorm(5, 1, 1, 0), "LocalResponseNorm: k"),
        refused(() -> new LocalResponseNorm(5, -1, 1, 1), "at least 0, not -1.0 and 1.0"),
        refused(() -> new LocalResponseNorm(5, 1, -1, 1), "at least 0, not 1.0 and -1.0"),
        refused(
            () -> new LocalResponseNorm(5, Double.POSITIVE_INFINITY, 1, 1), "not Infinity and 1.0"),
        refused(() -> new LeakyRelu(-0.1), "slope must be from 0 to less than 1, not -0.1"),
        refused(() -> new LeakyRelu(1), "slope must be from 0 to less than 1, not 1.0"),
        refused(() -> new AdaptiveAvgPool2d(0, 1), "height must be at least 1, not 0"),
        refused(() -> new AdaptiveAvgPool2d(1, 0), "width must be at least 1, not 0"),
        refused(() -> new AvgPool2d(0), "AvgPool2d: kernel must be at least 1, not 0"),
        refused(() -> new AvgPool2d(3).withPadding(-1), "padding must be at least 0, not -1"),
        refused(() -> new AvgPool2d(3).withPadding(2), "at most half of the kernel, 1, not 2"),
        refused(() -> new Padding.Zeros(-1, 0), "padding must be at least 0, not -1"),
        refused(() -> new Padding.Zeros(0, -1), "padding must be at least 0, not -1"),
        refused(() -> new Conv2d(10, 3).withGroups(3), "a multiple of the 3 groups, not 10"),
        refused(() -> new Conv2d(10, 3).withDilation(1 << 30), "a dilation of 1073741824"),
        refused(() -> new Conv2d(9, 3).withGroups(3).output(IMAGE), "4 channels cannot be cut"),
        refused(() -> new Concat().output(List.of(IMAGE, new Shape(4, 8, 8))), "8 x 8"),
        refused(() -> new Softmax().output(IMAGE), "a vector is needed"),
        refused(() -> new LogSoftmax().output(IMAGE), "a vector is needed"),
        refused(() -> new CrossEntropy(0, List.of(1.0, 9e-7)), "as that of class 1"),
        refused(() -> new CrossEntropy(0, List.of(1.1e6, 1.0)), "as that of class 0"));
  }

  private static Arguments refused(Runnable action, String message) {
    return Arguments.of(action, message);
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void andNotBeyond(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** As PyTorch's documentation of Conv2d and of its padding "same" counts. */
  @Test
  void windowsOfConvolutions() {
    Conv2d conv = new Conv2d(8, 3, 2, 1, 0).withDilation(3);
    assertThat(conv.reachHeight()).isEqualTo(7);
    assertThat(conv.reachWidth()).isEqualTo(4);
    assertThat(conv.output(IMAGE)).isEqualTo(new Shape(8, 3, 5));
    assertThat(conv.withStride(2).output(IMAGE)).isEqualTo(new Shape(8, 2, 3));
    assertThat(conv.withGroups(2).multiplyAdds(IMAGE)).isEqualTo(8 * 3 * 5 * 2 * 3 * 2);
    assertThat(conv.withGroups(4).tensors(IMAGE).getFirst())
        .isEqualTo(new Tensor("weight", Tensor.Role.WEIGHT, List.of(8, 1, 3, 2), 6, 48));
    Conv2d same = new Conv2d(8, 3, 2, 1, 0).withPadding(Padding.SAME);
    assertThat(same.sides(IMAGE)).isEqualTo(new Padding.Sides(1, 0, 1, 1));
    assertThat(same.output(IMAGE)).isEqualTo(new Shape(8, 9, 8));
    // 9 rows: 5 windows 2 apart of 3 rows reach over 11; 8 columns: 4 of 2 just over 8.
    assertThat(same.withStride(2).sides(IMAGE)).isEqualTo(new Padding.Sides(1, 0, 1, 0));
    assertThat(same.withStride(2).output(IMAGE)).isEqualTo(new Shape(8, 5, 4));
    // Windows 4 apart leave rows between them out.
    assertThat(same.withStride(4).sides(IMAGE)).isEqualTo(new Padding.Sides(1, 0, 1, 0));
  }

  @Test
  void sidesOfAnImage() {
    assertThat(new Padding.Sides(2, 2, 2, 2).even()).isTrue();
    assertThat(new Padding.Sides(1, 2, 2, 2).even()).isFalse();
    assertThat(new Padding.Sides(2, 1, 1, 1).even()).isFalse();
    assertThat(new Padding.Sides(2, 2, 1, 1).even()).isFalse();
    assertThat(new Padding.Sides(2, 2, 2, 1).even()).isFalse();
    assertThat(new Padding.Sides(4, 3, 2, 1).most()).isEqualTo(4);
    assertThat(new Padding.Sides(1, 2, 3, 4).most()).isEqualTo(4);
    assertThat(new Padding.Sides(1, 4, 3, 2).most()).isEqualTo(4);
  }

  /** As PyTorch's documentation of MaxPool2d counts, ceil_mode too. */
  @Test
  void windowsOfPoolings() {
    assertThat(PoolSize.windows(9, 3, 3, 0, false)).isEqualTo(3);
    assertThat(PoolSize.windows(8, 3, 3, 0, false)).isEqualTo(2);
    assertThat(PoolSize.windows(8, 3, 3, 0, true)).isEqualTo(3);
    assertThat(PoolSize.windows(8, 3, 2, 1, false)).isEqualTo(4);
    assertThat(PoolSize.windows(8, 3, 2, 1, true)).isEqualTo(5);
    // A last window would begin in the padding behind the image.
    assertThat(PoolSize.windows(5, 2, 2, 1, true)).isEqualTo(3);
    assertThat(PoolSize.windows(4, 2, 2, 1, true)).isEqualTo(3);
    assertThat(PoolSize.windows(1, 1, 3, 0, true)).isOne();
    assertThat(PoolSize.windows(2, 3, 1, 0, false)).isZero();
  }

  @Test
  void layerNormHasANumberForEachValue() {
    assertThat(new LayerNorm().tensors(IMAGE))
        .containsExactly(
            Tensor.of("weight", Tensor.Role.SCALE, List.of(4, 9, 8)),
            Tensor.of("bias", Tensor.Role.SHIFT, List.of(4, 9, 8)));
    assertThat(new LayerNorm().tensors(Shape.vector(5)))
        .containsExactly(
            Tensor.of("weight", Tensor.Role.SCALE, List.of(5)),
            Tensor.of("bias", Tensor.Role.SHIFT, List.of(5)));
  }
}
