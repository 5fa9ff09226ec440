package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.engine.Plan;
import dev.fovea.net.Network;

/**
 * What memory a network takes, in bytes. The images themselves are not in it, nor the few scratch
 * numbers that each thread but the first needs.
 *
 * @param values of layers' outputs and their gradients, for as many images as a step takes
 * @param parameters of parameters and their gradient; what an optimizer remembers comes on top:
 *     half as much for momentum, as much again for Adam
 */
public record NetworkMemory(long values, long parameters) {

  /**
   * What training takes with {@code batch} images in a step.
   *
   * @throws InputException if the batch is less than 1 or the network too large for any memory
   */
  public static NetworkMemory training(Network network, int batch) {
    return of(network, batch, true, 2);
  }

  /**
   * What prediction takes, {@code batch} images at a time.
   *
   * @throws InputException if the batch is less than 1 or the network too large for any memory
   */
  public static NetworkMemory prediction(Network network, int batch) {
    return of(network, batch, false, 1);
  }

  private static NetworkMemory of(Network network, int batch, boolean training, int copies) {
    try {
      long parameters = Math.multiplyExact(network.numberCount(), (long) copies * Float.BYTES);
      return new NetworkMemory(Plan.memory(network, batch, training), parameters);
    } catch (ArithmeticException e) {
      throw new InputException(
          "network %s is too large: it has %d parameters"
              .formatted(network.name(), network.numberCount()),
          e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** What is said when a network's numbers or values find no memory. */
  static InputException tooLittle(Network network, OutOfMemoryError cause) {
    return new InputException(
        "network %s needs more memory than this JVM has left: choose a smaller network, or give Java more with -Xmx"
            .formatted(network.name()),
        cause);
  }

  /** All of it; the largest long if that is too little. */
  public long together() {
    return values > Long.MAX_VALUE - parameters ? Long.MAX_VALUE : values + parameters;
  }

  /**
   * Checks, before any memory is asked for, that this JVM has room for the parameters of a network
   * that is to be trained, their gradient, what momentum remembers, and a model to keep.
   *
   * @throws InputException if it has not
   */
  public static void requireRoom(Network network) {
    long numbers = network.numberCount();
    long most =
        Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);
    if (numbers > most) {
      throw new InputException(
          ("network %s has %d parameters, and this JVM can train at most %d: choose a smaller"
                  + " network, or give Java more memory with -Xmx")
              .formatted(network.name(), numbers, most));
    }
  }
}
