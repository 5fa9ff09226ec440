package dev.fovea.engine;

import dev.fovea.engine.kernel.KernelChoice;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.ScalarKernels;

/**
 * What a plan computes with, for those who need not know kernels.
 *
 * @param kernels the inner loops
 * @param reason why these, as half a sentence
 */
public record Backend(Kernels kernels, String reason) {

  /** The fastest that this JVM has, or what its properties say; see {@link KernelChoice}. */
  public static Backend current() {
    KernelChoice choice = KernelChoice.current();
    return new Backend(choice.kernels(), choice.reason());
  }

  /** Plain loops. */
  public static Backend scalar() {
    return new Backend(new ScalarKernels(), "asked for");
  }

  /** {@code scalar} or {@code vector, 512 bits}. */
  public String name() {
    return kernels.name();
  }
}
