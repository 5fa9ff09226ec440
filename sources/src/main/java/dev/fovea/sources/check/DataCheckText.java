package dev.fovea.sources.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A {@link DataCheck} for the terminal: what it holds, a table of the classes, and the findings.
 */
public final class DataCheckText {

  private static final int LONGEST_NAME = 40;

  private DataCheckText() {}

  /** The lines, without line ends. The last say what was found, or that nothing was. */
  public static List<String> lines(DataCheck check) {
    return lines(check, ImageNames.INDEXES);
  }

  /** The same with other names for the images. */
  public static List<String> lines(DataCheck check, ImageNames names) {
    List<String> lines = new ArrayList<>();
    String colours = check.channels() == 1 ? "gray" : check.channels() + " channels";
    lines.add("images    %d x %d, %s".formatted(check.height(), check.width(), colours));
    lines.add("mean      " + numbers(check.statistics().stream().map(Statistics::mean).toList()));
    lines.add(
        "std dev   " + numbers(check.statistics().stream().map(Statistics::deviation).toList()));
    lines.add("");
    lines.addAll(table(check));
    lines.add("");
    List<String> findings = DataFindings.of(check, names);
    lines.addAll(findings.isEmpty() ? List.of("Nothing is doubtful about this data.") : findings);
    return List.copyOf(lines);
  }

  private static List<String> table(DataCheck check) {
    int longest = "class".length();
    for (String name : check.classes()) {
      longest = Math.max(longest, shortened(name).length());
    }
    Optional<Part> test = check.test();
    String row = "%-" + longest + "s  %9s" + (test.isPresent() ? "  %9s" : "");
    List<String> table = new ArrayList<>();
    table.add(row.formatted("class", "train", "test"));
    for (int label = 0; label < check.classes().size(); label++) {
      table.add(
          row.formatted(
              shortened(check.classes().get(label)),
              check.training().counts().get(label),
              test.isPresent() ? test.get().counts().get(label) : ""));
    }
    table.add(row.formatted("all", check.training().images(), test.map(Part::images).orElse(0)));
    return table;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }

  private static String numbers(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.4f", value))
        .collect(Collectors.joining("  "));
  }
}
