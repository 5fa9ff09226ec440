package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import java.util.List;

/**
 * A scaling as JSON: a number for all channels or a list with one for each, and what else is done
 * only where it is, so that the files of plain scalings stay what they were.
 */
final class ScalingJson {

  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";
  private static final String INVERT = "invert";
  private static final String STANDARDIZE = "standardize";

  private ScalingJson() {}

  static Json.Obj write(Scaling scaling) {
    Json.Obj json =
        Json.Obj.EMPTY
            .with(MEAN, write(scaling.means()))
            .with(DEVIATION, write(scaling.deviations()));
    json = scaling.invert() ? json.with(INVERT, new Json.Bool(true)) : json;
    return scaling.standardize() ? json.with(STANDARDIZE, new Json.Bool(true)) : json;
  }

  private static Json write(List<Double> numbers) {
    return numbers.size() == 1
        ? Json.of(numbers.getFirst())
        : Json.of(numbers.stream().map(Json::of).toList());
  }

  /**
   * Reads a scaling.
   *
   * @throws InputException if it is none
   */
  static Scaling read(Json json) {
    Fields fields = Fields.of("its scaling", json);
    fields.only(MEAN, DEVIATION, INVERT, STANDARDIZE);
    try {
      return new Scaling(
          fields.reals(MEAN),
          fields.reals(DEVIATION),
          fields.flag(INVERT, false),
          fields.flag(STANDARDIZE, false));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}
