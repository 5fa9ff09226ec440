package dev.fovea.cli;

import dev.fovea.recipe.ModelChoice;
import dev.fovea.recipe.ShortTexts;
import dev.fovea.recipe.Start;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a training begins with. */
final class StartOptions {

  @Option(
      names = "--init",
      paramLabel = "HOW",
      description =
          "First weights: fan-in (PyTorch's), he, glorot, normal:0.01, zeros; he:uniform and"
              + " glorot:normal spread them the other way.")
  private String init;

  @Option(names = "--zero-bias", description = "Begin with biases of 0, as Keras does.")
  private boolean zeroBias;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Begin with the numbers of a model, or of a run's: those of the tensors that fit.")
  private String from;

  @Option(
      names = "--new-layers",
      paramLabel = "NAME",
      split = ",",
      description = "But for these layers, which begin anew even if they would fit.")
  private List<String> newLayers;

  @Option(
      names = "--freeze",
      paramLabel = "NAME",
      split = ",",
      description = "Leave the numbers of these layers as they are.")
  private List<String> frozen;

  /** The model to begin from, if one was given. */
  Optional<ModelChoice> from() {
    return Optional.ofNullable(from).map(ModelChoice::of);
  }

  /** A start with what was given here; the rest stays as it is. */
  Start change(Start start) {
    Initializers first = start.initializers();
    if (init != null) {
      Initializer weights = ShortTexts.initializer("--init", init);
      first = new Initializers(weights, first.layers(), first.zeroBias());
    }
    return new Start(
        zeroBias ? first.withZeroBias() : first,
        from == null ? start.model() : from(),
        newLayers == null ? start.newLayers() : newLayers,
        frozen == null ? start.frozen() : frozen);
  }
}
