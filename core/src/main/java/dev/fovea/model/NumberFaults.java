package dev.fovea.model;

import dev.fovea.net.Tensor;
import java.util.Optional;

/** What is wrong with the numbers of a tensor that come from a file or go into one. */
public final class NumberFaults {

  private NumberFaults() {}

  /**
   * The first number that is NaN or infinite.
   *
   * @param numbers those of all tensors
   * @param from where those of {@code tensor} begin
   */
  public static Optional<String> notFinite(Tensor tensor, float[] numbers, int from) {
    int at = SafetensorsReader.firstNonFinite(numbers, from, end(tensor, from));
    return at < 0
        ? Optional.empty()
        : Optional.of(
            "%s has the value %s at place %d".formatted(tensor.name(), numbers[at], at - from));
  }

  /** The first variance that is negative, of which there is no root; otherwise the same. */
  public static Optional<String> negativeVariance(Tensor tensor, float[] numbers, int from) {
    int end = tensor.role() == Tensor.Role.RUNNING_VARIANCE ? end(tensor, from) : from;
    for (int at = from; at < end; at++) {
      if (numbers[at] < 0) {
        return Optional.of(
            "%s has the value %s at place %d, but no variance is negative"
                .formatted(tensor.name(), numbers[at], at - from));
      }
    }
    return Optional.empty();
  }

  private static int end(Tensor tensor, int from) {
    return from + Math.toIntExact(tensor.size());
  }
}
