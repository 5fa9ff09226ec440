package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what the user should know: sentences, and the files that were skipped. */
final class Remarks {

  /** So many skipped files are named; the others are counted. */
  static final int NAMED = 5;

  private final List<String> sentences = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int more;
  private final boolean strict;

  /**
   * Starts without any.
   *
   * @param strict whether the first file that would be skipped is an error
   */
  Remarks(boolean strict) {
    this.strict = strict;
  }

  /** Adds a sentence. */
  void tell(String sentence) {
    sentences.add(sentence);
  }

  /**
   * Notes a file that is skipped.
   *
   * @param reason one sentence, which names the file; asked for only where it will be told
   * @throws InputException with the reason, if this is strict
   */
  void skip(Supplier<String> reason) {
    if (strict) {
      throw new InputException(reason.get());
    }
    if (skipped.size() <= NAMED) {
      skipped.add(reason.get());
    } else {
      more++;
    }
  }

  /** Whether the first file that would be skipped is an error. */
  boolean strict() {
    return strict;
  }

  /** All sentences; of many skipped files, some are named and the others counted. */
  List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    // One more is named rather than counted.
    int named = more == 0 ? skipped.size() : NAMED;
    for (String reason : skipped.subList(0, named)) {
      all.add("skipped: " + reason);
    }
    if (more > 0) {
      all.add("skipped: %d more files".formatted(skipped.size() - named + more));
    }
    return List.copyOf(all);
  }
}
