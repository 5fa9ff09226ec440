package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of several arrays are images and which are labels.
 *
 * @param training the images that are trained on, or all
 * @param test the images to test with
 * @param unused names of arrays that are none of these
 */
record ArrayRoles(Part training, Optional<Part> test, List<String> unused) {

  /** Images and, if there are any, their labels. */
  record Part(NpyArray images, Optional<NpyArray> labels) {

    Part {
      labels.ifPresent(
          given -> {
            if (given.rows() != images.rows()) {
              throw new InputException(
                  "%s has %d images but %s has %d labels: save the two that belong together"
                      .formatted(images.name(), images.rows(), given.name(), given.rows()));
            }
          });
    }
  }

  private static final Set<String> IMAGES =
      Set.of("x", "image", "images", "img", "imgs", "data", "features", "pixels", "arr0", "");
  private static final Set<String> LABELS =
      Set.of("y", "label", "labels", "target", "targets", "class", "classes", "arr1");
  private static final List<String> TRAINING = List.of("training", "train");
  private static final List<String> TEST = List.of("testing", "test");

  /**
   * By the usual names ({@code x_train}, {@code train_images}, {@code images}, {@code arr_0}, ...),
   * and where there are none of these, by the shapes.
   *
   * @param container what messages call all of them
   * @param arrays by their names without {@code .npy}
   * @throws InputException if neither tells which array is which
   */
  static ArrayRoles of(String container, Map<String, NpyArray> arrays) {
    return byName(arrays)
        .or(() -> byShape(arrays))
        .orElseThrow(
            () ->
                new InputException(
                    "%s does not tell which of its arrays are images (%s): call them x_train,"
                            .formatted(container, listed(arrays))
                        + " y_train, x_test and y_test, or images and labels"));
  }

  /** By names alone; empty if there are no images among them. */
  static Optional<ArrayRoles> byName(Map<String, NpyArray> arrays) {
    // arr_0 and arr_1 are names only if there is no third: numpy calls all nameless ones so.
    boolean more = arrays.keySet().stream().anyMatch(name -> plain(name).equals("arr2"));
    if (more) {
      return Optional.empty();
    }
    Optional<Part> training = part(arrays, TRAINING);
    Optional<Part> whole = training.or(() -> part(arrays, List.of("")));
    Optional<Part> test = part(arrays, TEST);
    return whole
        .or(() -> test)
        .map(part -> new ArrayRoles(part, whole.isPresent() ? test : Optional.empty(), List.of()))
        .map(roles -> roles.withUnused(arrays));
  }

  private static Optional<Part> part(Map<String, NpyArray> arrays, List<String> part) {
    return find(arrays, part, IMAGES).map(images -> new Part(images, find(arrays, part, LABELS)));
  }

  private static Optional<NpyArray> find(
      Map<String, NpyArray> arrays, List<String> parts, Set<String> kinds) {
    for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
      String name = plain(entry.getKey());
      for (String part : parts) {
        boolean starts = name.startsWith(part) && kinds.contains(name.substring(part.length()));
        boolean ends =
            name.endsWith(part) && kinds.contains(name.substring(0, name.length() - part.length()));
        if ((starts || ends) && !(name.isEmpty() && part.isEmpty())) {
          return Optional.of(entry.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
  }

  /** One array of images and one of labels, or two of each whose counts tell the pairs. */
  private static Optional<ArrayRoles> byShape(Map<String, NpyArray> arrays) {
    List<NpyArray> images = new ArrayList<>();
    List<NpyArray> labels = new ArrayList<>();
    boolean deep = arrays.values().stream().anyMatch(array -> axes(array) >= 3);
    for (NpyArray array : arrays.values()) {
      if (axes(array) >= (deep ? 3 : 2) && !NpyLabels.areNumbers(array.header())) {
        images.add(array);
      } else if (axes(array) == 1 || axes(array) == 2) {
        labels.add(array);
      }
    }
    if (images.size() == 1 && labels.size() <= 1) {
      Part only = new Part(images.getFirst(), labels.stream().findFirst());
      return Optional.of(new ArrayRoles(only, Optional.empty(), List.of()).withUnused(arrays));
    }
    if (images.size() != 2 || labels.size() != 2) {
      return Optional.empty();
    }
    NpyArray first = images.getFirst();
    NpyArray second = images.getLast();
    if (first.rows() == second.rows()) {
      return Optional.empty();
    }
    NpyArray larger = first.rows() > second.rows() ? first : second;
    NpyArray smaller = first.rows() > second.rows() ? second : first;
    Optional<NpyArray> ofLarger = sameRows(labels, larger);
    Optional<NpyArray> ofSmaller = sameRows(labels, smaller);
    if (ofLarger.isEmpty() || ofSmaller.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ArrayRoles(
                new Part(larger, ofLarger), Optional.of(new Part(smaller, ofSmaller)), List.of())
            .withUnused(arrays));
  }

  private static Optional<NpyArray> sameRows(List<NpyArray> labels, NpyArray images) {
    return labels.stream().filter(array -> array.rows() == images.rows()).findFirst();
  }

  private static int axes(NpyArray array) {
    return array.header().shape().size();
  }

  private ArrayRoles withUnused(Map<String, NpyArray> arrays) {
    List<String> rest =
        arrays.entrySet().stream()
            .filter(entry -> !uses(training, entry.getValue()))
            .filter(entry -> test.isEmpty() || !uses(test.get(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return new ArrayRoles(training, test, rest);
  }

  private static boolean uses(Part part, NpyArray array) {
    return part.images.equals(array) || part.labels.filter(array::equals).isPresent();
  }

  private static String listed(Map<String, NpyArray> arrays) {
    return arrays.entrySet().stream()
        .limit(8)
        .map(entry -> entry.getKey() + " " + NpyHeader.tuple(entry.getValue().header().shape()))
        .collect(Collectors.joining(", ", "", arrays.size() > 8 ? ", ..." : ""));
  }
}
