package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Optional;

/**
 * What a training begins with.
 *
 * @param initializers what weights and biases begin with; PyTorch's default unless said
 * @param model whose numbers are taken where tensors have the same names and shapes; none unless
 *     said
 * @param newLayers layers that are initialised even if the model's numbers would fit
 * @param frozen layers whose numbers stay as they are
 */
public record Start(
    Initializers initializers,
    Optional<ModelChoice> model,
    List<String> newLayers,
    List<String> frozen) {

  /** PyTorch's first numbers, and all of them trained. */
  public static final Start USUAL =
      new Start(Initializers.DEFAULT, Optional.empty(), List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @throws InputException if layers shall be new, but there is no model
   */
  public Start {
    newLayers = List.copyOf(newLayers);
    frozen = List.copyOf(frozen);
    if (!newLayers.isEmpty() && model.isEmpty()) {
      throw new InputException(
          "new layers need a model to begin from: without one all layers are new");
    }
  }

  /** With other initialisers. */
  public Start withInitializers(Initializers initializers) {
    return new Start(initializers, model, newLayers, frozen);
  }

  Start checked() {
    return new Start(initializers, model.map(ModelChoice::checked), newLayers, frozen);
  }
}
