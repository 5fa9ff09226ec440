package dev.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a loss is, and which networks it is for. */
class LossTest {

  private static final Shape IN = Shape.vector(4);
  private static final Network LOGITS = Network.of("net", IN, new Dense(3));
  private static final Network PROBABILITIES = Network.of("net", IN, new Dense(3), new Softmax());
  private static final Network LOGARITHMS = Network.of("net", IN, new Dense(3), new LogSoftmax());

  @Test
  void whatANetworkIsMeasuredWith() {
    assertThat(Loss.of(LOGITS)).isEqualTo(new CrossEntropy(0, List.of()));
    assertThat(Loss.of(PROBABILITIES)).isEqualTo(new NegativeLogLikelihood());
    assertThat(Loss.of(LOGARITHMS)).isEqualTo(new NegativeLogLikelihood());
    assertThat(Outputs.of(Network.of("net", IN, new Dense(3), new Sigmoid())))
        .isEqualTo(Outputs.LOGITS);
    for (Network network : List.of(LOGITS, PROBABILITIES, LOGARITHMS)) {
      assertThatCode(() -> Loss.of(network).check(network)).doesNotThrowAnyException();
    }
  }

  private static void refused(Loss loss, Network network, String message) {
    assertThatThrownBy(() -> loss.check(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void pairsThatMakeNoSense() {
    refused(
        new CrossEntropy(0.1),
        LOGARITHMS,
        "network net ends in LogSoftmax, which cross-entropy computes by itself: take the negative"
            + " log-likelihood, or drop that layer");
    refused(
        new CrossEntropy(),
        PROBABILITIES,
        "network net ends in Softmax, which cross-entropy computes by itself: take the negative"
            + " log-likelihood, or drop that layer");
    refused(
        new NegativeLogLikelihood(),
        LOGITS,
        "network net ends in Dense 3, but the negative log-likelihood needs LogSoftmax or Softmax"
            + " at the end: add it, or take cross-entropy");
    refused(
        new MeanSquaredError(),
        LOGARITHMS,
        "network net ends in LogSoftmax, whose outputs cannot come near the 0 and 1 of the mean"
            + " squared error: take the negative log-likelihood, or end in Softmax");
    refused(
        new CrossEntropy(0, List.of(1.0, 2.0)),
        LOGITS,
        "the loss has weights for 2 classes, but network net tells 3 apart");
    assertThatCode(() -> new MeanSquaredError().check(LOGITS)).doesNotThrowAnyException();
    assertThatCode(() -> new MeanSquaredError().check(PROBABILITIES)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void smoothingOutOfRange(double smoothing) {
    assertThatThrownBy(() -> new CrossEntropy(smoothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the label smoothing must be from 0 to less than 1, not " + smoothing);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 1e-7, 2e6, Double.NaN, Double.POSITIVE_INFINITY})
  void weightsOutOfRange(double weight) {
    String message =
        "the weight of a class must be from 1.0E-6 to 1000000.0, not %s as that of class 1"
            .formatted(weight);
    List<Double> weights = List.of(1.0, weight);
    assertThatThrownBy(() -> new CrossEntropy(0, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new NegativeLogLikelihood(weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void weightsAreCopied() {
    List<Double> weights = new ArrayList<>(List.of(1.0, 2.0));
    Loss loss = new NegativeLogLikelihood(weights);
    weights.set(0, -1.0);
    assertThat(loss.classWeights()).containsExactly(1.0, 2.0);
  }

  @Test
  void inWords() {
    assertThat(new CrossEntropy()).hasToString("cross-entropy");
    assertThat(new CrossEntropy(0.1, List.of(1.0, 2.0)))
        .hasToString("cross-entropy, label smoothing 0.1, class weights [1.0, 2.0]");
    assertThat(new NegativeLogLikelihood()).hasToString("negative log-likelihood");
    assertThat(new MeanSquaredError()).hasToString("mean squared error");
  }
}
