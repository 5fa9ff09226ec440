package dev.fovea.sources;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ClassNames;
import java.util.List;
import java.util.Optional;

/** Brings the labels of images to the numbers that a model has for these classes. */
public final class LabelNames {

  private LabelNames() {}

  /**
   * The same images, their labels counted as in {@code classes}: by name, or by number where the
   * source gives numbers only.
   *
   * @param classes a model's
   * @throws InputException if the images have no labels, or a class that the model does not know
   */
  public static Images as(List<String> classes, Images images) {
    int[] labels = images.labelled().labels();
    if (images.classes().equals(classes)) {
      return images;
    }
    List<String> own = images.classes();
    boolean numbers = own.equals(ClassNames.numbers(own.size() - 1));
    int[] to = new int[own.size()];
    for (int i = 0; i < to.length; i++) {
      to[i] = classes.indexOf(own.get(i));
      if (to[i] < 0 && numbers && i < classes.size()) {
        to[i] = i;
      }
      if (to[i] < 0) {
        throw new InputException(
            "%s has the class \"%s\", which the model does not know: it knows %s"
                .formatted(images.name(), own.get(i), String.join(", ", classes)));
      }
    }
    int[] renumbered = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      renumbered[i] = to[labels[i]];
    }
    return new Images(
        images.name(),
        images.channels(),
        images.height(),
        images.width(),
        images.pixels(),
        Optional.of(renumbered),
        classes);
  }
}
