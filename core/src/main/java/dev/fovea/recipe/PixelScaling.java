package dev.fovea.recipe;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the scaling of bytes to a network's inputs is found. */
public sealed interface PixelScaling {

  /** From 0 to 1. */
  record Unit() implements PixelScaling {}

  /**
   * By these numbers; see {@link Scaling}.
   *
   * @param means one, or one for each channel
   * @param deviations as many
   */
  record Fixed(List<Double> means, List<Double> deviations) implements PixelScaling {

    /** MNIST's own mean and deviation, as the tutorials use them. */
    public static final Fixed MNIST = new Fixed(Scaling.MNIST.means(), Scaling.MNIST.deviations());

    /**
     * Checks the numbers.
     *
     * @throws InputException if there are not as many of both, or a deviation is not above 0
     */
    public Fixed {
      try {
        Scaling checked = new Scaling(means, deviations);
        means = checked.means();
        deviations = checked.deviations();
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage(), e);
      }
    }
  }

  /** By mean and deviation of the training images, channel by channel. */
  record OfData() implements PixelScaling {}

  /** Each image by its own mean and deviation. */
  record OfImage() implements PixelScaling {}

  /** That of the model that the training begins with. */
  record OfModel() implements PixelScaling {}

  /**
   * The scaling itself.
   *
   * @param model what the training begins with
   * @param training asked for only where the numbers are those of the data
   * @throws InputException if it is that of a model, and there is none
   */
  default Scaling scaling(Optional<Model> model, Supplier<Dataset> training) {
    return switch (this) {
      case Unit() -> Scaling.UNIT;
      case Fixed(List<Double> means, List<Double> deviations) -> new Scaling(means, deviations);
      case OfData() -> Scaling.of(training.get());
      case OfImage() -> Scaling.UNIT.standardized();
      case OfModel() ->
          model
              .map(Model::scaling)
              .orElseThrow(
                  () ->
                      new InputException(
                          "the scaling is that of the model to begin from, but there is none: name one, or choose another scaling"));
    };
  }
}
