package dev.fovea.sources.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Here each character is one wide. */
class FittingTest {

  @Test
  void breaksWhereThereIsAPlace() {
    assertThat(lines("cassette player", 10, 3)).containsExactly("cassette", "player");
    assertThat(lines("garbage_truck", 10, 3)).containsExactly("garbage_", "truck");
    assertThat(lines("Supercalifragilistic", 10, 3)).containsExactly("Supercalif", "ragilistic");
    assertThat(lines("short", 10, 3)).containsExactly("short");
    assertThat(lines("", 10, 3)).containsExactly("");
  }

  @Test
  void shortensWithAnEllipsis() {
    assertThat(lines("Supercalifragilistic", 10, 1)).containsExactly("Supercali…");
    assertThat(lines("one two three four", 5, 2)).containsExactly("one", "two…");
    assertThat(lines("exactly 10", 10, 1)).containsExactly("exactly 10");
    assertThat(lines("nothing fits", 0.5, 4)).containsExactly("…");
  }

  /** Two characters of Java each: never half of one. */
  @Test
  void doesNotSplitPairs() {
    assertThat(lines("😀😀😀😀", 5, 1)).containsExactly("😀😀…");
    assertThat(lines("😀😀😀😀", 5, 2)).containsExactly("😀😀", "😀😀");
  }

  @Test
  void longNamesAreNotMeasuredWhole() {
    String endless = "x".repeat(5_000_000);
    assertThat(lines(endless, 1000, 1)).containsExactly("x".repeat(200) + "…");
    assertThat(lines(endless, 10, 1)).containsExactly("xxxxxxxxx…");
  }

  /** Line ends, a bell, a zero, a turn of direction, half a pair; what is only text stays. */
  @Test
  void nothingInANameIsACommand() {
    assertThat(Fitting.printable("a\nb\r\tc\u0007\u0000d\u202Ee\u2028f\uD83D"))
        .isEqualTo("a?b??c??d?e?f?");
    String html = "<html><b>bold</b>&amp;<img src=x>";
    assertThat(Fitting.printable(html)).isEqualTo(html);
    assertThat(Fitting.printable("ünïcödé 日本語 😀")).isEqualTo("ünïcödé 日本語 😀");
  }

  private static List<String> lines(String words, double width, int most) {
    return new Fitting(width, String::length).lines(words, most);
  }
}
