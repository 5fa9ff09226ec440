package dev.fovea.cli;

import dev.fovea.recipe.Inputs;
import dev.fovea.recipe.PixelScaling;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what becomes of images before the network sees them. */
final class InputOptions {

  /** {@code --normalize}: how bytes become inputs. */
  enum Normalizing {
    /** As the recipe has it. */
    RECIPE,
    /** From 0 to 1. */
    UNIT,
    /** By mean and deviation of the training images. */
    DATA,
    /** Each image by its own mean and deviation. */
    IMAGE,
    /** As the model of {@code --from}. */
    MODEL
  }

  @Option(
      names = "--augment",
      paramLabel = "LIST",
      converter = AugmentOption.Converter.class,
      description = "Change training images: shift=2,rotate=10,scale=0.9..1.1 and others.")
  private AugmentOption augment;

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      description = "Mix the images of a batch in pairs; 0.2 is usual, 0 mixes none.")
  private Double mixup;

  @Option(
      names = "--normalize",
      paramLabel = "HOW",
      description =
          "Scale pixels as the recipe says, to unit, by mean and deviation of the data or of each"
              + " image, or as the model of --from.")
  private Normalizing normalize;

  @Option(names = "--invert", description = "Let black and white change places.")
  private boolean invert;

  /**
   * Inputs with what was given here; the rest stays as it is.
   *
   * @param usual the scaling of the recipe, as it is for the data and model that were chosen
   */
  Inputs change(Inputs inputs, PixelScaling usual) {
    return new Inputs(
        scaling(usual),
        invert || inputs.invert(),
        augment == null ? inputs.augmentations() : augment.list(),
        augment == null ? inputs.outside() : Optional.empty(),
        mixup == null ? inputs.mixup() : mixup);
  }

  private PixelScaling scaling(PixelScaling usual) {
    return switch (normalize) {
      case null -> usual;
      case RECIPE -> usual;
      case UNIT -> new PixelScaling.Unit();
      case DATA -> new PixelScaling.OfData();
      case IMAGE -> new PixelScaling.OfImage();
      case MODEL -> new PixelScaling.OfModel();
    };
  }
}
