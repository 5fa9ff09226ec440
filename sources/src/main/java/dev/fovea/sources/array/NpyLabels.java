package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.ClassNames;
import dev.fovea.sources.values.Memory;
import java.util.Arrays;
import java.util.List;

/** Reads arrays of labels: whole numbers, or rows with a single 1 (one-hot). */
final class NpyLabels {

  private NpyLabels() {}

  /** Whether the shape is one of labels that are numbers: (N,) or (N, 1). */
  static boolean areNumbers(NpyHeader header) {
    List<Long> shape = header.shape();
    return shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
  }

  /**
   * Reads the labels.
   *
   * @throws InputException if a label is no whole number from 0 to {@value ClassNames#LARGEST}, or
   *     a row has not exactly one 1
   */
  static int[] read(NpyArray array) {
    NpyHeader header = array.header();
    boolean numbers = areNumbers(header);
    if (!numbers && (header.shape().size() != 2 || header.shape().get(1) > ClassNames.LARGEST)) {
      throw new InputException(
          "%s has the shape %s: labels are (N,), or (N, classes) with a single 1 in each row"
              .formatted(array.name(), NpyHeader.tuple(header.shape())));
    }
    int[] labels = Memory.ints(array.name(), array.rows());
    if (numbers) {
      array.values((value, at) -> labels[(int) at] = number(array, value, at));
    } else {
      oneHot(array, labels);
    }
    return labels;
  }

  private static int number(NpyArray array, double value, long at) {
    if (!(value >= 0 && value <= ClassNames.LARGEST) || value != Math.rint(value)) {
      throw new InputException(
          "%s has the label %s at %s: labels are whole numbers from 0 to %d"
              .formatted(array.name(), NpyArray.shown(value), array.place(at), ClassNames.LARGEST));
    }
    return (int) value;
  }

  private static void oneHot(NpyArray array, int[] labels) {
    Arrays.fill(labels, -1);
    long classes = array.header().shape().get(1);
    boolean fortran = array.header().fortran();
    array.values(
        (value, at) -> {
          int row = (int) (fortran ? at % labels.length : at / classes);
          if (value == 1 && labels[row] < 0) {
            labels[row] = (int) (fortran ? at / labels.length : at % classes);
          } else if (value != 0) {
            throw new InputException(
                "%s has %s at %s: each row of one-hot labels has a single 1 and else 0"
                    .formatted(array.name(), NpyArray.shown(value), array.place(at)));
          }
        });
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new InputException(
            "%s has no 1 in row %d: each row of one-hot labels has a single 1 and else 0"
                .formatted(array.name(), i));
      }
    }
  }
}
