package dev.fovea.sources.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What is doubtful about a data set in words: for each thing a line that begins with its name and
 * goes on with a sentence, which says how many, where the first of them are, and what to do.
 */
public final class DataFindings {

  /** A class this many times as large as another is worth a word. */
  private static final double IMBALANCED = 2;

  private static final int EXAMPLES = 3;

  private DataFindings() {}

  /** The lines, the worst first; none if nothing is doubtful. Images are called by their index. */
  public static List<String> of(DataCheck check) {
    return of(check, ImageNames.INDEXES);
  }

  /** The same with other names for the images. */
  public static List<String> of(DataCheck check, ImageNames names) {
    List<String> findings = new ArrayList<>();
    oneClass(check, findings);
    leaks(check, names, findings);
    contradictions(check.training(), "training", names.training(), findings);
    check.test().ifPresent(test -> contradictions(test, "test", names.test(), findings));
    absent(check, check.training(), "training", findings);
    check.test().ifPresent(test -> absent(check, test, "test", findings));
    blanks(check.training(), "training", names.training(), findings);
    check.test().ifPresent(test -> blanks(test, "test", names.test(), findings));
    copies(check.training(), "training", names.training(), findings);
    check.test().ifPresent(test -> copies(test, "test", names.test(), findings));
    if (check.imbalance() >= IMBALANCED) {
      add(
          findings,
          "imbalance",
          String.format(
              Locale.ROOT,
              "%.1f times as many training images in the largest class as in the smallest: gather more of the small ones, and judge by the accuracy of each class.",
              check.imbalance()));
    }
    return List.copyOf(findings);
  }

  private static void oneClass(DataCheck check, List<String> findings) {
    Part training = check.training();
    int absent = training.absent().size();
    if (check.classes().size() - absent == 1) {
      int only = check.training().counts().indexOf(training.images());
      add(
          findings,
          "one class",
          "all training images are of %s, and there is nothing to tell apart: add images of another class, or see where the labels are."
              .formatted(check.classes().get(only)));
    }
  }

  private static void leaks(DataCheck check, ImageNames names, List<String> findings) {
    Repeats leaks = check.leaks();
    if (leaks.size() == 0) {
      return;
    }
    List<Repeats.Pair> pairs = new ArrayList<>(leaks.agreeing());
    pairs.addAll(leaks.contradicting());
    String otherwise =
        leaks.contradicting().isEmpty()
            ? ""
            : ", %d of them with another label".formatted(leaks.contradicting().size());
    add(
        findings,
        "leak",
        "%s in the training part too%s (%s): remove them there, or the test looks better than it is."
            .formatted(
                share(leaks.size(), check.test().orElseThrow(), "test"),
                otherwise,
                examples(pairs, names.test(), names.training())));
  }

  private static void contradictions(
      Part part, String name, IntFunction<String> names, List<String> findings) {
    List<Repeats.Pair> pairs = part.repeats().contradicting();
    if (!pairs.isEmpty()) {
      add(
          findings,
          "two labels",
          "%s equal to an earlier one with another label (%s): look at them, and mend one of the labels."
              .formatted(share(pairs.size(), part, name), examples(pairs, names, names)));
    }
  }

  private static void absent(DataCheck check, Part part, String name, List<String> findings) {
    List<Integer> absent = part.absent();
    if (!absent.isEmpty()) {
      String names = examples(absent.stream().map(check.classes()::get).toList());
      add(
          findings,
          "no images",
          "%d of %d classes without an image in %s (%s): add some, or leave the class out."
              .formatted(absent.size(), check.classes().size(), name, names));
    }
  }

  private static void blanks(
      Part part, String name, IntFunction<String> names, List<String> findings) {
    List<Integer> blanks = part.constant();
    if (!blanks.isEmpty()) {
      String places = examples(blanks.stream().limit(EXAMPLES + 1).map(names::apply).toList());
      add(
          findings,
          "blank",
          "%s of one colour all over (%s): see how that came, and remove what shows nothing."
              .formatted(share(blanks.size(), part, name), places));
    }
  }

  private static void copies(
      Part part, String name, IntFunction<String> names, List<String> findings) {
    List<Repeats.Pair> pairs = part.repeats().agreeing();
    if (!pairs.isEmpty()) {
      add(
          findings,
          "copies",
          "%s equal to an earlier one with the same label (%s): keep one of each, for copies count twice."
              .formatted(share(pairs.size(), part, name), examples(pairs, names, names)));
    }
  }

  private static String share(int some, Part part, String name) {
    return "%d of %d %s images".formatted(some, part.images(), name);
  }

  private static String examples(
      List<Repeats.Pair> pairs, IntFunction<String> images, IntFunction<String> firsts) {
    return examples(
        pairs.stream()
            .limit(EXAMPLES + 1)
            .map(pair -> images.apply(pair.image()) + " = " + firsts.apply(pair.first()))
            .toList());
  }

  private static String examples(List<String> all) {
    return all.stream().limit(EXAMPLES).collect(Collectors.joining(", "))
        + (all.size() > EXAMPLES ? ", ..." : "");
  }

  private static void add(List<String> findings, String name, String sentence) {
    findings.add("%-10s  %s".formatted(name, sentence));
  }
}
