package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.values.ClassNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads images and labels of arrays whose roles are known. */
final class ArrayParts {

  private ArrayParts() {}

  /**
   * Reads them all.
   *
   * @param kind for the description: {@code an npz archive}
   * @throws InputException if an array cannot be used, or two do not fit together
   */
  static Found read(String kind, ArrayRoles roles) {
    List<ArrayRoles.Part> parts =
        Stream.concat(Stream.of(roles.training()), roles.test().stream()).toList();
    // Labels first: they are small, and a mistake in them is told at once.
    List<Optional<int[]>> labels =
        parts.stream().map(part -> part.labels().map(NpyLabels::read)).toList();
    int largest =
        labels.stream().flatMap(Optional::stream).flatMapToInt(Arrays::stream).max().orElse(-1);
    List<String> classes = ClassNames.numbers(largest);

    NpyImages reader = new NpyImages(parts.stream().map(ArrayRoles.Part::images).toList());
    List<Images> images = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      NpyArray array = parts.get(i).images();
      NpyImages.Pixels pixels = reader.read(array.name(), List.of(array));
      images.add(
          new Images(
              array.name(),
              pixels.shape().channels(),
              pixels.shape().height(),
              pixels.shape().width(),
              pixels.bytes(),
              labels.get(i),
              labels.get(i).isPresent() ? classes : List.of()));
    }
    checkSizes(images);
    List<String> remarks = new ArrayList<>(reader.remarks());
    if (!roles.unused().isEmpty()) {
      remarks.add("not used: " + String.join(", ", roles.unused()));
    }
    return new Found(
        description(kind, roles),
        images.getFirst(),
        roles.test().map(_ -> images.getLast()),
        List.copyOf(remarks));
  }

  private static void checkSizes(List<Images> parts) {
    Images first = parts.getFirst();
    Images last = parts.getLast();
    if (first.channels() != last.channels()
        || first.height() != last.height()
        || first.width() != last.width()) {
      throw new InputException(
          "%s has images of %d x %d x %d, but %s of %d x %d x %d: bring them to one size"
              .formatted(
                  first.name(),
                  first.channels(),
                  first.height(),
                  first.width(),
                  last.name(),
                  last.channels(),
                  last.height(),
                  last.width()));
    }
  }

  private static String description(String kind, ArrayRoles roles) {
    String training = roles.training().images().header().text();
    return kind
        + ", "
        + training
        + roles.test().map(test -> " and for testing " + test.images().header().text()).orElse("");
  }

  /** A single array: images without labels. */
  static Found single(NpyArray array) {
    return read(
        "an npy array",
        new ArrayRoles(new ArrayRoles.Part(array, Optional.empty()), Optional.empty(), List.of()));
  }

  /** Arrays with names. */
  static Found named(String kind, String container, Map<String, NpyArray> arrays) {
    return read(kind, ArrayRoles.of(container, arrays));
  }
}
