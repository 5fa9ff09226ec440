package dev.fovea.net;

import java.util.Arrays;
import java.util.stream.Stream;

/** The kinds of layers that there are. */
public final class LayerTypes {

  private LayerTypes() {}

  /** Each record that is a {@link Layer}. */
  public static Stream<Class<?>> all() {
    return records(Layer.class);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerTypes::records)
        : Stream.of(type);
  }
}
