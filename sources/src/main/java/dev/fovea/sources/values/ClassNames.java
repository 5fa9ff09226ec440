package dev.fovea.sources.values;

import java.util.List;
import java.util.stream.IntStream;

/** The names of classes that a source gives as numbers only. */
public final class ClassNames {

  /** The largest number of a class that is believed; more is a wrong column or a wrong array. */
  public static final int LARGEST = 9_999;

  private ClassNames() {}

  /** The numbers from 0 to the largest label as names. */
  public static List<String> numbers(int largest) {
    return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
  }
}
