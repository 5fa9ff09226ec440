package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place of the user's own that replaces all mirrors: a URL or a folder, laid out as {@code
 * MIRROR/SET/FILE} or {@code MIRROR/FILE}.
 *
 * @param base its URL, {@code http}, {@code https} or {@code file}, that ends in a slash
 */
public record Mirror(URI base) {

  /**
   * What {@code FOVEA_MIRROR} names; empty where it is not set.
   *
   * @throws InputException if it is neither a URL of those kinds nor a path
   */
  public static Optional<Mirror> of(Map<String, String> environment) {
    String value = environment.getOrDefault("FOVEA_MIRROR", "").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(new Mirror(base(value)));
  }

  private static URI base(String value) {
    try {
      URI uri =
          value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
              ? URI.create(value)
              : Path.of(value).toAbsolutePath().toUri();
      if (Transfer.usable(uri)) {
        return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
      }
    } catch (IllegalArgumentException e) {
      throw wrong(value, e);
    }
    throw wrong(value, null);
  }

  private static InputException wrong(String value, Throwable cause) {
    String why = cause instanceof InvalidPathException ? "no path" : "no URL that can be used";
    return new InputException(
        "FOVEA_MIRROR=%s is %s: give an http, https or file URL or a folder".formatted(value, why),
        cause);
  }

  /** All places where a file of a data set may lie. */
  List<URI> places(String set, RemoteFile file) {
    return Stream.concat(Stream.of(file.name()), file.otherNames().stream())
        .map(Mirror::escaped)
        .flatMap(name -> Stream.of(set + "/" + name, name))
        .distinct()
        .map(base::resolve)
        .toList();
  }

  /** A file's name as part of a URL. */
  static String escaped(String name) {
    return name.replace(" ", "%20");
  }
}
