package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.kernel.Correlation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That {@link TestConvolutions} brings each kind of convolution into each of its cases. */
class TestConvolutionsTest {

  private static final List<Step> STEPS =
      TestConvolutions.networks().stream()
          .map(Reordering::reluAfterPooling)
          .flatMap(n -> Steps.of(n, new Layout(n, true), true, 1).stream())
          .map(PlacedStep::step)
          .toList();

  private static final List<ConvStep> CONVOLUTIONS =
      STEPS.stream().filter(ConvStep.class::isInstance).map(ConvStep.class::cast).toList();

  private static boolean few(Correlation g) {
    return g.channels() <= 2;
  }

  @Test
  void channelsThatStandAlone() {
    assertThat(CONVOLUTIONS)
        .anyMatch(s -> few(s.values()) && s.values().taps() == 9)
        .anyMatch(s -> few(s.values()) && s.values().taps() < 9)
        .anyMatch(s -> few(s.values()) && s.values().taps() > 9)
        .anyMatch(s -> s.gradients().stream().anyMatch(g -> few(g) && g.taps() == 9))
        .anyMatch(s -> s.gradients().stream().anyMatch(g -> few(g) && g.taps() == 18));
  }

  @Test
  void groups() {
    assertThat(CONVOLUTIONS)
        .anyMatch(s -> s.groups().count() > 1 && s.values().channels() > 2)
        .anyMatch(s -> s.groups().count() > 1 && s.groups().inputs() == 1 && s.biasAt() < 0)
        .anyMatch(s -> s.groups().count() > 1 && s.gradients().isEmpty())
        .anyMatch(s -> s.groups().count() > 1 && s.gradients().size() > 4);
  }

  @Test
  void pooledAtOnceUnlessGrouped() {
    List<ConvPoolStep> pooled =
        STEPS.stream()
            .filter(ConvPoolStep.class::isInstance)
            .map(ConvPoolStep.class::cast)
            .toList();
    assertThat(pooled)
        .hasSize(2)
        .anyMatch(s -> few(s.values()))
        .anyMatch(s -> s.biasAt() < 0 && !few(s.values()));
    assertThat(STEPS.stream().filter(MaxPoolStep.class::isInstance)).hasSize(1);
  }

  @Test
  void inputsThatNothingWasReadFrom() {
    assertThat(CONVOLUTIONS)
        .anyMatch(s -> s.gradients().stream().anyMatch(g -> g.taps() == 0))
        .anyMatch(s -> s.gradients().stream().anyMatch(g -> g.taps() > 0));
  }
}
