package dev.fovea.cli;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.Outside;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code --augment shift=2,rotate=10,scale=0.9..1.1}: a list of augmentations, done in that order.
 * Where one has two numbers they are apart by {@code ..}.
 */
record AugmentOption(List<Augmentation> list) {

  static final AugmentOption NONE = new AugmentOption(List.of());

  private static final String KNOWN =
      "shift=PIXELS, rotate=DEGREES, scale=MIN..MAX, shear=DEGREES, flip=SHARE, vflip=SHARE,"
          + " crop=PIXELS, elastic=ALPHA..SIGMA, erase=SHARE, brightness=RANGE, contrast=RANGE";

  /**
   * Reads the option.
   *
   * @throws InputException if a word is unknown or a number is none or out of its range
   */
  static AugmentOption of(String text) {
    return new AugmentOption(
        Arrays.stream(text.split(",", -1)).map(word -> augmentation(word.strip())).toList());
  }

  /** What is seen beyond an image's edge: the ground of a drawing, the nearest of a photograph. */
  static Outside outside(ImageSet data) {
    return data.channels() == 1 ? Outside.BLACK : Outside.NEAREST;
  }

  private static Augmentation augmentation(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    double[] numbers = equals < 0 ? new double[0] : numbers(word, word.substring(equals + 1));
    int wanted = name.equals("scale") || name.equals("elastic") ? 2 : 1;
    if (numbers.length != wanted) {
      throw refusal(word);
    }
    return switch (name) {
      case "shift" -> new Shift(numbers[0]);
      case "rotate" -> new Rotate(numbers[0]);
      case "scale" -> new Scale(numbers[0], numbers[1]);
      case "shear" -> new Shear(numbers[0]);
      case "flip" -> new Flip(numbers[0], 0);
      case "vflip" -> new Flip(0, numbers[0]);
      case "crop" -> new RandomCrop((int) Math.rint(numbers[0]));
      case "elastic" -> new Elastic(numbers[0], numbers[1]);
      case "erase" -> new Erase(numbers[0]);
      case "brightness" -> new Brightness(numbers[0]);
      case "contrast" -> new Contrast(numbers[0]);
      default -> throw refusal(word);
    };
  }

  private static double[] numbers(String word, String text) {
    try {
      return Arrays.stream(text.split("\\.\\.", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException _) {
      throw refusal(word);
    }
  }

  private static InputException refusal(String word) {
    return new InputException(
        "'%s' is no augmentation: give a list of these, apart by commas: %s"
            .formatted(word, KNOWN));
  }

  @Override
  public String toString() {
    return list.stream().map(Augmentation::toString).collect(Collectors.joining(", "));
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<AugmentOption> {
    @Override
    public AugmentOption convert(String text) {
      try {
        return of(text);
      } catch (InputException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
