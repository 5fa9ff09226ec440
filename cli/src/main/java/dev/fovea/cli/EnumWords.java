package dev.fovea.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** The words of an option, which an enum prints as they are written. */
public final class EnumWords {

  private EnumWords() {}

  /**
   * The one of that word.
   *
   * @throws TypeConversionException with all of them, if there is none
   */
  public static <E extends Enum<E>> E read(Class<E> type, String word) {
    for (E each : type.getEnumConstants()) {
      if (each.toString().equals(word)) {
        return each;
      }
    }
    throw new TypeConversionException(
        "choose one of %s, not '%s'"
            .formatted(
                Arrays.stream(type.getEnumConstants())
                    .map(Enum::toString)
                    .collect(Collectors.joining(", ")),
                word));
  }
}
