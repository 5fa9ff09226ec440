package dev.fovea.engine.kernel;

import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Which kernels run, and why.
 *
 * <p>{@code -Dfovea.kernels=scalar} or {@code vector} forces one; {@code -Dfovea.vector.bits=128},
 * {@code 256} or {@code 512} narrows the vectors. Without them the vector kernels run wherever the
 * module {@code jdk.incubator.vector} is there and still works.
 *
 * @param kernels what runs
 * @param reason why, as half a sentence
 */
public record KernelChoice(Kernels kernels, String reason) {

  /** The property that forces a choice. */
  public static final String PROPERTY = "fovea.kernels";

  /** The property that sets the width of vectors. */
  public static final String BITS = "fovea.vector.bits";

  private static final String MODULE = "jdk.incubator.vector";

  private static KernelChoice current;

  /**
   * What this JVM runs; chosen once, because a JVM's modules and properties do not change.
   *
   * @throws IllegalArgumentException if a property asks for what there is not
   */
  public static synchronized KernelChoice current() {
    if (current == null) {
      current = choose(System.getProperty(PROPERTY));
    }
    return current;
  }

  /**
   * Chooses by the property's value.
   *
   * @param forced {@code scalar}, {@code vector}, or null
   * @throws IllegalArgumentException if it is something else, or vectors are forced but cannot run
   */
  static KernelChoice choose(String forced) {
    return switch (forced) {
      case "scalar" -> new KernelChoice(new ScalarKernels(), "-D" + PROPERTY + "=scalar says so");
      case "vector" -> vector("-D" + PROPERTY + "=vector says so", true);
      case null -> vector("the module " + MODULE + " is there", false);
      default ->
          throw new IllegalArgumentException(
              "-D%s must be scalar or vector, not %s".formatted(PROPERTY, forced));
    };
  }

  private static KernelChoice vector(String reason, boolean forced) {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      String missing = "start java with --add-modules " + MODULE + " for the fast kernels";
      if (forced) {
        throw new IllegalArgumentException(missing);
      }
      return new KernelChoice(new ScalarKernels(), missing);
    }
    checkBits(System.getProperty(BITS));
    try {
      Kernels kernels = new VectorKernels();
      KernelProbe.run(kernels);
      return new KernelChoice(kernels, reason);
    } catch (LinkageError e) {
      // An incubator module may change with any JDK; the scalar kernels always work.
      if (forced) {
        throw e;
      }
      System.getLogger(KernelChoice.class.getName()).log(Level.DEBUG, "no vector kernels", e);
      return new KernelChoice(new ScalarKernels(), "this JDK's " + MODULE + " has changed: " + e);
    }
  }

  /** Checked here, because the class that reads it would only fail to load. */
  private static void checkBits(String bits) {
    if (bits != null && !List.of("128", "256", "512").contains(bits)) {
      throw new IllegalArgumentException(
          "-D%s must be 128, 256 or 512, not %s".formatted(BITS, bits));
    }
  }
}
