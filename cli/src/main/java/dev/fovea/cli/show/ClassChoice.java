package dev.fovea.cli.show;

import dev.fovea.data.InputException;
import java.util.List;

/** Finds a class by what the user calls it. */
final class ClassChoice {

  private ClassChoice() {}

  /**
   * The number of a class.
   *
   * @param name its name, or its number
   * @throws InputException if there is none
   */
  static int of(List<String> classes, String name) {
    int label = classes.indexOf(name);
    if (label < 0 && name.matches("\\d{1,6}")) {
      label = Integer.parseInt(name);
    }
    if (label < 0 || label >= classes.size()) {
      throw new InputException(
          "there is no class '%s': the model knows %s".formatted(name, String.join(", ", classes)));
    }
    return label;
  }
}
