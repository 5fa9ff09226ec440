package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of the 345 classes of Quick, Draw!, as {@code categories.txt} of its project lists. */
public final class QuickDrawClasses {

  /** Those of the tutorial. */
  public static final List<String> DEFAULT =
      List.of(
          "cloud",
          "sun",
          "pants",
          "umbrella",
          "table",
          "ladder",
          "eyeglasses",
          "clock",
          "scissors",
          "cup");

  /** Google's own list of them. */
  private static final String LIST =
      "https://github.com/googlecreativelab/quickdraw-dataset/blob/master/categories.txt";

  private static final String RESOURCE = "quickdraw-classes.txt";

  private QuickDrawClasses() {}

  /** All of them in alphabetical order. */
  public static List<String> all() {
    try (InputStream in = QuickDrawClasses.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " in the jar cannot be read", e);
    }
  }

  /**
   * These names as the list has them; upper and lower case are one, and so are {@code _} and a
   * space.
   *
   * @throws InputException if there are none, one is not in the list, or one comes twice
   */
  public static List<String> checked(List<String> names) {
    if (names.isEmpty()) {
      throw new InputException(
          "no classes of quickdraw are named: name two or more, such as cloud,sun");
    }
    List<String> all = all();
    List<String> known = names.stream().map(name -> find(all, name)).toList();
    Set<String> seen = new HashSet<>();
    for (String name : known) {
      if (!seen.add(name)) {
        throw new InputException("the class %s is named twice: name it once".formatted(name));
      }
    }
    return known;
  }

  private static String find(List<String> all, String name) {
    String plain = plain(name);
    for (String known : all) {
      if (plain(known).equals(plain)) {
        return known;
      }
    }
    String start = plain.substring(0, Math.min(2, plain.length()));
    String near =
        all.stream()
            .filter(known -> plain(known).startsWith(start))
            .limit(8)
            .collect(Collectors.joining(", "));
    throw new InputException(
        "quickdraw has no class named %s: take one of its %d%s"
            .formatted(
                name, all.size(), near.isEmpty() ? ", listed at " + LIST : ", such as " + near));
  }

  private static String plain(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
