package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.util.List;

/**
 * What is taken of Quick, Draw!.
 *
 * @param classes the classes, in the order of the labels
 * @param perClass how many drawings of each, from the start of its file; all where it has fewer
 * @param testShare the share of each class that is set apart for test, 0 for none
 * @param seed which drawings these are, and the order of all
 */
public record QuickDrawOptions(List<String> classes, int perClass, double testShare, long seed) {

  /** The tutorial's ten classes, 6,000 drawings of each, one seventh of them for test, seed 1. */
  public static final QuickDrawOptions DEFAULT =
      new QuickDrawOptions(QuickDrawClasses.DEFAULT, 6000, 1.0 / 7, 1);

  /**
   * Checks the numbers and spells the classes as their list does.
   *
   * @throws InputException if a class is unknown or named twice, {@code perClass} is not 2 to
   *     1,000,000 or the share is not 0 to 0.9
   */
  public QuickDrawOptions {
    classes = QuickDrawClasses.checked(classes);
    if (perClass < 2 || perClass > 1_000_000) {
      throw new InputException(
          "drawings of each class must be 2 to 1,000,000, not %d".formatted(perClass));
    }
    if (!(testShare >= 0 && testShare <= 0.9)) {
      throw new InputException("the share for test must be 0 to 0.9, not " + testShare);
    }
  }
}
