package dev.fovea.sources.table;

import dev.fovea.sources.values.ClassNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The labels of a table, each as it is written.
 *
 * <p>If all are whole numbers from 0 to {@value ClassNames#LARGEST} they keep their numbers; else
 * they are names, sorted.
 */
final class LabelColumn {

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})(?:\\.0*)?");

  private final Map<String, Integer> known = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] labels = new int[1024];
  private int count;

  /** The label of the next line; false if there are more different ones than can be classes. */
  boolean add(String text) {
    Integer label = known.get(text);
    if (label == null) {
      label = texts.size();
      known.put(text, label);
      texts.add(text);
    }
    if (count == labels.length) {
      labels = Arrays.copyOf(labels, 2 * count);
    }
    labels[count++] = label;
    return texts.size() <= ClassNames.LARGEST + 1;
  }

  /**
   * The labels and the names of their classes.
   *
   * @param numbers from 0
   */
  record Labels(int[] numbers, List<String> classes) {}

  Labels labels() {
    int[] numbers = texts.stream().mapToInt(LabelColumn::number).toArray();
    boolean named = Arrays.stream(numbers).anyMatch(n -> n < 0 || n > ClassNames.LARGEST);
    if (named) {
      List<String> classes = texts.stream().sorted().toList();
      Map<String, Integer> places = new HashMap<>();
      IntStream.range(0, classes.size()).forEach(i -> places.put(classes.get(i), i));
      numbers = texts.stream().mapToInt(places::get).toArray();
      return new Labels(mapped(numbers), classes);
    }
    int largest = Arrays.stream(numbers).max().orElse(0);
    return new Labels(mapped(numbers), ClassNames.numbers(largest));
  }

  private int[] mapped(int[] numbers) {
    int[] mapped = new int[count];
    Arrays.setAll(mapped, i -> numbers[labels[i]]);
    return mapped;
  }

  /** The number that a label is; -1 if it is none. */
  private static int number(String text) {
    var matcher = WHOLE.matcher(text);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
