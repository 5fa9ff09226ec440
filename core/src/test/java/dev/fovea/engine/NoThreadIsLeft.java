package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * After each test of a class: no thread is left that the test began, however it went. Nothing is
 * waited for, as whoever closes a team or a reader has waited already.
 */
public final class NoThreadIsLeft implements BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(NoThreadIsLeft.class);

  /** The threads of other tests, perhaps of those that take no care. */
  private record Before(Set<Thread> threads) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Before.class, new Before(new HashSet<>(threads())));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Before before = context.getStore(NAMESPACE).get(Before.class, Before.class);
    assertThat(threads())
        .filteredOn(thread -> !before.threads().contains(thread))
        .as("threads that were not waited for")
        .isEmpty();
  }

  /** Those of Fovea that live. */
  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fovea-"))
        .toList();
  }
}
